#include <QTest>

#include "session/records/partition_choice.h"

using namespace session;
using namespace Qt::StringLiterals;

class PartitionChoiceTest : public QObject {
    Q_OBJECT

private slots:
    void rangesAndOffsetsAreRead() {
        const auto choice = parsePartitions(u" 0-3, 7,5@1200, 6 @ 10-20", 8);
        QVERIFY(choice);
        QCOMPARE(choice->partitions, (QVector<int>{0, 1, 2, 3, 5, 6, 7}));
        QCOMPARE(choice->parts, (QVector<PartitionPart>{{5, 1200, std::nullopt}, {6, 10, 21}}));
        QCOMPARE(partitionText(*choice), u"0-3,5@1200,6@10-20,7"_s);
    }

    void nothingAndAllAreAll() {
        QCOMPARE(parsePartitions(u"", 5), PartitionChoice());
        QCOMPARE(parsePartitions(u" All ", 5), PartitionChoice());
        QCOMPARE(partitionText({}), QString());
    }

    void whatCannotBeIsNamed_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("offender");
        QTest::newRow("no number") << u"0,x"_s << u"x"_s;
        QTest::newRow("beyond the last") << u"0,8"_s << u"8"_s;
        QTest::newRow("backwards") << u"3-1"_s << u"3-1"_s;
        QTest::newRow("no offset") << u"3@"_s << u"3@"_s;
        QTest::newRow("offsets backwards") << u"3@9-8"_s << u"3@9-8"_s;
        QTest::newRow("an offset beyond all") << u"3@99999999999999999999"_s << u"3@99999999999999999999"_s;
        QTest::newRow("empty piece") << u"1,,2"_s << QString();
    }
    void whatCannotBeIsNamed() {
        QFETCH(QString, typed);
        QFETCH(QString, offender);
        QString told = u"untouched"_s;
        QVERIFY(!parsePartitions(typed, 8, &told));
        QCOMPARE(told, offender);
    }

    void twoNeighboursNeedNoDash() {
        QCOMPARE(partitionText({{0, 1, 4}, {}}), u"0,1,4"_s);
        QCOMPARE(partitionText({{0, 1, 2, 4}, {}}), u"0-2,4"_s);
    }

    void whatWasSentIsReadFromItsFirstOn() {
        QCOMPARE(partitionText(session::fromFirst({{0, 700, 709}, {2, 55, 64}})), u"0@700,2@55"_s);
        QCOMPARE(partitionText(session::fromFirst({{1, -1, -1}})), u"1"_s); // nobody told the offsets
    }

    void theCountMayBeUnknown() {
        QCOMPARE(parsePartitions(u"41", -1)->partitions, QVector<int>{41});
        QVERIFY(!parsePartitions(u"0-999999999", -1));
    }
};

QTEST_GUILESS_MAIN(PartitionChoiceTest)
#include "partition_choice_test.moc"
