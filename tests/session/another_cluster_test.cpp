#include <QSignalSpy>
#include <QTest>

#include "ports_bench.h"
#include "support/cluster_under_test.h"

using namespace session;

/// Where one cluster answers in place of another, and no round has found it yet.
class AnotherClusterTest : public QObject {
    Q_OBJECT

    support::ClusterUnderTest m_under;

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

    void recordsAreSentToTheOneThatAnswersThere_data() {
        QTest::addColumn<QString>("at");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<QString>("refusal");
        const auto here = QString::fromStdString(m_under.bootstrap());
        const auto id = (*client::connect({.bootstrap = m_under.bootstrap()}))->info().clusterId;
        QTest::newRow("the same") << here << QString::fromStdString(id) << QString();
        // The connection that stands tells the one that is shown all the time.
        QTest::newRow("another") << here << QString("fake") << QString("ANOTHER_CLUSTER");
        QTest::newRow("lost") << QString("127.0.0.1:1") << QString("fake") << QString("ECONNREFUSED");
    }
    void recordsAreSentToTheOneThatAnswersThere() {
        QFETCH(const QString, at);
        QFETCH(const QString, shown);
        QFETCH(const QString, refusal);
        PortsBench bench(at, shown.toStdString());
        QVERIFY(bench.isShown());
        bool sent = false;
        std::optional<std::string> outcome;
        auto* job = bench.requests.runApart<Nothing>(
            &bench.owner, [&sent](SessionCore&, JobContext&) -> base::Result<Nothing> {
                sent = true;
                return Nothing{};
            });
        job->then(
            &bench.owner, [&outcome](const Nothing&) { outcome = ""; },
            [&outcome](const base::Error& error) { outcome = error.unanswered ? "not known" : error.name; });
        QTRY_VERIFY(outcome.has_value());
        QCOMPARE(QString::fromStdString(*outcome), refusal);
        QCOMPARE(sent, refusal.isEmpty());
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
