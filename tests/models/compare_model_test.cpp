#include <QTest>

#include "models/compare_model.h"

using models::CompareModel;

/// Two decoded values beside each other.
class CompareModelTest : public QObject {
    Q_OBJECT

    /// What is shown of two texts of one field.
    static QStringList shown(const QString& first, const QString& second) {
        CompareModel model;
        model.show(session::treeOf({{"text", first.toUtf8()}}), session::treeOf({{"text", second.toUtf8()}}));
        return {model.index(0, CompareModel::First).data().toString(),
                model.index(0, CompareModel::Second).data().toString()};
    }

private slots:
    void whatDiffersIsSeenInAnyScript_data() {
        QTest::addColumn<QString>("letter");
        QTest::newRow("Latin") << QStringLiteral("a");
        QTest::newRow("Cyrillic") << QStringLiteral("ж");
        QTest::newRow("Chinese") << QStringLiteral("水");
        QTest::newRow("beyond sixteen bits") << QStringLiteral("🙂");
    }
    void whatDiffersIsSeenInAnyScript() {
        QFETCH(const QString, letter);
        const QString rest = letter.repeated(1000);
        for (const int same : {0, 40, 60, 80, 120, 150, 2000}) {
            const QString before = letter.repeated(same);
            const auto cells = shown(before + u'1' + rest, before + u'2' + rest);
            const QByteArray told = cells.join(u'|').toUtf8();
            QVERIFY2(cells[0].contains(u'1') && cells[1].contains(u'2'), told);
            QVERIFY2(cells[0].endsWith(u'…') && cells[1].endsWith(u'…'), told);
            QVERIFY2(!cells[0].contains(QChar::ReplacementCharacter) && cells[0].isValidUtf16(), told);
        }
    }

    void whatIsShownToItsEndHasNoSign() {
        const QString before(1500, QChar(0x436));
        const auto cells = shown(before + u'1', before + QStringLiteral("2 more"));
        QVERIFY2(cells[0].startsWith(u'…') && cells[0].endsWith(u'1'), qPrintable(cells[0]));
        QVERIFY2(cells[1].endsWith(QStringLiteral("2 more")), qPrintable(cells[1]));
    }
};

QTEST_GUILESS_MAIN(CompareModelTest)
#include "compare_model_test.moc"
