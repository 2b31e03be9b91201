#include <condition_variable>

#include <QTemporaryDir>
#include <QTest>

#include "fake_cluster.h"
#include "series/history.h"
#include "series/recorder.h"
#include "series/view.h"
#include "session/clusters/kept_name.h"
#include "session/clusters/poller.h"

using namespace session;

namespace {

const base::Error refused{-1, "ECONNREFUSED", "127.0.0.1:9092 refuses connections.", "Start the broker.",
                          true};

/// A poller on a fake cluster, and what it told.
struct Bench {
    std::shared_ptr<FakeCluster> cluster = std::make_shared<FakeCluster>();
    std::atomic<bool> refuses = false;
    std::atomic<int> connects = 0;
    std::shared_ptr<base::Mailbox<PollerNews>> news =
        std::make_shared<base::Mailbox<PollerNews>>(64, std::function<void()>());
    std::vector<PollerNews> told;
    std::shared_ptr<const base::Clock> clock = std::make_shared<base::SystemClock>();
    Timetable timetable;
    std::unique_ptr<Poller> poller;

    void start(int intervalMs = 1000, const std::shared_ptr<series::History>& kept = nullptr) {
        Poller::Options options;
        options.past.kept = kept;
        options.connect = [this](std::stop_token) -> base::Result<std::shared_ptr<client::Cluster>> {
            ++connects;
            if (refuses)
                return base::fail(refused);
            return std::static_pointer_cast<client::Cluster>(cluster);
        };
        options.intervalMs = intervalMs;
        options.clock = clock;
        options.news = news;
        options.rounds = &timetable;
        options.pulseMs = 100;
        poller = std::make_unique<Poller>(std::move(options));
    }
    void setLost(bool isLost) {
        refuses = isLost;
        const std::lock_guard lock(cluster->mutex);
        cluster->lost = isLost ? std::optional(refused) : std::nullopt;
    }
    const PollerNews* last() {
        for (auto& item : news->take())
            told.push_back(std::move(item));
        return told.empty() ? nullptr : &told.back();
    }
    bool is(ConnectionState state) { return last() && last()->state == state; }
    int rounds() const {
        const std::lock_guard lock(cluster->mutex);
        return cluster->rounds;
    }
    QVector<EventKind> events() {
        last();
        QVector<EventKind> out;
        for (const auto& item : told)
            for (const auto& event : item.events)
                out << event.kind;
        return out;
    }
};

} // namespace

class PollerTest : public QObject {
    Q_OBJECT

private slots:
    void theLastMinutesAreShownAfterAStart() {
        QTemporaryDir folder;
        Bench bench;
        const auto history =
            std::make_shared<series::History>(folder.filePath("history").toStdString(), bench.clock);
        series::Recorder recorder;
        const std::int64_t now = bench.clock->wallMs();
        const metrics::Beat ended{now - 600'000, now - 120'000, false, false, now - 600'000};
        std::vector<std::shared_ptr<series::Line>> lines;
        for (const auto& key :
             {series::Key{series::Quantity::MessagesIn, "orders"}, series::Key{series::Quantity::Lag, "g"},
              series::Key{series::Quantity::Lag, "g", "orders"}}) {
            lines.push_back(recorder.line(key));
            lines.back()->push(ended, 500);
        }
        history->keep(keptName({}, "fake"), recorder.publish(ended), true);
        history->settle();
        bench.cluster->topics["orders"].partitions[0].end = 7;
        bench.cluster->groups["g"].commits[{"orders", base::PartitionId{0}}] = 7;
        bench.start(1000, history);
        QTRY_VERIFY(bench.is(ConnectionState::Connected));
        const auto& snapshot = *bench.told.front().snapshot;
        for (const auto& line : {snapshot.topics.at(0)->sparkline, snapshot.groups.at(0)->sparkline,
                                 snapshot.groups.at(0)->topicRows.at(0).sparkline})
            QVERIFY(std::ranges::count(line, 500.0F) >= 14); // half minutes
        bench.poller = nullptr;
    }

    void sizesOfALargeClusterAreNotLateAfterAStayInTheBackground() {
        Bench bench;
        const auto clock = std::make_shared<TestClock>();
        bench.clock = clock;
        auto& partitions = bench.cluster->topics["orders"].partitions;
        partitions.resize(2'001); // log directories are asked for in every third round
        bench.start(10'000);
        QTRY_VERIFY(bench.is(ConnectionState::Connected));
        const auto round = [&](std::int64_t afterMs, bool comesBack = false) {
            {
                const std::lock_guard lock(bench.cluster->mutex);
                partitions[0].size += 1'000;
            }
            clock->ms += afterMs;
            comesBack ? bench.poller->setInFront(true) : bench.poller->pollNow();
            const auto at = clock->ms.load();
            return QTest::qWaitFor([&] { return bench.last()->snapshot->takenAtMs == at; });
        };
        for (int i = 0; i < 3; ++i)
            QVERIFY(round(10'000));
        bench.poller->setInFront(false);
        QVERIFY(round(100'000, true)); // late by the pace in front, and not by that behind
        QVERIFY(round(10'000));
        QVERIFY(round(10'000));
        QCOMPARE(bench.last()->snapshot->figures.bytesInPerSecond, 3'000.0 / 120);
    }

    void sizesOfAnotherLargeClusterComeAtOnce() {
        Bench bench;
        const auto clock = std::make_shared<TestClock>();
        bench.clock = clock;
        auto& partitions = bench.cluster->topics["orders"].partitions;
        partitions.resize(2'001); // log directories are asked for in every third round
        for (auto& partition : partitions)
            partition.size = 1'000'000;
        bench.start(10'000);
        QTRY_VERIFY(bench.is(ConnectionState::Connected));
        const auto round = [&] {
            clock->ms += 10'000;
            bench.poller->pollNow();
            const auto at = clock->ms.load();
            return QTest::qWaitFor([&] { return bench.last()->snapshot->takenAtMs == at; });
        };
        for (int i = 0; i < 3; ++i) // the next one would not ask for them
            QVERIFY(round());
        {
            const std::lock_guard lock(bench.cluster->mutex);
            bench.cluster->clusterId = "another";
            bench.cluster->topics["bills"] = bench.cluster->topics["orders"];
            bench.cluster->topics.erase("orders");
        }
        QVERIFY(round());
        QTRY_COMPARE(bench.last()->snapshot->topics.at(0)->size,
                     qint64(2'001'000'000)); // no beat is waited for
        for (int i = 0; i < 3; ++i) {
            QVERIFY(round());
            QVERIFY2(bench.last()->snapshot->figures.bytesInPerSecond.value_or(0) == 0, "nothing has come");
        }
    }

    void connectsAndTellsASnapshot() {
        Bench bench;
        bench.cluster->topics["orders"].partitions[0].end = 7;
        bench.start();
        QTRY_VERIFY(bench.is(ConnectionState::Connected));
        QCOMPARE(bench.last()->snapshot->topics.size(), std::size_t(1));
        QCOMPARE(bench.last()->snapshot->intervalMs, 1000);
        QCOMPARE(bench.last()->snapshot->stretchedMs, 0);
        QCOMPARE(bench.events(), QVector{EventKind::Connected});
        QVERIFY(bench.poller->cluster());
    }

    void aRoundAsksEachQuestionOnceForAllPartitions() {
        using enum client::OffsetQuestion;
        Bench bench;
        bench.cluster->topics["orders"].partitions.resize(3);
        bench.cluster->topics["payments"].partitions.resize(2);
        bench.start(0);
        QTRY_VERIFY(bench.is(ConnectionState::Connected));
        const std::lock_guard lock(bench.cluster->mutex);
        QCOMPARE(bench.cluster->calls, (std::map{std::pair{Earliest, 1}, std::pair{Latest, 1}}));
        QCOMPARE(bench.cluster->asked, (std::map{std::pair{Earliest, 5}, std::pair{Latest, 5}}));
    }

    void aClusterThatRefusesIsTriedAgainOnAsking() {
        Bench bench;
        bench.refuses = true;
        bench.start();
        QTRY_VERIFY(bench.is(ConnectionState::Connecting) && bench.last()->error);
        QCOMPARE(bench.last()->error->name, refused.name);
        QVERIFY(bench.last()->nextTryMs > 0);
        QVERIFY(!bench.poller->cluster());
        bench.refuses = false;
        bench.poller->pollNow();
        QTRY_VERIFY(bench.is(ConnectionState::Connected));
        QVERIFY(!bench.last()->error);
    }

    void aLostClusterKeepsItsLastSnapshot() {
        Bench bench;
        bench.cluster->topics["orders"];
        bench.start();
        QTRY_VERIFY(bench.is(ConnectionState::Connected));
        const auto before = bench.last()->snapshot;
        {
            const std::lock_guard lock(bench.cluster->mutex);
            bench.cluster->lost = refused;
        }
        bench.refuses = true;
        bench.poller->pollNow();
        QTRY_VERIFY(bench.is(ConnectionState::Lost));
        QVERIFY(bench.last()->snapshot);
        QCOMPARE(bench.last()->snapshot->topics, before->topics);
        QVERIFY(bench.last()->lostSinceMs > 0);
        {
            const std::lock_guard lock(bench.cluster->mutex);
            bench.cluster->lost.reset();
        }
        bench.refuses = false;
        bench.poller->pollNow();
        QTRY_VERIFY(bench.is(ConnectionState::Connected));
        QCOMPARE(bench.events(),
                 (QVector{EventKind::Connected, EventKind::ConnectionLost, EventKind::Reconnected}));
        QCOMPARE(bench.last()->lostSinceMs, 0);
    }

    void whatWasMeasuredOfOneClusterDoesNotGoOnInAnother_data() {
        QTest::addColumn<bool>("isLostBetween");
        QTest::newRow("within a round") << false;
        QTest::newRow("after an outage") << true;
    }
    void whatWasMeasuredOfOneClusterDoesNotGoOnInAnother() {
        QFETCH(const bool, isLostBetween);
        Bench bench;
        const auto clock = std::make_shared<TestClock>();
        bench.clock = clock;
        for (const char* name : {"both", "old"})
            bench.cluster->topics[name].partitions[0].end = 1'000;
        bench.cluster->groups["old"].commits[{"old", base::PartitionId{0}}] = 7;
        bench.start(1000);
        QTRY_VERIFY(bench.is(ConnectionState::Connected));
        const auto round = [&] {
            clock->ms += 1'000;
            bench.poller->pollNow();
            const auto at = clock->ms.load();
            return QTest::qWaitFor([&] { return bench.last()->snapshot->takenAtMs == at; });
        };
        QVERIFY(round());
        QCOMPARE(bench.last()->snapshot->topics.at(0)->inPerSecond, std::optional(0.0));
        if (isLostBetween) {
            bench.setLost(true);
            bench.poller->pollNow();
            QTRY_VERIFY(bench.is(ConnectionState::Lost));
            bench.setLost(false);
        }
        {
            const std::lock_guard lock(bench.cluster->mutex);
            bench.cluster->clusterId = "another";
            bench.cluster->topics.erase("old");
            bench.cluster->groups.clear();
            bench.cluster->topics["both"].partitions[0].end = 50'000;
        }
        QVERIFY(round());
        const auto snapshot = bench.last()->snapshot;
        QVERIFY(!snapshot->topics.at(0)->inPerSecond);
        QVERIFY(!snapshot->history->find({series::Quantity::MessagesIn, "old"}));
        QVERIFY(!snapshot->history->find({series::Quantity::Lag, "old"}));
        const auto told = bench.events();
        QCOMPARE(told.last(), EventKind::AnotherCluster);
        QCOMPARE(told.size(), isLostBetween ? 4 : 2); // lost and connected again, and nothing deleted
        QVERIFY(round());
        QCOMPARE(bench.last()->snapshot->topics.at(0)->inPerSecond, std::optional(0.0));
        QCOMPARE(bench.events(), told);
    }

    void whatComesDuringAnOutageIsNotSpreadOverIt() {
        Bench bench;
        const auto clock = std::make_shared<TestClock>();
        bench.clock = clock;
        bench.cluster->topics["orders"];
        bench.start();
        QTRY_VERIFY(bench.is(ConnectionState::Connected));
        bench.poller->setInFront(false);
        clock->ms += 60'000;
        bench.poller->pollNow();
        QTRY_COMPARE(bench.last()->snapshot->topics.at(0)->inPerSecond, std::optional(0.0));
        bench.setLost(true);
        clock->ms += 11'000;
        bench.poller->pollNow();
        QTRY_VERIFY(bench.is(ConnectionState::Lost));
        bench.setLost(false);
        clock->ms += 18'000; // much less than a round of the background
        {
            const std::lock_guard lock(bench.cluster->mutex);
            bench.cluster->topics["orders"].partitions[0].end = 3'000;
        }
        bench.poller->pollNow();
        QTRY_VERIFY(bench.is(ConnectionState::Connected));
        const auto snapshot = bench.last()->snapshot;
        QVERIFY(!snapshot->topics.at(0)->inPerSecond);
        const auto* line = snapshot->history->find({series::Quantity::MessagesIn, {}});
        QVERIFY(line);
        series::forEachStretch(*line, 0, clock->ms, [](std::int64_t, std::int64_t, double value) {
            QCOMPARE(value, 0.0); // known until the outage only
        });
    }

    void aShortStayInTheBackgroundLeavesNoGap() {
        Bench bench;
        const auto clock = std::make_shared<TestClock>();
        bench.clock = clock;
        bench.cluster->topics["orders"];
        bench.start(10'000);
        QTRY_VERIFY(bench.is(ConnectionState::Connected));
        clock->ms += 10'000;
        bench.poller->pollNow();
        QTRY_COMPARE(bench.last()->snapshot->figures.inPerSecond, std::optional(0.0));
        bench.poller->setInFront(false);
        clock->ms += 40'000; // late for the front, and sooner than any round of the background
        {
            const std::lock_guard lock(bench.cluster->mutex);
            bench.cluster->topics["orders"].partitions[0].end = 20'000;
        }
        bench.poller->setInFront(true);
        QTRY_COMPARE(bench.last()->snapshot->takenAtMs, clock->ms.load());
        QVERIFY(bench.last()->snapshot->figures.inPerSecond > 0.0);
        clock->ms += 40'000; // in front all the while
        bench.poller->pollNow();
        QTRY_COMPARE(bench.last()->snapshot->takenAtMs, clock->ms.load());
        QVERIFY(!bench.last()->snapshot->figures.inPerSecond);
    }

    void aLostClusterThatComesInFrontIsTriedFromTheStart() {
        Bench bench;
        bench.refuses = true;
        bench.start();
        bench.poller->setInFront(false);
        for (int tries = 1; tries < 5; ++tries) { // the next would be due after a quarter of a minute
            QTRY_COMPARE(bench.connects.load(), tries);
            bench.poller->pollNow();
        }
        QTRY_COMPARE(bench.connects.load(), 5);
        bench.poller->setInFront(true);
        QTRY_COMPARE(bench.connects.load(), 6);
        QTRY_VERIFY(bench.connects.load() > 6);
    }

    void heldMeansNoRoundsUntilAsked() {
        Bench bench;
        bench.start(0);
        QTRY_COMPARE(bench.rounds(), 1);
        bench.poller->pollNow();
        QTRY_COMPARE(bench.rounds(), 2);
        QTRY_VERIFY(bench.last() && bench.told.size() == 2);
        QCOMPARE(bench.last()->snapshot->intervalMs, 0);
        bench.poller->setInterval(250);
        QTRY_VERIFY(bench.rounds() >= 4);
    }

    void aClusterThatIsHeldIsMissed() {
        Bench bench;
        bench.start(0);
        QTRY_VERIFY(bench.is(ConnectionState::Connected));
        const auto pulses = [&] {
            const std::lock_guard lock(bench.cluster->mutex);
            return bench.cluster->pulses;
        };
        QTRY_VERIFY(pulses() >= 2);
        QCOMPARE(bench.rounds(), 1);
        bench.setLost(true);
        QTRY_VERIFY(bench.is(ConnectionState::Lost));
    }

    void aClusterThatIsHeldIsNotShownInPlaceOfAnother() {
        Bench bench;
        bench.start(0);
        QTRY_VERIFY(bench.is(ConnectionState::Connected));
        {
            const std::lock_guard lock(bench.cluster->mutex);
            bench.cluster->clusterId = "another";
        }
        QTRY_COMPARE(bench.last()->snapshot->clusterId, QString("another"));
    }

    void aClusterInTheBackgroundIsOnlyAskedWhetherItIsThere() {
        Bench bench;
        bench.start(100);
        QTRY_VERIFY(bench.is(ConnectionState::Connected));
        bench.poller->setInFront(false);
        const auto pulses = [&] {
            const std::lock_guard lock(bench.cluster->mutex);
            return bench.cluster->pulses;
        };
        QTRY_VERIFY(pulses() >= 1);
        const int rounds = bench.rounds();
        QTRY_VERIFY(pulses() >= 4);
        QCOMPARE(bench.rounds(), rounds);
        bench.poller->setInFront(true);
        QTRY_VERIFY(bench.rounds() > rounds);
        QVERIFY(bench.is(ConnectionState::Connected));
    }

    void aClusterThatGoesInTheBackgroundIsMissed() {
        Bench bench;
        bench.start(100);
        QTRY_VERIFY(bench.is(ConnectionState::Connected));
        bench.poller->setInFront(false);
        bench.refuses = true;
        {
            const std::lock_guard lock(bench.cluster->mutex);
            bench.cluster->lost = refused;
        }
        QTRY_VERIFY(bench.is(ConnectionState::Lost));
    }

    void aSlowRoundStretchesTheIntervalAndSaysSo() {
        class SlowCluster final : public FakeCluster {
        public:
            base::Result<client::Metadata> metadata() override {
                // Slowness is what is tested here; nothing is waited for by it.
                std::this_thread::sleep_for(std::chrono::milliseconds(400));
                return FakeCluster::metadata();
            }
        };
        Bench bench;
        bench.cluster = std::make_shared<SlowCluster>();
        bench.start(500);
        QTRY_VERIFY(bench.is(ConnectionState::Connected));
        QVERIFY(bench.last()->snapshot->roundMs >= 400);
        QVERIFY(bench.last()->snapshot->stretchedMs >= 800);
        QCOMPARE(bench.last()->snapshot->intervalMs, bench.last()->snapshot->stretchedMs);
    }

    void endsQuietlyWhileItConnects() {
        Poller::Options options;
        std::atomic<bool> connecting = false;
        options.connect = [&](std::stop_token stop) -> base::Result<std::shared_ptr<client::Cluster>> {
            connecting = true;
            std::mutex mutex;
            std::unique_lock lock(mutex);
            std::condition_variable_any().wait(lock, stop, [] { return false; });
            return base::fail(refused);
        };
        options.clock = std::make_shared<base::SystemClock>();
        options.news = std::make_shared<base::Mailbox<PollerNews>>(64, std::function<void()>());
        const auto news = options.news;
        Timetable timetable;
        options.rounds = &timetable;
        auto poller = std::make_unique<Poller>(std::move(options));
        QTRY_VERIFY(connecting);
        poller.reset();
        for (const auto& item : news->take())
            QVERIFY(item.events.isEmpty());
    }

    void endsAtOnceWhileItWaitsForItsNextTry() {
        Bench bench;
        bench.refuses = true;
        bench.start();
        QTRY_VERIFY(bench.is(ConnectionState::Connecting));
        bench.poller = nullptr; // hangs here if the wait were not interrupted
        QCOMPARE(bench.connects.load(), 1);
    }
};

QTEST_GUILESS_MAIN(PollerTest)
#include "poller_test.moc"
