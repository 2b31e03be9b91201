#include <QTest>

#include "round_bench.h"

using namespace round_bench;

/// What the rows of a snapshot tell beside their figures.
class RowFactsTest : public QObject {
    Q_OBJECT
private slots:
    void aNewestRecordOfLongAgoSaysOfWhen() {
        Bench bench;
        bench.cluster.topics["a"];
        bench.plan.visibleTopics = {"a"};
        const auto read = bench.round();
        QCOMPARE(topic(*read, "a").lastRecordAsOfMs, 0);
        bench.plan.visibleTopics = {};
        QCOMPARE(topic(*bench.round(), "a").lastRecordAsOfMs, 0);
        QCOMPARE(topic(*bench.round(), "a").lastRecordAsOfMs, read->takenAtMs);
        QCOMPARE(topic(*bench.round(), "a").lastRecordAsOfMs, read->takenAtMs);
        bench.plan.visibleTopics = {"a"};
        QCOMPARE(topic(*bench.round(), "a").lastRecordAsOfMs, 0);
    }
};

QTEST_GUILESS_MAIN(RowFactsTest)
#include "row_facts_test.moc"
