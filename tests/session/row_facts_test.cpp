#include <QTest>

#include "round_bench.h"

using namespace round_bench;

/// What the rows of a snapshot tell beside their figures.
class RowFactsTest : public QObject {
    Q_OBJECT
private slots:
    void whatWasDeletedBeforeItWasReadIsSummed() {
        Bench bench;
        bench.cluster.topics["orders"].partitions = {{10, 100}, {50, 80}, {60, 90}};
        bench.cluster.groups["billing"].commits = {
            {at("orders", 0), 70}, {at("orders", 1), 20}, {at("orders", 2), 55}};
        const auto snapshot = bench.round();
        const auto& row = group(*snapshot, "billing");
        QCOMPARE(row.partitionRows[0].deletedUnread, 0);
        QCOMPARE(row.partitionRows[1].deletedUnread, 30);
        QCOMPARE(row.topicRows[0].deletedUnread, 35);
        QCOMPARE(row.deletedUnread, 35);
        QCOMPARE(row.lag, 30 + 30 + 30);
    }

    void onlyAStreamsGroupCountsFromTheLogsStart() {
        Bench bench;
        bench.cluster.topics["words"].partitions = {{0, 37}, {10, 45}, {0, 50}, {0, 28}};
        for (const auto& [id, type] :
             {std::pair("streams", client::GroupType::Streams), {"consumer", client::GroupType::Consumer}}) {
            auto& made = bench.cluster.groups[id];
            made.type = type;
            auto& member = made.members.emplace_back();
            member.id = "m";
            for (int partition = 0; partition < 4; ++partition)
                member.assignment.push_back(at("words", partition));
        }
        const auto snapshot = bench.round();
        const auto& streams = group(*snapshot, "streams");
        QCOMPARE(streams.partitionRows[1].commitState, CommitState::NoCommit);
        QCOMPARE(streams.partitionRows[1].lag, 35);
        QCOMPARE(streams.lag, 150);
        QCOMPARE(streams.topicRows[0].lag, 150);
        QCOMPARE(streams.memberRows[0].lag, 150);
        QCOMPARE(streams.partitionsWithoutCommit, 0);
        QCOMPARE(snapshot->figures.worstLagGroup, QString("streams"));
        QVERIFY(!group(*snapshot, "consumer").lag);
        QCOMPARE(group(*snapshot, "consumer").partitionsWithoutCommit, 4);

        bench.cluster.groups["streams"].commits[at("words", 1)] = 45;
        QCOMPARE(group(*bench.round(), "streams").lag, 115);
        bench.cluster.endsFail = base::Error{29, "X", "Ends are secret.", {}, false};
        const auto unread = group(*bench.round(), "streams").lag;
        QVERIFY(!unread && unread.reason());
    }

    void onlyCommitsThatAreAllUnreadMayBeOfAnyTopic() {
        Bench bench;
        const base::Error why{29, "X", "It is secret.", {}, false};
        auto& streams = bench.cluster.groups["streams"];
        streams.type = client::GroupType::Streams;
        streams.members.emplace_back().assignment = {at("orders")};
        auto& share = bench.cluster.groups["share"];
        share.type = client::GroupType::Share;
        share.unreadCommits[at("orders")] = why;
        bench.cluster.groups["silent"];
        bench.cluster.groups["reader"].commits[at("orders")] = 4;
        bench.cluster.topics["orders"];
        bench.cluster.endsFail = why;
        auto snapshot = bench.round();
        for (const char* id : {"streams", "share", "silent", "reader"})
            QVERIFY2(!group(*snapshot, id).commitsUnread, id);
        QVERIFY(group(*snapshot, "streams").lag.reason() && group(*snapshot, "share").lag.reason());
        bench.cluster.offsetsFail = why;
        snapshot = bench.round();
        for (const char* id : {"streams", "silent", "reader"})
            QCOMPARE(group(*snapshot, id).commitsUnread.words(), QStringLiteral("It is secret."));
        bench.cluster.offsetsFail.reset();
        QVERIFY(!group(*bench.round(), "reader").commitsUnread);
    }

    void membersOfOneClientSaySo() {
        Bench bench;
        bench.cluster.topics["orders"].partitions.resize(3);
        auto& billing = bench.cluster.groups["billing"];
        for (const auto& [id, client] : {std::pair("m-1", "app"), {"m-2", "app"}, {"m-3", "other"}}) {
            client::GroupMember member;
            member.id = id;
            member.clientId = client;
            member.assignment = {at("orders", int(billing.members.size()))};
            billing.members.push_back(member);
        }
        const auto snapshot = bench.round();
        const auto& row = group(*snapshot, "billing");
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(row.memberRows.at(i).sharesClient, i < 2);
            QCOMPARE(row.partitionRows.at(i).sharesClient, i < 2);
        }
    }

    void theLagOfAMemberStaysWithItsReasonWhereCommitsAreNotRead() {
        Bench bench;
        bench.cluster.topics["orders"].partitions = {{0, 40}};
        auto& billing = bench.cluster.groups["billing"];
        billing.commits = {{at("orders"), 40}};
        client::GroupMember member;
        member.id = "m-1";
        member.assignment = {at("orders")};
        billing.members = {member};
        QCOMPARE(group(*bench.round(), "billing").memberRows.at(0).lag, 0);
        const auto secret = base::Error{29, "TOPIC_AUTHORIZATION_FAILED", "Offsets are secret.", {}, false};
        bench.cluster.offsetsFail = secret;
        const auto lag = group(*bench.round(), "billing").memberRows.at(0).lag;
        QVERIFY(lag.has_value() && *lag == 0);
        QCOMPARE(lag.reason().words(), QStringLiteral("Offsets are secret."));
        bench.cluster.groups["billing"].members.push_back(member);
        bench.cluster.groups["billing"].members.back().id = "m-2";
        const auto rows = group(*bench.round(), "billing").memberRows;
        QVERIFY(!rows.at(1).lag && rows.at(1).lag.reason()); // it was not there
    }

    void theLagOfAMemberIsNoPartOfASum() {
        Bench bench;
        bench.cluster.topics["orders"].partitions = {{0, 10}, {0, 10'000}, {0, 0}, {0, 20}, {0, 5}};
        auto& billing = bench.cluster.groups["billing"];
        billing.commits = {{at("orders", 0), 10}, {at("orders", 3), 20}, {at("orders", 4), 50}};
        for (const auto& [id, assigned] :
             {std::pair("m-1", std::vector{0, 1}), {"m-2", {2, 3}}, {"m-3", {4}}}) {
            auto& member = billing.members.emplace_back();
            member.id = id;
            for (const int partition : assigned)
                member.assignment.push_back(at("orders", partition));
        }
        auto rows = group(*bench.round(), "billing").memberRows;
        QCOMPARE(rows.at(0).lag, 0);
        QVERIFY(rows.at(0).lagIsLeast); // of the other nobody has committed any
        QCOMPARE(rows.at(0).partitionsWithoutCommit, 1);
        QCOMPARE(rows.at(1).lag, 0);
        QVERIFY(!rows.at(1).lagIsLeast); // there is nothing to commit
        QVERIFY(!rows.at(2).lag);
        QCOMPARE(rows.at(2).beyondEnd, 45);
        bench.cluster.topics["orders"].partitions[3].leader = -1;
        rows = group(*bench.round(), "billing").memberRows;
        QVERIFY(!rows.at(1).lag && rows.at(1).lag.reason());
        QCOMPARE(rows.at(0).lag, 0);
        bench.cluster.offsetsFail = base::Error{29, "X", "Offsets are secret.", {}, false};
        rows = group(*bench.round(), "billing").memberRows;
        QVERIFY(rows.at(0).lagIsLeast && rows.at(0).lag.reason());
        QCOMPARE(rows.at(2).beyondEnd, 45); // as it was last known
    }

    void aPartitionWhoseCommitCannotBeReadIsNotOneWithoutCommit() {
        Bench bench;
        bench.cluster.topics["orders"].partitions = {{0, 100}, {0, 100}};
        auto& workers = bench.cluster.groups["workers"];
        workers.commits = {{at("orders", 0), 10}, {at("orders", 1), 20}};
        QCOMPARE(group(*bench.round(), "workers").lag, 90 + 80);
        workers.commits.erase(at("orders", 1));
        // As of a share group, whose state other brokers hold.
        workers.unreadCommits[at("orders", 1)] = {15, "X", "Nobody keeps it.", {}, true};
        workers.unreadCommits[at("gone")] = {3, "UNKNOWN_TOPIC_OR_PARTITION", "It is not there.", {}, true};
        for (int second = 0; second < 15; ++second)
            bench.round();
        const auto& row = group(*bench.last, "workers");
        QCOMPARE(row.partitionRows.size(), std::size_t(3));
        QCOMPARE(row.partitionRows[0].commitState, CommitState::TopicGone);
        QCOMPARE(row.partitionRows[1].lag, 90);
        QCOMPARE(row.partitionRows[2].commitState, CommitState::Unread);
        QVERIFY(!row.partitionRows[2].committed && !row.partitionRows[2].lag && !row.lag);
        QCOMPARE(row.partitionsWithoutCommit, 0);
        for (const auto& why :
             {row.partitionRows[2].committed.reason(), row.lag.reason(), row.outPerSecond.reason(),
              row.topicRows[1].outPerSecond.reason(), topic(*bench.last, "orders").outPerSecond.reason(),
              bench.last->figures.outPerSecond.reason(), bench.last->figures.worstLag.reason()})
            QCOMPARE(why.words(), QStringLiteral("Nobody keeps it."));
        QVERIFY(!bench.last->partialReason.isEmpty());
        workers.unreadCommits.clear();
        workers.commits[at("orders", 1)] = 50;
        QCOMPARE(group(*bench.round(), "workers").lag, 90 + 50);
        QVERIFY(
            !group(*bench.last, "workers").outPerSecond.reason()); // from 20, which it had committed before
    }

    void theSizeOfAPartitionThatNobodyLeadsIsOfBefore() {
        Bench bench;
        auto& partitions = bench.cluster.topics["orders"].partitions;
        partitions = {{0, 1, 1000}, {0, 1, 500}};
        bench.plan.sizesEveryMs = 1000;
        QCOMPARE(topic(*bench.round(), "orders").size, 1500);
        partitions[1].leader = -1;
        const auto older = topic(*bench.round(), "orders");
        QVERIFY(!older.partitionRows[0].size.reason());
        QVERIFY(older.partitionRows[1].size.has_value() && older.partitionRows[1].size.reason());
        QVERIFY(older.size.reason().words().contains(QStringLiteral("No broker leads")));
        Bench later;
        later.cluster.topics["orders"].partitions = partitions;
        later.plan.sizesEveryMs = 1000;
        const auto unknown = topic(*later.round(), "orders");
        QVERIFY(!unknown.partitionRows[1].size && unknown.partitionRows[1].size.reason());
        QVERIFY(!unknown.size && unknown.size.reason());
        later.cluster.topics["orders"].partitions[1].leader = 1;
        later.plan.sizesEveryMs = 0;
        QVERIFY(!topic(*later.round(), "orders").size.reason()); // nobody asked yet
    }

    void aConfigurationThatChangedSaysWhenItWasTheSame() {
        Bench bench;
        auto& retention = bench.cluster.topics["a"].configs["retention.ms"];
        const auto configured = [&](const char* ms) {
            retention = ms;
            bench.plan.configTopics = {"a"};
            const auto read = bench.round();
            bench.plan.configTopics = {};
            return read;
        };
        auto read = configured("1000");
        for (const char* ms : {"2000", "3000"}) {
            const auto same = configured(retention.c_str())->takenAtMs;
            bench.round(); // which does not ask
            read = configured(ms);
            QCOMPARE(topic(*read, "a").configChange->sameMs, same);
        }
        bench.builder.forgetConfig("a"); // it was edited here
        QCOMPARE(topic(*configured("4000"), "a").configChange->sameMs, 0);
    }

    void everySettingThatChangedIsToldFromWhatToWhat() {
        Bench bench;
        auto& configs = bench.cluster.topics["a"].configs;
        bench.cluster.defaults = {{"min.insync.replicas", "1"}, {"segment.bytes", "1000"}};
        bench.plan.configTopics = {"a"};
        QVERIFY(!topic(*bench.round(), "a").configChange); // nothing to compare with
        configs["min.insync.replicas"] = "2";
        configs["retention.ms"] = "1000";
        const auto first = topic(*bench.round(), "a").configChange;
        const QVector<ChangedSetting> both{{"min.insync.replicas", "UNKNOWN", "1", "2"},
                                           {"retention.ms", "UNKNOWN", "604800000", "1000"}};
        QCOMPARE(first->settings, both);
        QCOMPARE(topic(*bench.round(), "a").configChange, first); // nothing more
        configs.erase("min.insync.replicas");
        const QVector<ChangedSetting> reset{{"min.insync.replicas", "UNKNOWN", "2", "1"}};
        QCOMPARE(topic(*bench.round(), "a").configChange->settings, reset);
        configs["segment.bytes"] = "1000"; // set to what it was anyway
        QCOMPARE(topic(*bench.round(), "a").configChange->settings, reset);
    }

    void aClockThatIsSetBackPutsNoConfigurationOff() {
        Bench bench;
        bench.plan.configTopics = {"a"};
        bench.cluster.topics["a"];
        bench.clock.aheadMs = 3'600'000;
        bench.round();
        bench.clock.aheadMs = 0;
        QVERIFY(bench.builder.configsToAsk({"a"}, 10, bench.clock.now()).empty());
        bench.clock.ms += 61'000;
        QCOMPARE(bench.builder.configsToAsk({}, 10, bench.clock.now()), std::vector<std::string>{"a"});
    }

    void aConfigurationThatIsAskedAgainWasNotEditedHere() {
        Bench bench;
        bench.plan.configTopics = {"a"};
        bench.cluster.topics["a"].configs["retention.ms"] = "1000";
        const auto same = bench.round()->takenAtMs;
        QVERIFY(bench.builder.configsToAsk({"a"}, 10, bench.clock.now()).empty());
        bench.builder.askConfigAgain("a");
        QCOMPARE(bench.builder.configsToAsk({"a"}, 10, bench.clock.now()), std::vector<std::string>{"a"});
        bench.cluster.topics["a"].configs["retention.ms"] = "2000";
        QCOMPARE(topic(*bench.round(), "a").configChange->sameMs, same);
    }

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
        const auto again = bench.round();
        QCOMPARE(topic(*again, "a").lastRecordAsOfMs, 0);
        bench.plan.visibleTopics = {};
        QCOMPARE(topic(*bench.round(30'000), "a").lastRecordAsOfMs, again->takenAtMs); // rounds are slow
    }

    void theTimestampOfADeletedRecordIsNotTheNewest() {
        Bench bench;
        auto& partitions = bench.cluster.topics["a"].partitions;
        partitions = {{0, 1}, {0, 1}};
        partitions[0].newestMs = 2000;
        partitions[1].newestMs = 1000;
        bench.plan.visibleTopics = {"a"};
        QCOMPARE(topic(*bench.round(), "a").lastRecordMs, 2000);
        partitions[0].logStart = 1;
        partitions[0].newestMs.reset();
        const auto deleted = bench.round();
        QCOMPARE(topic(*deleted, "a").lastRecordMs, 1000);
        QVERIFY(!topic(*deleted, "a").lastRecordMs.reason());
        QVERIFY(!topic(*deleted, "a").partitionRows[0].lastRecordMs);
        partitions[1] = partitions[0];
        QVERIFY(!topic(*bench.round(), "a").lastRecordMs);
        bench.plan.visibleTopics = {};
        QVERIFY(!topic(*bench.round(), "a").lastRecordMs); // nobody asked again
    }

    void ofWhatIsLeftKafkaMayNotNameTheNewest() {
        Bench bench;
        auto& partition = bench.cluster.topics["a"].partitions[0];
        partition = {0, 10};
        partition.newestAt = 3;
        bench.plan.visibleTopics = {"a"};
        QVERIFY(!topic(*bench.round(), "a").lastRecordMs.reason());
        partition.logStart = 3;
        QCOMPARE(topic(*bench.round(), "a").lastRecordMs, 1'700'000'000'123);
        partition.logStart = 4; // its segment stays until it is rolled, and with it what Kafka names
        auto newest = topic(*bench.round(), "a").lastRecordMs;
        QVERIFY(!newest && newest.reason());
        partition.newestMs.reset();
        newest = topic(*bench.round(), "a").lastRecordMs;
        QVERIFY(!newest && newest.reason());
        partition.logStart = 10;
        newest = topic(*bench.round(), "a").lastRecordMs;
        QVERIFY(!newest && !newest.reason());
    }

    void aPartitionThatNobodyLeadsMayHaveALaterRecord() {
        Bench bench;
        auto& partitions = bench.cluster.topics["a"].partitions;
        partitions = {{0, 1}, {0, 1}};
        partitions[1].newestMs = 1'700'000'000'999;
        bench.plan.visibleTopics = {"a"};
        bench.round();
        partitions[1].leader = -1;
        auto newest = topic(*bench.round(), "a").lastRecordMs;
        QVERIFY(newest.has_value() && *newest == 1'700'000'000'999); // as it was last known
        QVERIFY(newest.reason().words().contains(QStringLiteral("No broker leads")));
        Bench later;
        later.cluster.topics["a"].partitions = partitions;
        later.plan.visibleTopics = {"a"};
        newest = topic(*later.round(), "a").lastRecordMs;
        QVERIFY(newest.has_value() && *newest == 1'700'000'000'123);
        QVERIFY(newest.reason());
    }
};

QTEST_GUILESS_MAIN(RowFactsTest)
#include "row_facts_test.moc"
