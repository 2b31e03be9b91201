#include <QTest>

#include "round_bench.h"
#include "session/clusters/event_finder.h"

using namespace session;
using namespace round_bench;

namespace {

/// A group that fell behind until it was told: 600 records wait on each of two partitions.
struct Behind {
    Bench bench;
    EventFinder finder;
    FakeCluster::Group& group = bench.cluster.groups["g"];

    Behind() {
        bench.cluster.topics["a"].partitions.resize(2);
        group.commits = {{at("a"), 0}, {at("a", 1), 0}};
        group.state = "Empty";
        int told = 0;
        for (int second = 0; second < 60; ++second) {
            for (auto& partition : bench.cluster.topics["a"].partitions)
                partition.end += 10;
            told += int(next().size());
        }
        if (told != 1)
            qFatal("%d events", told);
    }
    QVector<ClusterEvent> next() { return finder.next(bench.round()); }
    void join() {
        group.state = "Stable";
        next(); // tells its state
    }
    void commit(int partition, std::int64_t offset) { group.commits[at("a", partition)] = offset; }
    FakeCluster::Partition& partition(std::size_t id) { return bench.cluster.topics["a"].partitions[id]; }
    QVector<EventKind> kinds() {
        QVector<EventKind> out;
        for (const auto& event : next())
            out << event.kind;
        return out;
    }
};

using Kinds = QVector<EventKind>;

} // namespace

/// What is told when a group that fell behind has no lag any more.
class LagEventsTest : public QObject {
    Q_OBJECT
private slots:
    void whoseCommitsRoseToTheEndHasCaughtUp() {
        Behind group;
        group.join();
        group.commit(0, 600);
        QCOMPARE(group.kinds(), Kinds());
        group.commit(1, 600);
        QCOMPARE(group.kinds(), Kinds{EventKind::LagGone});
    }

    void whatIsDeletedNobodyHasRead() {
        Behind group;
        group.partition(0).logStart = 600;
        group.partition(1).logStart = 400;
        QCOMPARE(group.kinds(), Kinds());
        group.partition(1).logStart = 600;
        const auto told = group.next();
        QCOMPARE(told.size(), 1);
        QCOMPARE(told[0].kind, EventKind::UnreadDeleted);
        QCOMPARE(told[0].before, 200);
        QCOMPARE(told[0].after, 1200);
    }

    void whoReadsTheRestOfWhatIsDeletedHasNotCaughtUp() {
        Behind group;
        group.partition(0).logStart = 400;
        group.join();
        group.commit(0, 600);
        group.commit(1, 600);
        const auto told = group.next();
        QCOMPARE(told.size(), 1);
        QCOMPARE(told[0].kind, EventKind::UnreadDeleted);
        QCOMPARE(told[0].after, 400);
    }

    void whatIsDeletedAndPassedBetweenTwoLooksMayHaveBeenRead() {
        Behind group;
        group.join();
        group.commit(1, 600);
        group.partition(1).logStart = 600; // read and purged, or sent on to the log's start
        QCOMPARE(group.kinds(), Kinds());
        group.commit(0, 600);
        group.partition(0).logStart = 400;
        const auto told = group.next();
        QCOMPARE(told.size(), 1);
        QCOMPARE(told[0].kind, EventKind::LagGone);
        QCOMPARE(told[0].after, 1000);
    }

    void whatIsDeletedAndPassedWhileTheCommitsAreNotReadMayHaveBeenRead() {
        Behind group;
        group.join();
        group.bench.cluster.slow = {"g"}; // only where the logs begin is known of this round
        group.partition(0).logStart = group.partition(1).logStart = 600;
        QCOMPARE(group.kinds(), Kinds());
        group.bench.cluster.slow.clear();
        group.commit(0, 600);
        group.commit(1, 600);
        const auto told = group.next();
        QCOMPARE(told.size(), 1);
        QCOMPARE(told[0].kind, EventKind::LagGone);
        QCOMPARE(told[0].after, 1200);
    }

    void whatWasReadBeforeItWasDeletedIsNotAsked() {
        Behind group;
        group.join();
        group.commit(0, 600);
        group.commit(1, 300);
        QCOMPARE(group.kinds(), Kinds());
        group.partition(0).logStart = 600;
        group.partition(1).logStart = 300;
        group.commit(1, 600);
        const auto told = group.next();
        QCOMPARE(told.size(), 1);
        QCOMPARE(told[0].kind, EventKind::LagGone);
        QCOMPARE(told[0].after, 0);
    }

    void whatWasDeletedBeforeItFellBehindIsNotOfThisLag() {
        Bench bench;
        EventFinder finder;
        auto& partitions = bench.cluster.topics["a"].partitions;
        partitions = {{50, 50}, {0, 100}};
        auto& commits = bench.cluster.groups["g"].commits = {{at("a"), 10}, {at("a", 1), 100}};
        Kinds told;
        const auto look = [&] {
            for (const auto& event : finder.next(bench.round()))
                told << event.kind;
        };
        for (int second = 0; second < 60; ++second) {
            partitions[1].end += 10;
            look();
        }
        commits[at("a", 1)] = partitions[1].end;
        look();
        QCOMPARE(told, (Kinds{EventKind::LagRising, EventKind::LagGone}));
    }

    void commitsThatRiseWhereNobodyIsWereMoved() {
        Behind group;
        group.commit(0, 600);
        group.commit(1, 600);
        QCOMPARE(group.kinds(), Kinds{EventKind::CommitsMoved});
    }

    void whereTheTopicOrTheCommitsAreGoneNobodyHasRead() {
        Behind topic;
        topic.bench.cluster.topics.erase("a");
        topic.bench.cluster.topics["b"];
        topic.group.commits[at("b")] = 0;
        QCOMPARE(topic.kinds(), (Kinds{EventKind::TopicGone, EventKind::TopicAppeared}));
        Behind commits;
        commits.group.commits.erase(at("a", 1));
        commits.commit(0, 600);
        QCOMPARE(commits.kinds(), Kinds());
    }
};

QTEST_GUILESS_MAIN(LagEventsTest)
#include "lag_events_test.moc"
