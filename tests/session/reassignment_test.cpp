#include <QTest>

#include "round_bench.h"
#include "session/clusters/event_finder.h"

using namespace session;
using namespace round_bench;

/// Partitions that move to other brokers have replicas that are not in sync yet.
class ReassignmentTest : public QObject {
    Q_OBJECT
private slots:
    void whatIsBeingAddedIsNotMissed() {
        Bench bench;
        EventFinder finder;
        auto& partitions = bench.cluster.topics["orders"].partitions;
        partitions = {{0, 10, 0, 1, {1, 2}, {1, 2}}, {0, 10, 0, 1, {1, 2}, {1, 2}}};
        static_cast<void>(finder.next(bench.round()));
        QCOMPARE(bench.cluster.reassignmentCalls, 0); // nothing seems to lack
        partitions[0].replicas = {3, 4, 1, 2};
        bench.cluster.adding[at("orders")] = {3, 4};
        QVERIFY(finder.next(bench.round()).isEmpty());
        const auto& row = topic(*bench.last, "orders");
        QCOMPARE(row.underReplicated, 0);
        QCOMPARE(row.reassigned, 1);
        QCOMPARE(row.replication, 2);
        QCOMPARE(row.partitionRows[0].adding, (QVector<int>{3, 4}));
        QCOMPARE(bench.last->figures.underReplicated, 0);
        QCOMPARE(bench.last->figures.reassigned, 1);
        partitions[0].inSync = {1};
        partitions[1].inSync = {2};
        QCOMPARE(bench.round()->figures.underReplicated, 2);
    }

    void eachPartitionTellsItsOwn() {
        Bench bench;
        for (const char* name : {"order", "orders", "orders-2"})
            bench.cluster.topics[name].partitions.assign(4, {0, 10, 0, 1, {3, 4, 1, 2}, {1, 2}});
        bench.cluster.adding = {{at("order", 3), {3, 4}},
                                {at("orders", 1), {3, 4}},
                                {at("orders", 3), {4}},
                                {at("orders-2", 0), {3}}};
        bench.round();
        const auto addingOf = [&bench](const char* name) {
            QVector<QVector<int>> out;
            for (const auto& row : topic(*bench.last, name).partitionRows)
                out << row.adding;
            return out;
        };
        QCOMPARE(addingOf("order"), (QVector<QVector<int>>{{}, {}, {}, {3, 4}}));
        QCOMPARE(addingOf("orders"), (QVector<QVector<int>>{{}, {3, 4}, {}, {4}}));
        QCOMPARE(addingOf("orders-2"), (QVector<QVector<int>>{{3}, {}, {}, {}}));
        QCOMPARE(bench.last->figures.reassigned, 4);
    }

    void whereNobodyTellsWhatSeemsToLackDoes() {
        Bench bench;
        bench.cluster.topics["orders"].partitions[0] = {0, 10, 0, 1, {3, 1}, {1}};
        bench.cluster.reassignmentsFail = base::Error{35, "UNSUPPORTED_VERSION", "It is too old.", {}, false};
        QCOMPARE(bench.round()->figures.underReplicated, 1);
        QCOMPARE(bench.last->partialReason, QString());
    }

    void oneWhoDoesNotTellIsNotWaitedForEachRound() {
        Bench bench;
        bench.cluster.topics["orders"].partitions[0] = {0, 10, 0, 1, {3, 1}, {1}};
        bench.cluster.reassignmentsFail = base::Error{0, std::string(client::notAnswered), {}, {}, true};
        for (int round = 0; round < 30; ++round)
            bench.round();
        QCOMPARE(bench.cluster.reassignmentCalls, 1);
        bench.cluster.reassignmentsFail.reset();
        bench.cluster.adding[at("orders")] = {3};
        QCOMPARE(bench.round()->figures.underReplicated, 0);
    }

    void whatWasToldStandsUntilSomebodyTellsAgain() {
        Bench bench;
        EventFinder finder;
        auto& partition = bench.cluster.topics["orders"].partitions[0];
        partition = {0, 10, 0, 1, {3, 4, 1}, {1}};
        bench.cluster.adding[at("orders")] = {3, 4};
        static_cast<void>(finder.next(bench.round()));
        bench.cluster.reassignmentsFail = base::Error{0, std::string(client::notAnswered), {}, {}, true};
        partition.inSync = {1, 3};
        for (int round = 0; round < 5; ++round)
            QVERIFY(finder.next(bench.round()).isEmpty());
        QCOMPARE(bench.cluster.reassignmentCalls, 2);
        bench.cluster.reassignmentsFail = base::Error{41, "NOT_CONTROLLER", "It was another.", {}, true};
        QVERIFY(finder.next(bench.round(30'000)).isEmpty());
        QCOMPARE(bench.cluster.reassignmentCalls, 3);
        QCOMPARE(bench.last->figures.underReplicated, 0);
        QCOMPARE(bench.last->figures.reassigned, 1);
        QCOMPARE(topic(*bench.last, "orders").replication, 1);
    }

    void whatWasToldOfOtherReplicasOrOfOnesThatHaveComeIsOver() {
        for (const std::vector<int>& inSync : {std::vector{3, 1}, {1}}) {
            Bench bench;
            auto& partitions = bench.cluster.topics["orders"].partitions;
            partitions = {{0, 10, 0, 1, {3, 1}, {1}}, {0, 10, 0, 1, {1, 2}, {1}}};
            bench.cluster.adding[at("orders")] = {3};
            QCOMPARE(bench.round()->figures.reassigned, 1);
            bench.cluster.reassignmentsFail = base::Error{0, std::string(client::notAnswered), {}, {}, true};
            partitions[0].inSync = inSync;
            if (inSync.size() == 1)
                partitions[0].replicas = {4, 1};
            QCOMPARE(bench.round()->figures.reassigned, 0);
            partitions[0].inSync = {1}; // it falls behind
            QCOMPARE(bench.round()->figures.underReplicated, 2);
        }
    }

    void whoIsFoundAgainIsAskedAgain() {
        Bench bench;
        bench.cluster.topics["orders"].partitions[0] = {0, 10, 0, 1, {3, 1}, {1}};
        bench.cluster.adding[at("orders")] = {3};
        bench.round();
        bench.cluster.reassignmentsFail = base::Error{0, std::string(client::notAnswered), {}, {}, true};
        QCOMPARE(bench.round()->figures.reassigned, 1);
        bench.reader.interrupt();
        QCOMPARE(bench.round()->figures.reassigned, 0);
        bench.reader.interrupt();
        bench.cluster.reassignmentsFail.reset();
        QCOMPARE(bench.round()->figures.reassigned, 1);
    }
};

QTEST_GUILESS_MAIN(ReassignmentTest)
#include "reassignment_test.moc"
