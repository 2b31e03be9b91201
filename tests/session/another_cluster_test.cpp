#include <QSignalSpy>
#include <QTest>

#include "ports_bench.h"

using namespace session;

/// Where one cluster answers in place of another, and no round has found it yet.
class AnotherClusterTest : public QObject {
    Q_OBJECT

private slots:
    void whatWasAskedOfOneIsNotDoneToAnother() {
        PortsBench bench;
        bench.cluster->groups["billing"].state = "Empty";
        QVERIFY(bench.isShown());
        bench.answerAs("another");
        auto* refused = bench.groups.remove({{"billing"}}, {{"billing", "classic"}}, &bench.owner);
        QSignalSpy failed(refused, &JobBase::failed);
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(refused->error()->name, std::string("ANOTHER_CLUSTER"));
        QVERIFY(!refused->error()->unanswered);
        QCOMPARE(bench.count(), 1U);
        bench.answerAs("fake");
        bench.groups.remove({{"billing"}}, {{"billing", "classic"}}, &bench.owner);
        QTRY_COMPARE(bench.count(), 0U);
    }

    void recordsAreNotSentToAnother() {
        PortsBench bench;
        QVERIFY(bench.isShown());
        bench.answerAs("another");
        bool sent = false;
        auto* refused = bench.requests.runApart<Nothing>(
            &bench.owner, [&sent](SessionCore&, JobContext&) -> base::Result<Nothing> {
                sent = true;
                return Nothing{};
            });
        QSignalSpy failed(refused, &JobBase::failed);
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(refused->error()->name, std::string("ANOTHER_CLUSTER"));
        QVERIFY(!sent);
    }

    void whoIsNotToldMayBeAnybody() {
        FakeCluster cluster;
        cluster.clusterId.clear();
        QVERIFY(isStill(cluster, "known"));
        cluster.clusterId = "known";
        QVERIFY(isStill(cluster, {}));
    }
};

QTEST_GUILESS_MAIN(AnotherClusterTest)
#include "another_cluster_test.moc"
