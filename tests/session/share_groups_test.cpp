#include <QElapsedTimer>
#include <QTest>

#include "round_bench.h"

using namespace session;
using namespace round_bench;

/// Share groups, whose coordinators ask others for what they tell.
class ShareGroupsTest : public QObject {
    Q_OBJECT

    static FakeCluster::Group& shareGroup(Bench& bench, const char* id) {
        auto& out = bench.cluster.groups[id];
        out.commits[at("orders")] = 10;
        out.type = client::GroupType::Share;
        return out;
    }
    static void release(Bench& bench) {
        const std::lock_guard lock(bench.cluster.mutex);
        bench.cluster.hangs.clear();
        bench.cluster.released.notify_all();
    }
    /// What it tells is settled by then, though nobody has taken it yet.
    static bool answered(Bench& bench) {
        const std::lock_guard lock(bench.cluster.mutex);
        return !bench.cluster.commitCalls.empty();
    }
    /// Plays rounds until one has read the group: none more, as the next may ask before the answer is there.
    static bool isReadIn(Bench& bench, const char* id, std::int64_t apartMs = 1000) {
        return QTest::qWaitFor([&] { return !group(*bench.round(apartMs), id).lag.reason(); });
    }

private slots:
    void oneThatDoesNotAnswerHoldsUpNoRound() {
        Bench bench;
        auto& end = bench.cluster.topics["orders"].partitions[0].end;
        bench.cluster.groups["a"].commits[at("orders")] = 40;
        shareGroup(bench, "workers");
        bench.cluster.hangs = {"workers"};
        end = 100;
        QElapsedTimer elapsed;
        elapsed.start();
        for (int round = 0; round < 5; ++round) {
            end += 50;
            const auto snapshot = bench.round();
            QCOMPARE(group(*snapshot, "a").lag, end - 40);
            QCOMPARE(group(*snapshot, "workers").lag.reason().words(),
                     QStringLiteral("Its coordinator has not answered yet."));
        }
        QVERIFY2(elapsed.elapsed() < 5'000, qPrintable(QString::number(elapsed.elapsed())));
        QCOMPARE(bench.last->figures.inPerSecond, 50.0);
        const auto points = bench.points({Quantity::MessagesIn, "orders", {}, -1});
        QVERIFY(!points.isEmpty());
        for (const auto& point : points)
            QCOMPARE(point.y(), 50.0); // and no hole
        release(bench);
        QVERIFY(isReadIn(bench, "workers", 100));
        QCOMPARE(group(*bench.last, "workers").lag, end - 10);
    }

    void whatComesMuchLaterIsAskedAnew() {
        Bench bench;
        bench.cluster.topics["orders"].partitions[0].end = 100;
        auto& workers = shareGroup(bench, "workers");
        bench.cluster.hangs = {"workers"};
        bench.round();
        release(bench);
        QTRY_VERIFY(answered(bench));
        {
            const std::lock_guard lock(bench.cluster.mutex);
            workers.commits[at("orders")] = 90;
        }
        bench.clock.ms += 15'000;
        QVERIFY(isReadIn(bench, "workers"));
        QCOMPARE(group(*bench.last, "workers").lag, 10);
    }

    void oneThatHangsHoldsUpNoneOfTheOthers() {
        using Calls = std::vector<std::vector<std::string>>;
        Bench bench;
        auto& end = bench.cluster.topics["orders"].partitions[0].end;
        for (const auto* id : {"hanging", "workers"})
            shareGroup(bench, id);
        bench.cluster.slow = {"hanging"};
        for (int round = 0; round < 3; ++round) // which of them it is shows when each is asked alone
            bench.round();
        QCOMPARE(bench.cluster.commitCalls, (Calls{{"hanging", "workers"}, {"hanging"}, {"workers"}}));
        for (int round = 0; round < 70; ++round) {
            end += 50;
            const auto snapshot = bench.round();
            QCOMPARE(group(*snapshot, "workers").lag, end - 10);
            QVERIFY(!group(*snapshot, "workers").lag.reason());
            QVERIFY(group(*snapshot, "hanging").lag.reason());
        }
        QCOMPARE(std::ranges::count(bench.cluster.commitCalls, Calls::value_type{"hanging"}), 3);
        QCOMPARE(std::ranges::count(bench.cluster.commitCalls, Calls::value_type{"workers"}), 71);
    }

    void thoseThatAnswerTooLateAreAskedApart() {
        using Calls = std::vector<std::vector<std::string>>;
        Bench bench;
        bench.cluster.topics["orders"].partitions[0].end = 100;
        for (const auto* id : {"a", "b"})
            shareGroup(bench, id);
        bench.cluster.hangs = {"b"};
        bench.round();
        bench.clock.ms += 15'000;
        release(bench);
        QVERIFY(isReadIn(bench, "a"));
        QCOMPARE(group(*bench.last, "a").lag, 90);
        QCOMPARE(group(*bench.last, "b").lag.reason().words(),
                 QStringLiteral("Its coordinator answers too late."));
        QCOMPARE(bench.cluster.commitCalls, (Calls{{"a", "b"}, {"a"}}));
        QCOMPARE(group(*bench.round(), "b").lag, 90);
    }

    void oneOfAClusterThatWasLostIsNotTaken() {
        Bench bench;
        bench.cluster.topics["orders"].partitions[0].end = 100;
        auto& workers = shareGroup(bench, "workers");
        bench.cluster.hangs = {"workers"};
        bench.round();
        bench.reader.interrupt();
        release(bench);
        QTRY_VERIFY(answered(bench));
        {
            const std::lock_guard lock(bench.cluster.mutex);
            workers.commits[at("orders")] = 90;
        }
        // The first answer that is taken counts.
        QVERIFY(isReadIn(bench, "workers"));
        QCOMPARE(group(*bench.last, "workers").lag, 10);
    }
};

QTEST_GUILESS_MAIN(ShareGroupsTest)
#include "share_groups_test.moc"
