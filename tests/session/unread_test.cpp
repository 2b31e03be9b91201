#include <algorithm>
#include <cmath>

#include <QTest>

#include "round_bench.h"
#include "session/clusters/event_finder.h"

using namespace session;
using namespace round_bench;

namespace {

base::Error refused(const char* why) {
    return {29, "TOPIC_AUTHORIZATION_FAILED", why, {}, false};
}

} // namespace

/// So long that a group which commits nothing is known to.
static std::shared_ptr<ClusterSnapshot> watched(Bench& bench) {
    for (int second = 0; second < 11; ++second)
        bench.round();
    return bench.last;
}

/// What could not be read is never zero, none or nobody, and the reason comes with it.
class UnreadTest : public QObject {
    Q_OBJECT

private slots:
    void aReadingIsKnownUnknownOlderOrNotAsked() {
        Reading<qint64> reading;
        QVERIFY(!reading && !reading.reason());
        reading.take(Reading<qint64>(Reason(QStringLiteral("away"))));
        QVERIFY(!reading);
        QCOMPARE(reading.reason().words(), QStringLiteral("away"));
        reading.take(Reading<qint64>(7));
        QCOMPARE(reading, 7);
        QVERIFY(!reading.reason());
        reading.take(Reading<qint64>(Reason(QStringLiteral("away again"))));
        QCOMPARE(reading, 7);
        QCOMPARE(reading.reason().words(), QStringLiteral("away again"));
        const Reading<qint64> before = reading;
        reading.take(Reading<qint64>());
        QVERIFY(reading == before);
        QVERIFY(!(reading == Reading<qint64>(7)));
    }

    void groupsOfACoordinatorThatIsLoadingAreNotGone() {
        Bench bench;
        bench.cluster.groups["g"];
        EventFinder events;
        static_cast<void>(events.next(bench.round()));
        bench.cluster.groupsForgotten = true;
        bench.cluster.membersFail =
            base::Error{14, "COORDINATOR_LOAD_IN_PROGRESS", "The coordinator is loading.", {}, true};
        auto snapshot = bench.round();
        QCOMPARE(snapshot->figures.groups.reason().words(), QStringLiteral("The coordinator is loading."));
        QVERIFY(events.next(snapshot).isEmpty());
        bench.cluster.membersFail.reset(); // it has loaded since it was asked for its list
        QVERIFY(events.next(bench.round()).isEmpty());
        bench.cluster.groupsForgotten = false;
        snapshot = bench.round();
        QCOMPARE(snapshot->figures.groups, 1);
        QVERIFY(events.next(snapshot).isEmpty());
        bench.cluster.groups.clear();
        snapshot = bench.round();
        QCOMPARE(snapshot->figures.groups, 0);
        const auto told = events.next(snapshot);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.front().kind, EventKind::GroupGone);
    }

    void aGroupWithoutACoordinatorHoldsUpNoOther() {
        Bench bench;
        bench.cluster.topics["orders"].partitions[0].end = 100;
        bench.cluster.groups["half"].commits[at("orders")] = 40;
        bench.cluster.groups["whole"].commits[at("orders")] = 40;
        EventFinder events;
        static_cast<void>(events.next(bench.round()));
        bench.cluster.orphans["half"] =
            base::Error{15, "COORDINATOR_NOT_AVAILABLE", "There is no coordinator.", {}, true};
        bench.cluster.groups["whole"].state = "Empty";
        bench.cluster.topics["orders"].partitions[0].end = 200;
        for (int minute = 0; minute < 60; ++minute)
            bench.round(60'000);
        QCOMPARE(bench.last->groups.size(), std::size_t(2));
        QCOMPARE(group(*bench.last, "whole").state, GroupState::Empty);
        QCOMPARE(group(*bench.last, "whole").lag, 160);
        QVERIFY(!group(*bench.last, "whole").lag.reason());
        QCOMPARE(group(*bench.last, "half").lag, 60);
        QCOMPARE(group(*bench.last, "half").lag.reason().words(), QStringLiteral("There is no coordinator."));
        QCOMPARE(bench.last->figures.groups, 2);
        QVERIFY(bench.last->figures.groups.reason());
        const auto told = events.next(bench.last);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.front().subject, QStringLiteral("whole"));
        bench.cluster.groups.erase("half");
        bench.cluster.orphans.clear(); // another coordinator knows that it was deleted
        QCOMPARE(bench.round()->groups.size(), std::size_t(1));
        QVERIFY(!bench.last->figures.groups.reason());
    }

    void whatAnOrphanedGroupWasIsToldAsOlder() {
        Bench bench;
        auto& orders = bench.cluster.topics["orders"].partitions[0];
        orders.end = 100;
        auto& half = bench.cluster.groups["half"];
        half.commits[at("orders")] = 40;
        half.members.emplace_back().id = "m";
        half.members.back().assignment = {at("orders")};
        watched(bench);
        QVERIFY(group(*bench.last, "half").outPerSecond);
        bench.cluster.orphans["half"] =
            base::Error{15, "COORDINATOR_NOT_AVAILABLE", "There is no coordinator.", {}, true};
        orders.end = 200;
        const auto snapshot = bench.round();
        const auto& row = group(*snapshot, "half");
        const auto& partition = row.partitionRows.at(0);
        QCOMPARE(row.state, GroupState::Stable);
        for (const auto& why :
             {row.stateUnread, row.members.reason(), row.lag.reason(), row.outPerSecond.reason(),
              row.topicRows.at(0).lag.reason(), row.memberRows.at(0).partitions.reason(),
              partition.committed.reason(), partition.lag.reason(), partition.owners.reason()})
            QCOMPARE(why.words(), QStringLiteral("There is no coordinator."));
        QVERIFY(!row.outPerSecond && row.members == 1 && partition.committed == 40 && partition.lag == 60);
        QCOMPARE(partition.end, 200);
        QVERIFY(!partition.end.reason());
        bench.cluster.orphans.clear();
        QVERIFY(!group(*bench.round(), "half").stateUnread);
        QCOMPARE(group(*bench.last, "half").partitionRows.at(0).lag, 160);
    }

    void aGroupThatCannotBeToldIsNotKeptForEver() {
        Bench bench;
        for (const char* id : {"odd", "whole"})
            bench.cluster.groups[id].commits[at("orders")] = 40;
        bench.round();
        bench.cluster.orphans["odd"] = base::Error{35, "UNSUPPORTED_VERSION", "It is not served.", {}, false};
        for (int i = 0; i < 30; ++i)
            QCOMPARE(bench.round()->groups.size(), std::size_t(2));
        QCOMPARE(bench.round()->groups.size(), std::size_t(1)); // all brokers have left it out so often
    }

    void groupsOfAnotherClusterAreForgotten() {
        Bench bench;
        bench.cluster.groups["g"].commits[at("orders")] = 40;
        bench.round();
        bench.cluster.orphans["g"] =
            base::Error{15, "COORDINATOR_NOT_AVAILABLE", "There is no coordinator.", {}, true};
        QCOMPARE(bench.round()->groups.size(), std::size_t(1));
        bench.cluster.clusterId = "another";
        QCOMPARE(bench.round()->groups.size(), std::size_t(0));
    }

    void aGroupThatItsListingKnowsBetterIsNotDead() {
        Bench bench;
        bench.cluster.topics["orders"].partitions[0].end = 100'000;
        std::int64_t& committed = bench.cluster.groups["g"].commits[at("orders")];
        bench.cluster.otherKind = {"g"};
        for (int second = 0; second < 30; ++second) {
            committed += 50;
            bench.round();
        }
        QCOMPARE(group(*bench.last, "g").state, GroupState::Stable);
        QCOMPARE(group(*bench.last, "g").outPerSecond, 50.0);
        bench.cluster.groups["g"].state = "Empty";
        for (int second = 0; second < 2; ++second) {
            committed += 50; // a reset: nobody is there
            bench.round();
        }
        QCOMPARE(group(*bench.last, "g").outPerSecond, 0.0);
    }

    void whoKeepsWaitingIsAskedBeforeTheOthers() {
        using Calls = std::vector<std::vector<std::string>>;
        Bench bench;
        bench.cluster.topics["orders"].partitions[0].end = 100;
        for (const auto* id : {"a", "b", "workers"})
            bench.cluster.groups[id].commits[at("orders")] = 40;
        bench.cluster.groups["workers"].type = client::GroupType::Share;
        const auto calls = [&](std::int64_t afterMs) {
            bench.round(afterMs);
            auto out = std::exchange(bench.cluster.commitCalls, {});
            std::ranges::stable_partition(out, [](const auto& asked) { return asked.front() == "workers"; });
            return out; // a share group is asked beside the others
        };
        bench.cluster.slow = {"b", "workers"};
        QVERIFY((calls(1000) == Calls{{"workers"}, {"a", "b"}}));
        QVERIFY((calls(1000) == Calls{{"b"}, {"a"}})); // the share group holds up no round for a while
        QCOMPARE(group(*bench.last, "a").lag, 60);
        QCOMPARE(group(*bench.last, "workers").lag.reason().words(), QStringLiteral("It did not answer."));
        bench.cluster.slow.clear();
        QVERIFY((calls(30'000) == Calls{{"workers"}, {"b"}, {"a"}}));
        QVERIFY((calls(1000) == Calls{{"workers"}, {"a", "b"}}));
        QVERIFY(group(*bench.last, "workers").lag && !group(*bench.last, "workers").lag.reason());
    }

    void theWorstLagIsOfGroupsThatWereRead() {
        Bench bench;
        bench.cluster.topics["orders"].partitions[0].end = 100;
        bench.cluster.groups["a"].commits[at("orders")] = 40;
        bench.cluster.groups["b"].commits[at("orders")] = 10;
        bench.cluster.groups["b"].type = client::GroupType::Share; // is asked for by itself
        QCOMPARE(bench.round()->figures.worstLagGroup, QStringLiteral("b"));
        bench.cluster.slow = {"b"};
        bench.round();
        QVERIFY(group(*bench.last, "b").lag == 90 && group(*bench.last, "b").lag.reason());
        QCOMPARE(bench.last->figures.worstLag, 60);
        QVERIFY(bench.last->figures.worstLag.reason());
        QCOMPARE(bench.last->figures.worstLagGroup, QString()); // b had more
        bench.cluster.topics["orders"].partitions[0].end = 140;
        bench.round();
        QCOMPARE(bench.last->figures.worstLag, 100);
        QCOMPARE(bench.last->figures.worstLagGroup, QStringLiteral("a"));
        bench.cluster.offsetsFail = refused("Offsets are secret."); // of nobody there is a newer one
        bench.round();
        QCOMPARE(bench.last->figures.worstLag, 100);
        QVERIFY(bench.last->figures.worstLag.reason());
        QCOMPARE(bench.last->figures.worstLagGroup, QStringLiteral("a"));
    }

    void membersAreReadWhereCommitsAreNot() {
        Bench bench;
        bench.cluster.topics["orders"].partitions[0].end = 100;
        auto& readers = bench.cluster.groups["readers"];
        readers.commits[at("orders")] = 40;
        readers.members.emplace_back().id = "m";
        readers.members.back().assignment = {at("orders")};
        bench.round();
        bench.cluster.offsetsFail = refused("Offsets are secret.");
        readers.members.clear();
        readers.state = "Empty";
        const auto snapshot = bench.round();
        const auto& row = group(*snapshot, "readers");
        QCOMPARE(row.state, GroupState::Empty);
        QVERIFY(!row.stateUnread && row.members == 0 && row.memberRows.empty());
        QCOMPARE(row.partitionRows.at(0).owners, 0);
        QVERIFY(row.partitionRows.at(0).committed == 40 && row.partitionRows.at(0).committed.reason());
    }

    void groupsThatCouldNotBeListedAreNotNone() {
        Bench bench;
        bench.cluster.groups["g"];
        bench.cluster.groupsFail = base::Error{-1, std::string(client::brokerUnreachable),
                                               "Broker 1 names itself nowhere.", "Set its address.", true};
        EventFinder events;
        auto snapshot = bench.round();
        static_cast<void>(events.next(snapshot));
        QVERIFY(!snapshot->figures.groups);
        QCOMPARE(snapshot->figures.groups.reason().words(), QStringLiteral("Broker 1 names itself nowhere."));
        QVERIFY(!snapshot->figures.worstLag && snapshot->figures.worstLag.reason());
        QCOMPARE(snapshot->brokers.at(0).unreachable.words(),
                 QStringLiteral("Broker 1 names itself nowhere. Set its address."));

        bench.cluster.groupsFail.reset();
        snapshot = bench.round();
        QCOMPARE(snapshot->figures.groups, 1);
        QVERIFY(!snapshot->brokers.at(0).unreachable);
        QVERIFY(events.next(snapshot).isEmpty()); // it did not appear: it had not been read

        bench.cluster.groupsFail = base::Error{
            7, std::string(client::brokerSilent), "127.0.0.1:9092 did not answer ListGroups.", {}, true};
        QVERIFY(bench.round()->brokers.at(0).unreachable);

        bench.cluster.groupsFail = refused("The list is secret.");
        snapshot = bench.round();
        QCOMPARE(snapshot->figures.groups, 1); // as before, and said to be so
        QCOMPARE(snapshot->figures.groups.reason().words(), QStringLiteral("The list is secret."));
        QVERIFY(!snapshot->brokers.at(0).unreachable);
    }

    void withoutItsGroupsAClustersRateOfRecordsOutIsUnknown() {
        Bench bench;
        bench.cluster.topics["orders"].partitions[0].end = 1000;
        bench.cluster.groups["g"].commits[at("orders")] = 10;
        bench.round();
        bench.cluster.groupsFail = refused("The list is secret.");
        auto snapshot = bench.round();
        QVERIFY(snapshot->figures.inPerSecond);
        QVERIFY(!snapshot->figures.outPerSecond);
        QCOMPARE(snapshot->figures.outPerSecond.reason().words(), QStringLiteral("The list is secret."));
        QVERIFY(!topic(*snapshot, "orders").outPerSecond && topic(*snapshot, "orders").outPerSecond.reason());
        bench.cluster.groupsFail.reset();
        snapshot = watched(bench);
        QVERIFY(snapshot->figures.outPerSecond && !snapshot->figures.outPerSecond.reason());
    }

    void afterConnectingNoRateOfCommitsIsTakenForKnown() {
        Bench bench;
        bench.cluster.topics["orders"].partitions[0].end = 100'000;
        std::int64_t& committed = bench.cluster.groups["g"].commits[at("orders")];
        for (int second = 0; second <= 40; ++second) {
            if (second % 5 == 3)
                committed += 500;
            const auto snapshot = bench.round();
            const auto known = snapshot->figures.outPerSecond;
            const auto ofTopic = topic(*snapshot, "orders").outPerSecond;
            const auto ofGroup = group(*snapshot, "g").outPerSecond;
            QVERIFY(!known || *known == 100.0);
            QVERIFY(!ofTopic || *ofTopic == 100.0);
            QVERIFY(!ofGroup || *ofGroup == 100.0);
            QVERIFY(second < 10 || (known && ofTopic && ofGroup));
        }
    }

    void aGroupWhoseCommitsAreUnreadHidesTheRatesOfItsTopics() {
        Bench bench;
        bench.cluster.topics["orders"].partitions[0].end = 1000;
        bench.cluster.topics["tea"].partitions[0].end = 1000;
        bench.cluster.groups["g"].commits[at("orders")] = 10;
        bench.round();
        bench.cluster.offsetsFail = refused("Offsets are secret.");
        const auto snapshot = bench.round();
        QVERIFY(!snapshot->figures.outPerSecond && snapshot->figures.outPerSecond.reason());
        QVERIFY(!topic(*snapshot, "orders").outPerSecond);
        QVERIFY(!topic(*snapshot, "tea").outPerSecond.reason());
    }

    void whatAGroupReadBeforeItsFirstCommitsIsAPartThatLacks() {
        Bench bench;
        auto& orders = bench.cluster.topics["orders"];
        orders.partitions.resize(12);
        for (auto& partition : orders.partitions)
            partition.end = 6000;
        auto& commits = bench.cluster.groups["g"].commits;
        bench.cluster.groups["g"].members.emplace_back().id = "m";
        watched(bench);
        QVERIFY(!bench.last->figures.outPerSecond);
        int whole = 0;
        for (int second = 1; second <= 60; ++second) { // 40 a second, twelve partitions one after the other
            const int partition = std::min(second / 3, 11);
            commits[at("orders", partition)] += 40;
            const auto snapshot = bench.round();
            for (const auto& rate :
                 {snapshot->figures.outPerSecond, topic(*snapshot, "orders").outPerSecond,
                  group(*snapshot, "g").outPerSecond, group(*snapshot, "g").topicRows[0].outPerSecond}) {
                QVERIFY2(!rate.reason() || !rate || (*rate > 0 && *rate <= 40), "at least so much");
                QVERIFY2(rate.reason() || rate == 40.0, qPrintable(QString::number(rate.value_or(-1))));
                whole += rate.reason() ? 0 : 1;
            }
        }
        QVERIFY(whole >= 4 * 10);
        for (const auto& name : {"", "orders"})
            for (const auto& point : bench.points({Quantity::MessagesOut, name, {}, -1}))
                QVERIFY(std::isnan(point.y()) || point.y() == 40.0 || point.y() == 0.0);
    }

    void whatAGroupCommittedWhileItWasUnreadIsOfAllThatTime() {
        for (auto unread : {&FakeCluster::offsetsFail, &FakeCluster::groupsFail}) {
            Bench bench;
            bench.cluster.topics["orders"].partitions[0].end = 100'000;
            std::int64_t& committed = bench.cluster.groups["g"].commits[at("orders")];
            for (int second = 0; second <= 200; ++second) {
                if (second % 5 == 0)
                    committed += 250;
                (bench.cluster.*unread).reset();
                if (second > 30 && second < 180)
                    bench.cluster.*unread = refused("Not now.");
                const auto snapshot = bench.round();
                if (second < 180)
                    continue;
                QVERIFY(std::abs(*snapshot->figures.outPerSecond - 50) < 0.5);
                QVERIFY(std::abs(*topic(*snapshot, "orders").outPerSecond - 50) < 0.5);
            }
        }
    }

    void aTopicThatNoGroupReadsHasNoCommits() {
        Bench bench;
        bench.cluster.topics["unread"].partitions[0].end = 10;
        bench.cluster.topics["orders"];
        const auto looksUnread = [&](const char* name) {
            for (const auto& point : bench.points({Quantity::MessagesOut, name, {}, -1}))
                if (!std::isnan(point.y()))
                    return false;
            return !topic(*bench.last, name).outPerSecond && !topic(*bench.last, name).outPerSecond.reason();
        };
        for (int second = 0; second <= 15; ++second)
            bench.round();
        QVERIFY(!bench.last->figures.outPerSecond);
        bench.cluster.topics["new"];
        bench.cluster.groups["idle"].commits[at("orders")] = 0;
        for (int second = 0; second <= 15; ++second)
            bench.round();
        QVERIFY(looksUnread("unread") && looksUnread("new"));
        QCOMPARE(topic(*bench.last, "orders").outPerSecond, 0.0);
        QCOMPARE(bench.points({Quantity::MessagesOut, "orders", {}, -1}).last().y(), 0.0);
        QCOMPARE(bench.last->figures.outPerSecond, 0.0);
    }

    void whatAGroupReadBeforeItWasSeenIsNotNothing() {
        Bench bench;
        bench.cluster.topics["orders"].partitions[0].end = 6000;
        bench.cluster.topics["tea"];
        bench.round();
        bench.background(50'000);
        QVERIFY(!bench.last->figures.outPerSecond);
        auto& committed = bench.cluster.groups["g"].commits[at("orders")];
        committed = 2000; // it began in between
        const auto begun = bench.clock.wallMs();
        bench.background(50'000);
        QVERIFY(!bench.last->figures.outPerSecond && bench.last->figures.outPerSecond.reason());
        QVERIFY(!topic(*bench.last, "orders").outPerSecond &&
                topic(*bench.last, "orders").outPerSecond.reason());
        QVERIFY(!topic(*bench.last, "tea").outPerSecond && !topic(*bench.last, "tea").outPerSecond.reason());
        committed += 40 * 50;
        bench.background(50'000);
        QCOMPARE(bench.last->figures.outPerSecond, 40.0);
        for (const auto& name : {"", "orders"})
            for (const auto& point : bench.points({Quantity::MessagesOut, name, {}, -1}, 1000, 200'000))
                QVERIFY(point.x() < double(begun) || std::isnan(point.y()) || point.y() == 40.0);
    }

    void membersThatCouldNotBeReadAreNotNobody() {
        Bench bench;
        bench.cluster.topics["orders"].partitions[0].end = 100;
        bench.cluster.groups["g"].commits[at("orders")] = 40;
        bench.cluster.membersFail = refused("Members are secret.");
        const auto snapshot = bench.round();
        const auto& row = group(*snapshot, "g");
        QVERIFY(!row.members);
        QCOMPARE(row.members.reason().words(), QStringLiteral("Members are secret."));
        QVERIFY(!row.partitionRows.at(0).owners && row.partitionRows.at(0).owners.reason());
        QCOMPARE(row.state, GroupState::Stable); // the listing's word
        QCOMPARE(row.lag, 60);
    }

    void commitsThatCouldNotBeReadAreNotMissing() {
        Bench bench;
        bench.cluster.topics["orders"].partitions[0].end = 100;
        client::GroupMember member;
        member.id = "m";
        member.assignment = {at("orders")};
        bench.cluster.groups["g"].members = {member};
        bench.cluster.offsetsFail = refused("Offsets are secret.");
        const auto snapshot = bench.round();
        const auto& row = group(*snapshot, "g");
        QCOMPARE(row.partitionRows.at(0).commitState, CommitState::Unread);
        QCOMPARE(row.partitionRows.at(0).committed.reason().words(), QStringLiteral("Offsets are secret."));
        QVERIFY(!row.lag && row.lag.reason());
        QVERIFY(snapshot->figures.groups && !snapshot->figures.groups.reason());
        QVERIFY(!snapshot->figures.worstLag);
        QCOMPARE(snapshot->figures.worstLag.reason().words(), QStringLiteral("Offsets are secret."));
        QCOMPARE(row.partitionsWithoutCommit, 0);
        QCOMPARE(row.partitionRows.at(0).owners, 1);
    }

    void aSumWithAnUnreadPartIsUnknown() {
        Bench bench;
        bench.cluster.topics["orders"].partitions = {{0, 100}, {0, 50, 0, -1}}; // the second has no leader
        bench.cluster.groups["g"].commits = {{at("orders", 0), 40}, {at("orders", 1), 10}};
        const auto snapshot = bench.round();
        const auto& row = topic(*snapshot, "orders");
        QVERIFY(!row.messages);
        QVERIFY(row.messages.reason().words().contains(QStringLiteral("No broker leads")));
        QVERIFY(!row.partitionRows.at(1).end && row.partitionRows.at(1).end.reason());
        QVERIFY(!group(*snapshot, "g").lag && group(*snapshot, "g").lag.reason());
        QCOMPARE(group(*snapshot, "g").partitionRows.at(0).lag, 60);
    }

    void onePartitionWithoutALeaderHidesNoRateOfTheOthers() {
        Bench bench;
        auto& orders = bench.cluster.topics["orders"].partitions;
        orders = {{0, 100}, {0, 50, 0, -1}};
        bench.cluster.topics["tea"];
        bench.round();
        orders[0].end = 120;
        bench.cluster.topics["tea"].partitions[0].end = 5;
        auto snapshot = bench.round();
        QVERIFY(!topic(*snapshot, "orders").inPerSecond);
        QCOMPARE(snapshot->figures.inPerSecond, 25.0);
        QVERIFY(snapshot->figures.inPerSecond.reason().words().contains(QStringLiteral("No broker leads")));
        orders[1] = {0, 50};
        bench.round();
        snapshot = bench.round();
        QVERIFY(snapshot->figures.inPerSecond && !snapshot->figures.inPerSecond.reason());
        orders[0] = orders[1] = {0, 50, 0, -1};
        bench.cluster.topics.erase("tea");
        snapshot = bench.round();
        QVERIFY(!snapshot->figures.inPerSecond && snapshot->figures.inPerSecond.reason());
    }

    void endsSizesAndSettingsTellTheirReasons() {
        Bench bench;
        bench.cluster.topics["orders"];
        bench.cluster.endsFail = refused("Ends are secret.");
        bench.cluster.sizesFail = refused("Folders are secret.");
        bench.cluster.configsFail = refused("Settings are secret.");
        bench.plan.sizesEveryMs = 1000;
        bench.plan.configTopics = {"orders"};
        bench.plan.visibleTopics = {"orders"};
        const auto snapshot = bench.round();
        const auto& row = topic(*snapshot, "orders");
        QVERIFY(!row.messages && !row.size && !row.retentionMs && !row.cleanup && !row.lastRecordMs);
        QCOMPARE(row.messages.reason().words(), QStringLiteral("Ends are secret."));
        QCOMPARE(row.lastRecordMs.reason().words(), QStringLiteral("Ends are secret."));
        QCOMPARE(row.size.reason().words(), QStringLiteral("Folders are secret."));
        QCOMPARE(row.retentionMs.reason().words(), QStringLiteral("Settings are secret."));
        QCOMPARE(row.cleanup.reason().words(), QStringLiteral("Settings are secret."));
    }

    void aCommitBeyondTheEndIsNoLag() {
        Bench bench;
        bench.cluster.topics["orders"].partitions = {{0, 20}};
        bench.cluster.groups["g"].commits = {{at("orders", 0), 5000}};
        const auto snapshot = bench.round();
        const auto& row = group(*snapshot, "g");
        QCOMPARE(row.partitionRows.at(0).commitState, CommitState::BeyondEnd);
        QVERIFY(!row.partitionRows.at(0).lag);
        QCOMPARE(row.partitionsBeyondEnd, 1);
        QCOMPARE(row.partitionRows.at(0).beyondEnd, 4980);
        QCOMPARE(row.topicRows.at(0).beyondEnd, 4980);
        QCOMPARE(row.beyondEnd, 4980);
    }

    void anOpenTransactionHidesNoLag() {
        Bench bench;
        bench.cluster.topics["orders"].partitions[0] = {0, 30};
        bench.cluster.topics["orders"].partitions[0].stable = 10;
        bench.cluster.groups["g"].commits = {{at("orders", 0), 8}};
        const auto hidden = bench.round();
        QCOMPARE(group(*hidden, "g").partitionRows.at(0).end, 30);
        QCOMPARE(group(*hidden, "g").lag, 22); // as Kafka's own tool has it
        QCOMPARE(topic(*hidden, "orders").messages, 30);
        bench.plan.visibleTopics = {"orders"};
        QCOMPARE(topic(*bench.round(), "orders").partitionRows.at(0).lastStable, 10);
        bench.plan.visibleTopics = {};
        // Nobody asked: an older one is not held against a newer end.
        QVERIFY(!topic(*bench.round(), "orders").partitionRows.at(0).lastStable);
    }

    void eachTopicHasItsShareOfAGroup() {
        Bench bench;
        bench.cluster.topics["orders"].partitions[0].end = 1000;
        bench.cluster.topics["tea"].partitions[0].end = 550;
        auto& commits = bench.cluster.groups["g"].commits;
        commits = {{at("orders"), 10}, {at("tea"), 0}};
        watched(bench);
        commits = {{at("orders"), 10}, {at("tea"), 25}};
        bench.round();
        commits = {{at("orders"), 10}, {at("tea"), 50}}; // a rate of commits goes from one to the next
        const auto snapshot = bench.round();
        const auto& shares = group(*snapshot, "g").topicRows;
        QCOMPARE(shares.size(), std::size_t(2));
        QCOMPARE(shares[0].lag, 990);
        QCOMPARE(shares[0].outPerSecond, 0.0);
        QCOMPARE(shares[1].lag, 500);
        QCOMPARE(shares[1].outPerSecond, 25.0);
        QCOMPARE(group(*snapshot, "g").lag, 1490);
    }

    void aNewerGroupTellsItsEpochsAndWhatMoves() {
        Bench bench;
        bench.cluster.topics["orders"].partitions = {{0, 1}, {0, 1}, {0, 1}};
        auto& readers = bench.cluster.groups["readers"];
        readers.type = client::GroupType::Consumer;
        readers.state = "Reconciling";
        readers.epoch = 4;
        client::GroupMember member;
        member.id = "m";
        member.epoch = 3;
        member.assignment = {at("orders", 0), at("orders", 1)};
        member.target = std::vector{at("orders", 1), at("orders", 2)};
        member.subscriptionPattern = "ord.*";
        readers.members = {member};
        const auto snapshot = bench.round();
        const auto& row = group(*snapshot, "readers");
        QCOMPARE(row.type, QStringLiteral("consumer"));
        QCOMPARE(row.state, GroupState::Reconciling);
        QCOMPARE(row.epoch, 4);
        const auto& m = row.memberRows.at(0);
        QCOMPARE(m.epoch, 3);
        QCOMPARE(m.toCome, 1);
        QCOMPARE(m.toGo, 1);
        QCOMPARE(m.subscriptionPattern, QStringLiteral("ord.*"));
    }

    void aSharePartitionHasSeveralOwners() {
        Bench bench;
        bench.cluster.topics["jobs"].partitions[0].end = 10;
        auto& workers = bench.cluster.groups["workers"];
        workers.type = client::GroupType::Share;
        client::GroupMember a, b;
        a.id = "a";
        b.id = "b";
        a.assignment = b.assignment = {at("jobs")};
        workers.members = {a, b};
        workers.commits[at("jobs")] = 4;
        const auto snapshot = bench.round();
        const auto& row = group(*snapshot, "workers");
        QCOMPARE(row.partitionRows.at(0).owners, 2);
        QCOMPARE(row.lag, 6);
        QVERIFY(!row.memberRows.at(0).lag); // they share it
    }
};

QTEST_GUILESS_MAIN(UnreadTest)
#include "unread_test.moc"
