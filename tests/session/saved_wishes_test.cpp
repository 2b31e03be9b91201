#include <QTest>

#include "session/records/saved_wishes.h"

using namespace session;

class SavedWishesTest : public QObject {
    Q_OBJECT

private slots:
    void everyPartComesBack() {
        SavedWish full{"late", {}};
        full.wish.filter = "a\nb";
        full.wish.inKey = full.wish.inHeaders = false;
        full.wish.caseSensitive = full.wish.isRegex = full.wish.isHex = full.wish.isNot =
            full.wish.tombstonesOnly = true;
        full.wish.keylessOnly = true;
        full.wish.key = QByteArray("k\0y", 3);
        full.wish.headerName = "source";
        full.wish.headerValue = "";
        const auto back = savedWishes(savedWishes(QVector<SavedWish>{full, {"plain", {}}}));
        QCOMPARE(back.size(), 2);
        QCOMPARE(back[0].name, full.name);
        QVERIFY(back[0].wish == full.wish);
        QVERIFY(back[1].wish == RecordWish());
    }

    void aNameIsTakenOnceAndTheOldestGo() {
        QVector<SavedWish> wishes;
        for (int i = 0; i < kMostSavedWishes + 5; ++i)
            wishes = withSaved(std::move(wishes), {QString::number(i), {}});
        QCOMPARE(wishes.size(), kMostSavedWishes);
        QCOMPARE(wishes.first().name, QString("5"));
        wishes = withSaved(std::move(wishes), {"7", {}});
        QCOMPARE(wishes.size(), kMostSavedWishes);
        QCOMPARE(wishes.last().name, QString("7"));
    }

    void aChangeTouchesNoOtherFilter() {
        const SavedWish mine{"mine", {}}, theirs{"theirs", {}}, old{"old", {}};
        SavedWish changed = old;
        changed.wish.filter = "x";
        QCOMPARE(withChanges({old, theirs}, {old}, {old, mine}), (QVector<SavedWish>{old, theirs, mine}));
        QCOMPARE(withChanges({old, theirs}, {old}, {}), QVector<SavedWish>{theirs});
        QCOMPARE(withChanges({old, theirs}, {old}, {changed}), (QVector<SavedWish>{theirs, changed}));
        QCOMPARE(withChanges({theirs}, {old}, {old, mine}), (QVector<SavedWish>{theirs, mine}));
    }

    void whatIsNoFilterIsPassedOver() {
        QVERIFY(savedWishes(QVariantList{QStringLiteral("x"), QVariantMap()}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(SavedWishesTest)
#include "saved_wishes_test.moc"
