#include <QTest>

#include "fake_cluster.h"
#include "session/clusters/live_data.h"

using namespace session;
using client::OffsetQuestion;

namespace {

/// What pages see of a fake cluster.
struct Bench {
    std::shared_ptr<FakeCluster> cluster = std::make_shared<FakeCluster>();
    std::shared_ptr<Workers> workers = Workers::make();
    SessionCore core;
    LiveData data{core, SessionPast()};

    explicit Bench(int intervalMs) : core(workers, options(intervalMs)) {
        const std::lock_guard lock(cluster->mutex);
        for (const char* name : {"billing", "orders", "shipments"})
            cluster->topics[name] = {};
    }
    Poller::Options options(int intervalMs) const {
        Poller::Options out;
        out.connect = [this](std::stop_token) -> base::Result<std::shared_ptr<client::Cluster>> {
            return std::static_pointer_cast<client::Cluster>(cluster);
        };
        out.intervalMs = intervalMs;
        out.clock = std::make_shared<base::SystemClock>();
        out.news = std::make_shared<base::Mailbox<PollerNews>>(64, std::function<void()>());
        out.pulseMs = 50;
        out.rounds = &workers->rounds();
        return out;
    }
    int count(int FakeCluster::*what) const {
        const std::lock_guard lock(cluster->mutex);
        return cluster.get()->*what;
    }
    /// Partitions of which a round asks for the newest record.
    int newestAsked() {
        {
            const std::lock_guard lock(cluster->mutex);
            cluster->asked.clear();
            cluster->calls.clear();
        }
        const int before = count(&FakeCluster::rounds);
        data.refreshNow();
        // The round after the next begins when the next is over.
        if (!QTest::qWaitFor([&] { return count(&FakeCluster::rounds) > before; }))
            return -1;
        data.refreshNow();
        if (!QTest::qWaitFor([&] { return count(&FakeCluster::rounds) > before + 1; }))
            return -1;
        const std::lock_guard lock(cluster->mutex);
        const int calls = cluster->calls[OffsetQuestion::MaxTimestamp];
        return calls == 0 ? 0 : cluster->asked[OffsetQuestion::MaxTimestamp] / calls;
    }
};

constexpr int held = 0;

} // namespace

/// What is asked of a cluster follows from the pages that are on screen.
class LiveDataTest : public QObject {
    Q_OBJECT
private slots:
    void theTopicsOfEveryPageAreAskedFor() {
        Bench bench(held);
        QObject page;
        auto window = std::make_unique<QObject>();
        QCOMPARE(bench.newestAsked(), 0);
        bench.data.setInterest(&page, {"orders"});
        bench.data.setInterest(window.get(), {"orders", "billing"});
        QCOMPARE(bench.newestAsked(), 2);
        bench.data.setInterest(&page, {"shipments"});
        QCOMPARE(bench.newestAsked(), 3);
        window.reset(); // gone without a word
        QCOMPARE(bench.newestAsked(), 1);
        bench.data.dropInterest(&page);
        QCOMPARE(bench.newestAsked(), 0);
    }

    void aPageInAWindowOfItsOwnKeepsItsClusterInFront() {
        Bench bench(100);
        QObject window;
        QTRY_VERIFY(bench.count(&FakeCluster::rounds) > 0);
        bench.data.setInFront(false);
        bench.data.setInterest(&window, {});
        const int rounds = bench.count(&FakeCluster::rounds);
        QTRY_VERIFY(bench.count(&FakeCluster::rounds) > rounds + 2);
        bench.data.dropInterest(&window);
        const auto pulses = [&] { return bench.count(&FakeCluster::pulses); };
        int before = pulses();
        QTRY_VERIFY(pulses() > before + 1);
        const int last = bench.count(&FakeCluster::rounds);
        before = pulses();
        QTRY_VERIFY(pulses() > before + 3);
        QCOMPARE(bench.count(&FakeCluster::rounds), last);
    }
};

QTEST_GUILESS_MAIN(LiveDataTest)
#include "live_data_test.moc"
