#include <QTest>

#include "session/records/caught_rows.h"

using namespace session;

/// What a tail has caught, under a filter that changes.
class CaughtRowsTest : public QObject {
    Q_OBJECT

    /// Of which as much is kept as `kept` says.
    static RecordRow row(const QByteArray& kept, qint64 size = 0) {
        RecordRow out;
        out.value = kept;
        out.valueSize = std::max<qint64>(size, kept.size());
        return out;
    }
    static RecordWish words(const char* text, bool isNot = false) {
        RecordWish wish;
        wish.filter = text;
        wish.isNot = isNot;
        return wish;
    }
    static QByteArrayList values(const std::deque<CaughtRows::Row>& rows) {
        QByteArrayList out;
        for (const auto& one : rows)
            out += *one->value;
        return out;
    }

private slots:
    void whatCameThroughTheFilterIsNotAskedAgain() {
        CaughtRows caught;
        caught.setFilter(words("needle"), 1);
        QVERIFY2(caught.add(row("its end holds it", 100'000), 1), "the scan saw all of it");
        QCOMPARE(caught.inPart(), 0);
        QVERIFY2(!caught.add(row("under way as it changed"), 0), "the scan did not look for it yet");
        QVERIFY(caught.add(row("under way, a needle"), 0));
        QCOMPARE(caught.inPart(), 0);
    }

    void whatWasLookedAtInPartIsCounted() {
        CaughtRows caught;
        caught.add(row("large", 100'000), 0);
        caught.add(row("large, a needle", 100'000), 0);
        caught.add(row("small"), 0);
        caught.setFilter(words("needle"), 1);
        QCOMPARE(values(caught.shown()), QByteArrayList{"large, a needle"});
        QCOMPARE(caught.inPart(), 1);
        caught.setFilter(words("needle", true), 2);
        QCOMPARE(values(caught.shown()), (QByteArrayList{"small", "large"}));
        QCOMPARE(caught.inPart(),
                 2); // both large ones
        caught.setFilter({}, 3);
        QCOMPARE(caught.shown().size(), std::size_t(3));
        QCOMPARE(caught.inPart(), 0);
    }

    void whatWasLetGoIsCountedNoMore() {
        CaughtRows caught;
        caught.setFilter(words("needle"), 1);
        caught.add(row("large", 100'000), 0);
        caught.add(row("small"), 0);
        QCOMPARE(caught.inPart(), 1);
        QCOMPARE(*caught.dropBeyond(1)->value, QByteArray("large"));
        QCOMPARE(caught.inPart(), 0);
        QVERIFY(!caught.dropBeyond(1));
    }
};

QTEST_GUILESS_MAIN(CaughtRowsTest)
#include "caught_rows_test.moc"
