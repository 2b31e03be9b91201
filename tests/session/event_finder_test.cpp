#include <QTest>

#include "session/clusters/event_finder.h"

using namespace session;

namespace {

SnapshotPtr with(int topics, qint64 atMs, int from = 0) {
    ClusterSnapshot snapshot;
    snapshot.takenAtMs = atMs;
    for (int i = from; i < topics; ++i) {
        TopicRow row;
        row.name = QStringLiteral("topic-%1").arg(i, 5, 10, QLatin1Char('0'));
        row.partitions = 3;
        snapshot.topics.push_back(std::make_shared<const TopicRow>(row));
    }
    return std::make_shared<const ClusterSnapshot>(snapshot);
}

} // namespace

class EventFinderTest : public QObject {
    Q_OBJECT
private slots:
    void manyOfOneKindAreOneEvent() {
        EventFinder finder;
        static_cast<void>(finder.next(with(10'000, 1000)));
        const auto gone = finder.next(with(8, 2000));
        QCOMPARE(gone.size(), 1);
        QCOMPARE(gone[0].kind, EventKind::TopicGone);
        QCOMPARE(gone[0].count, 9'992);
        QCOMPARE(gone[0].subject, QString("topic-00008"));
        const auto few = finder.next(with(6, 3000));
        QCOMPARE(few.size(), 2);
        QCOMPARE(few[1].subject, QString("topic-00007"));
        QCOMPARE(few[1].count, 1);
    }

    void whatGoesOnForSomeRoundsStaysOneEvent() {
        EventFinder finder;
        QVector<ClusterEvent> told;
        static_cast<void>(finder.next(with(10'000, 1000)));
        for (int round = 1; round <= 10; ++round)
            tell(told, finder.next(with(10'000, 1000 + 1000 * round, 1000 * round)));
        QCOMPARE(told.size(), 1);
        QCOMPARE(told[0].count, 10'000);
        QCOMPARE(told[0].atMs, 11'000);
    }

    void whatIsFoundLongAfterTheLastLookIsBetweenTwoTimes() {
        EventFinder finder;
        static_cast<void>(finder.next(with(1, 1000)));
        const auto late = finder.next(with(2, 54'000)); // in the background
        QCOMPARE(late[0].atMs, 54'000);
        QCOMPARE(late[0].afterMs, 1000);
        const auto soon = finder.next(with(3, 55'000));
        QCOMPARE(soon[0].afterMs, 0);
        const auto many = finder.next(with(300, 100'000));
        QCOMPARE(many.size(), 1);
        QCOMPARE(many[0].afterMs, 55'000);
        QVector<ClusterEvent> told;
        tell(told, many);
        tell(told, finder.next(with(600, 101'000))); // it goes on
        QCOMPARE(told.size(), 1);
        QCOMPARE(told[0].atMs, 101'000);
        QCOMPARE(told[0].afterMs, 55'000);
    }

    void aReconfiguredTopicTellsWhichSettings() {
        const auto topic = [](const std::shared_ptr<const TopicConfigChange>& change, int partitions) {
            TopicRow row;
            row.name = QStringLiteral("orders");
            row.partitions = partitions;
            row.configChange = change;
            ClusterSnapshot snapshot;
            snapshot.topics.push_back(std::make_shared<const TopicRow>(row));
            return snapshot;
        };
        EventFinder finder;
        const auto next = [&](ClusterSnapshot snapshot, qint64 atMs) {
            snapshot.takenAtMs = atMs;
            return finder.next(std::make_shared<const ClusterSnapshot>(snapshot));
        };
        const auto change = [](qint64 sameMs) {
            return std::make_shared<const TopicConfigChange>(
                TopicConfigChange{sameMs, {{"min.insync.replicas", "INT", "1", "2"}}});
        };
        static_cast<void>(next(topic(nullptr, 1), 100'000));
        const auto first = change(45'000);
        const auto told = next(topic(first, 1), 101'000);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told[0].kind, EventKind::TopicConfigChanged);
        QCOMPARE(told[0].settings, first->settings);
        QCOMPARE(told[0].afterMs, 45'000); // a configuration is read less often than the rest
        QCOMPARE(next(topic(first, 2), 102'000).value(0).kind, EventKind::PartitionsAdded); // told once
        QCOMPARE(next(topic(change(0), 2), 103'000).value(0).afterMs, 0);                   // edited here
    }

    void ofManyReconfiguredTopicsNoSettingIsTold() {
        const auto topics = [](bool changed) {
            ClusterSnapshot snapshot;
            for (const char* name : {"a", "b", "c", "d"}) {
                TopicRow row;
                row.name = QString::fromLatin1(name);
                if (changed)
                    row.configChange = std::make_shared<const TopicConfigChange>(
                        TopicConfigChange{0, {{"retention.ms", "LONG", "1", "2"}}});
                snapshot.topics.push_back(std::make_shared<const TopicRow>(row));
            }
            return std::make_shared<const ClusterSnapshot>(snapshot);
        };
        EventFinder finder;
        static_cast<void>(finder.next(topics(false)));
        const auto told = finder.next(topics(true));
        QCOMPARE(told.size(), 1);
        QCOMPARE(told[0].count, 4);
        QVERIFY(told[0].settings.isEmpty());
    }

    void aFirstCommitIsNoFallingBehind() {
        const auto behind = [](qint64 atMs, int partitions, qint64 each) {
            GroupRow group;
            group.id = QStringLiteral("slow");
            for (int i = 0; i < partitions; ++i) {
                GroupPartitionRow row;
                row.partition = i;
                row.lag = each;
                group.partitionRows.push_back(row);
            }
            group.lag = partitions * each;
            group.outPerSecond = 0.0;
            ClusterSnapshot snapshot;
            snapshot.takenAtMs = atMs;
            snapshot.groups.push_back(std::make_shared<const GroupRow>(group));
            return std::make_shared<const ClusterSnapshot>(snapshot);
        };
        EventFinder finder;
        int told = 0;
        const auto look = [&](qint64 atMs, int partitions, qint64 each) {
            for (const auto& event : finder.next(behind(atMs, partitions, each)))
                told += event.kind == EventKind::LagRising ? 1 : 0;
        };
        for (int i = 1; i <= 60; ++i) // each reads on, and one more has its first commit
            look(5000 * i, i, 80'000 - 100 * i);
        QCOMPARE(told, 0);
        for (int i = 61; i <= 120; ++i)
            look(5000 * i, 60, 80'000 + 1000 * i);
        QCOMPARE(told, 1);
    }

    void whoseRateIsUnknownIsNotSaidToFallBehind() {
        EventFinder finder;
        int told = 0;
        const auto look = [&](qint64 second, std::optional<double> rate) {
            GroupRow group;
            group.id = QStringLiteral("steady");
            group.lag = 100 + second;
            if (rate)
                group.outPerSecond = *rate;
            ClusterSnapshot snapshot;
            snapshot.takenAtMs = 1000 * second;
            snapshot.groups.push_back(std::make_shared<const GroupRow>(group));
            for (const auto& event : finder.next(std::make_shared<const ClusterSnapshot>(snapshot)))
                told += event.kind == EventKind::LagRising ? 1 : 0;
        };
        for (qint64 second = 1; second <= 30; ++second)
            look(second, second < 25 ? std::optional<double>() : 300.0);
        QCOMPARE(told, 0);
        look(31, 1.0);
        QCOMPARE(told, 1);
    }

    void aClockThatIsSetBackDoesNotHideWhoFallsBehind() {
        EventFinder finder;
        int told = 0;
        const auto look = [&](qint64 second, qint64 atMs) {
            GroupRow group;
            group.id = QStringLiteral("slow");
            group.lag = 1000 * second;
            group.outPerSecond = 0.0;
            ClusterSnapshot snapshot;
            snapshot.takenAtMs = atMs;
            snapshot.groups.push_back(std::make_shared<const GroupRow>(group));
            for (const auto& event : finder.next(std::make_shared<const ClusterSnapshot>(snapshot)))
                told += event.kind == EventKind::LagRising ? 1 : 0;
        };
        look(1, 3'601'000);
        for (qint64 second = 2; second <= 20; ++second)
            look(second, 1000 * second);
        QCOMPARE(told, 1);
    }

    void anotherClusterIsOneEventAndNothingOfItIsCompared() {
        const auto of = [](const char* id, qint64 atMs, const char* name, int broker) {
            ClusterSnapshot snapshot;
            snapshot.takenAtMs = atMs;
            snapshot.clusterId = QString::fromLatin1(id);
            snapshot.figures.groups = 1;
            snapshot.brokers.push_back({broker, QStringLiteral("127.0.0.1"), 9092, {}, true, {}});
            TopicRow topic;
            topic.name = QString::fromLatin1(name);
            snapshot.topics.push_back(std::make_shared<const TopicRow>(topic));
            GroupRow group;
            group.id = topic.name;
            snapshot.groups.push_back(std::make_shared<const GroupRow>(group));
            return std::make_shared<const ClusterSnapshot>(snapshot);
        };
        EventFinder finder;
        static_cast<void>(finder.next(of("A", 1000, "a", 1)));
        const auto told = finder.next(of("B", 2000, "b", 2));
        QCOMPARE(told.size(), 1);
        QCOMPARE(told[0].kind, EventKind::AnotherCluster);
        QCOMPARE(told[0].formerly, QStringLiteral("A"));
        QCOMPARE(told[0].subject, QStringLiteral("B"));
        QCOMPARE(finder.next(of("B", 3000, "b", 2)).size(), 0);
        QCOMPARE(finder.next(of("", 4000, "c", 2)).size(), 4); // nobody says that it is another
    }

    void anotherActIsAnotherEvent() {
        QVector<ClusterEvent> told;
        tell(told, {{1000, EventKind::TopicGone, "a", 0, 0, 10}});
        tell(told, {{60'000, EventKind::TopicGone, "b", 0, 0, 10}});
        QCOMPARE(told.size(), 2);
        tell(told, {{60'500, EventKind::TopicAppeared, "c", 0, 3, 1}});
        tell(told, {{60'600, EventKind::TopicAppeared, "d", 0, 3, 1}}); // each by its name
        QCOMPARE(told.size(), 4);
        QCOMPARE(told[0].subject, QString("d"));
    }
};

QTEST_MAIN(EventFinderTest)
#include "event_finder_test.moc"
