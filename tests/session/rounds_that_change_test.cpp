#include <cmath>
#include <cstring>
#include <random>

#include <QTest>

#include "round_bench.h"
#include "series/recorder.h"
#include "session/clusters/sparkline.h"

using namespace session;
using namespace round_bench;

namespace {

metrics::Beat beatOf(std::int64_t fromMs, std::int64_t toMs) {
    return {fromMs, toMs, false, false, fromMs, true};
}

QStringList partitionsOf(const GroupRow& group) {
    QStringList out;
    for (const auto& row : group.partitionRows)
        out << QStringLiteral("%1-%2").arg(row.topic).arg(row.partition);
    return out;
}

client::GroupMember memberOf(const char* id, std::vector<base::TopicPartition> assignment) {
    client::GroupMember out;
    out.id = out.clientId = id;
    out.assignment = std::move(assignment);
    return out;
}

} // namespace

/// Topics, partitions and groups that come and go between rounds: what stays keeps what was known of it.
class RoundsThatChangeTest : public QObject {
    Q_OBJECT

private slots:
    void ofAnEmptyClusterNoRateIsKnownBeforeTheSecondRound() {
        Bench bench;
        bench.plan.sizesEveryMs = 1000;
        auto snapshot = bench.round();
        QVERIFY(!snapshot->figures.inPerSecond);
        QVERIFY(!snapshot->figures.bytesInPerSecond);
        snapshot = bench.round();
        QVERIFY(snapshot->figures.inPerSecond == 0.0);
        QCOMPARE(snapshot->figures.bytesInPerSecond, std::optional(0.0));
    }

    void whereAllTopicsAreInternalRecordsRestAsBytesDo() {
        Bench bench;
        bench.plan.sizesEveryMs = 1000;
        bench.counters.emplace();
        bench.cluster.topics["__consumer_offsets"].internal = true;
        bench.round();
        QVERIFY(!bench.last->figures.inPerSecond && !bench.last->figures.bytesInPerSecond);
        const auto figures = bench.round()->figures;
        QCOMPARE(figures.bytesInPerSecond, std::optional(0.0));
        QCOMPARE(figures.bytesOutPerSecond, std::optional(0.0));
        QCOMPARE(figures.inPerSecond, 0.0);
        QCOMPARE(figures.outPerSecond, 0.0);
    }

    void aSnapshotThatIsHeldKeepsItsSparklines() {
        Bench bench;
        auto& end = bench.cluster.topics["orders"].partitions[0].end;
        std::vector<std::pair<std::shared_ptr<ClusterSnapshot>, std::vector<float>>> held;
        const auto bits = [](const Sparkline& line) { return std::vector<float>(line.begin(), line.end()); };
        bench.round();
        for (int second = 1; second <= 12; ++second) {
            end += second * 10;
            auto snapshot = bench.round();
            if (second % 3 != 0) // two are held, the third is let go
                held.emplace_back(snapshot, bits(topic(*snapshot, "orders").sparkline));
        }
        for (const auto& [snapshot, then] : held) {
            const auto now = bits(topic(*snapshot, "orders").sparkline);
            QVERIFY(std::memcmp(now.data(), then.data(), then.size() * sizeof(float)) == 0);
        }
        QVERIFY(held.front().second.back() < held.back().second.back()); // each round draws another
    }

    void aTopicThatALookInBetweenFindsLeavesTheSumsAsTheyWere() {
        Bench bench;
        bench.plan.sizesEveryMs = 1000;
        auto& old = bench.cluster.topics["old"].partitions[0];
        for (int second = 0; second < 6; ++second) {
            old.end += 500;
            old.size += 9'000;
            bench.round();
        }
        const auto before = bench.last->figures;
        QCOMPARE(before.inPerSecond, 500.0);
        QCOMPARE(before.bytesInPerSecond, 9'000.0);
        bench.cluster.topics["new"];
        const auto between = bench.round(300)->figures;
        QCOMPARE(between.inPerSecond, before.inPerSecond);
        QCOMPARE(between.bytesInPerSecond, before.bytesInPerSecond);
        old.end += 500;
        old.size += 9'000;
        const auto after = bench.round(700);
        QCOMPARE(after->figures.inPerSecond, 500.0);
        QCOMPARE(after->figures.bytesInPerSecond, 9'000.0);
        QCOMPARE(topic(*after, "new").inPerSecond, 0.0);
    }

    void offsetsThatAreResetWhileNobodyReadsAreNoRate() {
        Bench bench;
        bench.cluster.topics["orders"].partitions[0].end = 100'000;
        auto& read = bench.cluster.groups["g"];
        const auto round = [&](std::int64_t committed) {
            read.commits[at("orders")] = committed;
            return bench.round();
        };
        read.members = {memberOf("m", {at("orders")})};
        for (int second = 0; second <= 20; ++second)
            round(second * 100);
        QCOMPARE(group(*bench.last, "g").outPerSecond, 100.0);
        read.members.clear();
        read.state = "Empty";
        round(2'000);
        for (const std::int64_t committed : {2'000, 0, 0, 100'000, 100'000}) {
            const auto snapshot = round(committed);
            QCOMPARE(group(*snapshot, "g").outPerSecond, 0.0);
            QCOMPARE(topic(*snapshot, "orders").outPerSecond, 0.0);
            QCOMPARE(snapshot->figures.outPerSecond, 0.0);
        }
    }

    void whatStaysKeepsItsRateWhileNeighboursComeAndGo() {
        Bench bench;
        for (const char* name : {"b", "d", "f"})
            bench.cluster.topics[name];
        const auto move = [&] {
            int records = 10;
            for (const char* name : {"b", "d", "f"})
                if (const auto topic = bench.cluster.topics.find(name); topic != bench.cluster.topics.end())
                    topic->second.partitions[0].end += records += 10;
            return bench.round();
        };
        bench.round();
        auto snapshot = move();
        QCOMPARE(topic(*snapshot, "b").inPerSecond, 20.0);
        QCOMPARE(topic(*snapshot, "f").inPerSecond, 40.0);
        bench.cluster.topics.erase("d");
        bench.cluster.topics["a"].partitions[0].end = 7;
        bench.cluster.topics["e"].partitions[0].end = 9;
        snapshot = bench.round();
        QCOMPARE(snapshot->topics.size(), std::size_t(4));
        QCOMPARE(topic(*snapshot, "a").inPerSecond, 3.5); // of the window's two seconds
        QCOMPARE(topic(*snapshot, "b").inPerSecond, 10.0);
        QCOMPARE(topic(*snapshot, "e").inPerSecond, 4.5);
        QCOMPARE(topic(*snapshot, "f").inPerSecond, 20.0);
        QCOMPARE(topic(*snapshot, "f").messages, 40);
    }

    void rowsThatRestAreTheSameObjectsWhileNeighboursComeAndGo() {
        Bench bench;
        for (const char* name : {"b", "d"}) {
            bench.cluster.topics[name];
            bench.cluster.groups[name].commits[at(name)] = 0;
        }
        bench.round();
        bench.round();
        const auto before = bench.round();
        for (const char* name : {"a", "c"}) {
            bench.cluster.topics[name];
            bench.cluster.groups[name].commits[at(name)] = 0;
        }
        const auto after = bench.round();
        QCOMPARE(after->topics.size(), std::size_t(4));
        QCOMPARE(after->topics[1], before->topics[0]);
        QCOMPARE(after->topics[3], before->topics[1]);
        QCOMPARE(after->groups[1], before->groups[0]);
        QCOMPARE(after->groups[3], before->groups[1]);
        bench.cluster.topics.erase("b");
        bench.cluster.groups.erase("b");
        const auto last = bench.round();
        QCOMPARE(last->topics[2], before->topics[1]);
        QCOMPARE(last->groups[2], before->groups[1]);
    }

    void aTopicMadeAgainShowsNothingOfTheOneBefore() {
        Bench bench;
        bench.cluster.topics["old"].partitions = {{0, 5'000}, {0, 100}};
        bench.cluster.topics["old"].id = base::Uuid::random();
        bench.plan.sizesEveryMs = 1'000;
        bench.cluster.topics["old"].partitions[1].size = 900;
        bench.round();
        QCOMPARE(topic(*bench.round(), "old").size, 900);
        bench.plan.sizesEveryMs = 0;
        bench.cluster.topics["old"].id = base::Uuid::random();
        bench.cluster.topics["old"].partitions = {{0, 30}};
        const auto& again = topic(*bench.round(), "old");
        QCOMPARE(again.partitionRows.size(), std::size_t(1));
        QCOMPARE(again.messages, 30);
        QCOMPARE(again.inPerSecond, 15.0); // all that it holds, of the window's two seconds
        QVERIFY(!again.size);
        QCOMPARE(again.id, QString::fromStdString(bench.cluster.topics["old"].id.toString()));
    }

    void partitionsOfAGroupStandByNameThoseOfTopicsThatAreGoneToo() {
        Bench bench;
        bench.cluster.topics["b"].partitions = {{0, 10}, {0, 10}, {0, 10}};
        bench.cluster.topics["d"].partitions = {{0, 10}};
        auto& group = bench.cluster.groups["g"];
        group.commits = {{at("c", 1), 1}, {at("cc"), 1}, {at("a"), 1}, {at("b", 2), 4}, {at("e", 3), 1}};
        group.members = {memberOf("first", {at("b", 0), at("d")}),
                         memberOf("second", {at("a"), at("b", 1), at("b", 2), at("c", 0)})};
        const QStringList names{"a-0", "b-0", "b-1", "b-2", "c-0", "c-1", "cc-0", "d-0", "e-3"};
        const auto snapshot = bench.round();
        const auto& row = round_bench::group(*snapshot, "g");
        QCOMPARE(partitionsOf(row), names);
        QCOMPARE(row.topics, (QStringList{"a", "b", "c", "cc", "d", "e"}));
        QCOMPARE(row.partitionRows[3].memberId, QStringLiteral("second"));
        QCOMPARE(row.partitionRows[3].lag, 6);
        QCOMPARE(row.partitionRows[5].commitState, session::CommitState::TopicGone);
        QCOMPARE(topic(*snapshot, "d").groups, QStringList{"g"});
    }

    void aPartitionsLagStaysItsOwnWhileOthersComeAndGo() {
        Bench bench;
        bench.cluster.topics["b"].partitions = {{0, 100}, {0, 100}, {0, 100}};
        auto& commits = bench.cluster.groups["g"].commits;
        commits = {{at("b", 0), 90}, {at("b", 2), 50}};
        bench.round();
        bench.round();
        commits = {{at("a"), 0}, {at("b", 1), 70}, {at("b", 2), 50}};
        std::shared_ptr<ClusterSnapshot> snapshot;
        for (int i = 0; i < 3; ++i)
            snapshot = bench.round();
        const auto& row = group(*snapshot, "g");
        QCOMPARE(partitionsOf(row), (QStringList{"a-0", "b-1", "b-2"}));
        QVERIFY(row.partitionRows[0].sparkline.isEmpty());
        QCOMPARE(row.partitionRows[1].sparkline.last(), 30.0F);
        QCOMPARE(row.partitionRows[2].sparkline.last(), 50.0F);
    }

    void aGroupThatCouldNotBeReadGoesOnWhereItWas() {
        Bench bench;
        bench.cluster.topics["b"].partitions[0].end = 1'000;
        auto& commit = bench.cluster.groups["g"].commits[at("b")];
        bench.cluster.groups["a"].commits[at("b")] = 1'000;
        for (int second = 0; second < 20; ++second) {
            commit += 10;
            bench.round();
        }
        bench.cluster.offsetsFail = base::Error{29, "GROUP_AUTHORIZATION_FAILED", "no", {}, false};
        const auto unread = bench.round();
        QVERIFY(group(*unread, "g").lag.reason());
        QCOMPARE(group(*unread, "g").lag, Reading<qint64>(group(*unread, "g").lag));
        bench.cluster.offsetsFail.reset();
        commit += 20;
        const auto after = bench.round();
        QCOMPARE(group(*after, "g").lag, 1'000 - commit);
        QCOMPARE(group(*after, "g").outPerSecond, 10.0);
        QCOMPARE(topic(*after, "b").groups, (QStringList{"g", "a"}));
    }

    void aLineKeptUpIsTheOneMadeAnew() {
        series::Recorder recorder;
        const auto line = recorder.line({series::Quantity::Lag, "g"});
        RecentLine kept;
        std::mt19937 random(4711);
        std::int64_t now = 1'795'348'805'000, known = now;
        const auto pass = [&](std::int64_t ms, bool isKnown, double value) {
            const std::int64_t from = known;
            now += ms;
            known = now;
            if (isKnown)
                line->push(beatOf(from, now), value);
            kept.update(line.get(), now);
            RecentLine anew;
            anew.update(line.get(), now);
            QCOMPARE(kept.shown().size(), anew.shown().size());
            for (qsizetype i = 0; i < anew.shown().size(); ++i)
                QVERIFY2(kept.shown()[i] == anew.shown()[i] ||
                             (std::isnan(kept.shown()[i]) && std::isnan(anew.shown()[i])),
                         qPrintable(QStringLiteral("%1 at %2: %3, not %4")
                                        .arg(now)
                                        .arg(i)
                                        .arg(double(kept.shown()[i]))
                                        .arg(double(anew.shown()[i]))));
        };
        for (int i = 0; i < 200; ++i)
            pass(1'000, true, 0); // at rest
        for (int i = 0; i < 3'000; ++i) {
            const bool isGap = i % 97 == 0, holds = i / 200 % 2 == 0;
            pass(isGap ? 45'000 : 700 + std::int64_t(random() % 800), random() % 13 != 0,
                 holds ? 5 : double(random() % 1'000));
        }
        (void)recorder.publish(beatOf(now, now));
        now -= 120'000; // the clock was set back
        known = now;
        (void)recorder.publish(beatOf(now, now));
        for (int i = 0; i < 100; ++i)
            pass(1'000, true, i);
        now += 1'000'000; // nothing is known of so long a time
        known = now;
        pass(1'000, false, 0);
        QVERIFY(kept.shown().isEmpty());
        pass(1'000, true, 3);
        QCOMPARE(kept.shown().last(), 3.0F);
    }

    void aLineGoesOnFromWhatWasKeptOfBefore() {
        constexpr std::int64_t half = 30'000;
        series::Recorder recorder;
        const auto line = recorder.line({series::Quantity::Lag, "g"});
        std::int64_t now = 60'000 * half;
        const auto grid = RecentLine::grid(now);
        series::Points older;
        for (std::int64_t at = now - 10 * half; at < now - 4 * half; at += half)
            older.push_back({at, at + half / 2, 500, half});
        RecentLine recent;
        recent.begin(older, grid);
        recent.update(line.get(), now);
        const auto known = [&] {
            return std::ranges::count_if(recent.shown(), [](float mean) { return !std::isnan(mean); });
        };
        QCOMPARE(known(), 6);
        for (int second = 0; second < 60; ++second, now += 1000) {
            line->push(beatOf(now, now + 1000), 0); // at rest, which rows share elsewhere
            recent.update(line.get(), now + 1000);
        }
        QCOMPARE(known(), 8);
        QCOMPARE(recent.shown().last(), 0.0F);
        QCOMPARE(std::ranges::count(recent.shown(), 500.0F), 6);
        QVERIFY(std::isnan(recent.shown().at(recent.shown().size() - 3))); // the program did not run
        for (int minute = 0; minute < 15; ++minute, now += 60'000) {
            line->push(beatOf(now, now + 60'000), 0);
            recent.update(line.get(), now + 60'000);
        }
        QCOMPARE(std::ranges::count(recent.shown(), 0.0F), recent.shown().size());
    }
};

QTEST_GUILESS_MAIN(RoundsThatChangeTest)
#include "rounds_that_change_test.moc"
