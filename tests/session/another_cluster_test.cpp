#include <QSignalSpy>
#include <QTest>

#include "fake_cluster.h"
#include "session/clusters/live_connection.h"
#include "session/clusters/live_data.h"
#include "session/clusters/live_groups.h"

using namespace session;

namespace {

/// The ports of a session on a fake cluster, which is asked once.
struct Bench {
    std::shared_ptr<FakeCluster> cluster = std::make_shared<FakeCluster>();
    std::shared_ptr<Workers> workers = Workers::make();
    std::shared_ptr<base::Mailbox<PollerNews>> news =
        std::make_shared<base::Mailbox<PollerNews>>(64, std::function<void()>());
    std::shared_ptr<SessionCore> core = std::make_shared<SessionCore>(workers, options());
    LiveConnection connection{ConnectionProfile(), *core};
    LiveData data{*core, SessionPast()};
    Requests requests{core, connection, data};
    LiveGroups groups{requests};
    QObject owner;

    [[nodiscard]] Poller::Options options() const {
        Poller::Options out;
        out.connect = [this](std::stop_token) -> base::Result<std::shared_ptr<client::Cluster>> {
            return std::static_pointer_cast<client::Cluster>(cluster);
        };
        out.intervalMs = 0;
        out.clock = std::make_shared<base::SystemClock>();
        out.news = news;
        out.rounds = &workers->rounds();
        return out;
    }
    bool isShown() {
        return QTest::qWaitFor([this] {
            if (const auto all = news->take(); !all.empty())
                data.take(all);
            return data.snapshot()->takenAtMs > 0;
        });
    }
    void answerAs(const char* clusterId) {
        const std::lock_guard lock(cluster->mutex);
        cluster->clusterId = clusterId;
    }
    [[nodiscard]] std::size_t count() const {
        const std::lock_guard lock(cluster->mutex);
        return cluster->groups.size();
    }
};

} // namespace

/// Where one cluster answers in place of another, and no round has found it yet.
class AnotherClusterTest : public QObject {
    Q_OBJECT

private slots:
    void whatWasAskedOfOneIsNotDoneToAnother() {
        Bench bench;
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
        Bench bench;
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
