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
