#include <cmath>

#include <QTest>

#include "round_bench.h"
#include "session/clusters/event_finder.h"

using namespace session;
using namespace round_bench;

/// What is measured while a broker is away: some partitions have no leader, or another one.
class OutageTest : public QObject {
    Q_OBJECT
private slots:
    void aLagOfWhichAPartIsNotReadIsAGap() {
        Bench bench;
        auto& partitions = bench.cluster.topics["orders"].partitions;
        partitions = {{0, 30'000}, {0, 100}};
        bench.cluster.groups["g"].commits = {{at("orders"), 0}, {at("orders", 1), 0}};
        for (int second = 0; second < 4; ++second)
            bench.round();
        const SeriesKey ofGroup{Quantity::Lag, {}, "g", -1}, ofTopic{Quantity::Lag, "orders", "g", -1};
        QCOMPARE(bench.points(ofGroup).last().y(), 30'100.0);
        const auto before = bench.last->takenAtMs;
        partitions[0].leader = -1;
        for (int second = 0; second < 4; ++second)
            bench.round();
        QVERIFY(!group(*bench.last, "g").lag && group(*bench.last, "g").lag.reason());
        partitions[0].leader = 1;
        for (int second = 0; second < 3; ++second)
            bench.round();
        for (const auto& key : {ofGroup, ofTopic}) {
            bool after = false;
            for (const auto& point : bench.points(key)) {
                QVERIFY2(!std::isfinite(point.y()) || point.y() == 30'100.0,
                         qPrintable(QString::number(point.y())));
                after = after || (std::isfinite(point.y()) && point.x() > double(before + 4000));
            }
            QVERIFY(after);
        }
    }

    void theWorstLagIsAtLeastWhatIsKnownOfIt() {
        Bench bench;
        auto& partitions = bench.cluster.topics["orders"].partitions;
        partitions = {{0, 30'000}, {0, 100}};
        bench.cluster.groups["large"].commits = {{at("orders"), 0}, {at("orders", 1), 0}};
        bench.cluster.groups["small"].commits[at("orders", 1)] = 40;
        QCOMPARE(bench.round()->figures.worstLag, 30'100);
        QVERIFY(!bench.last->figures.worstLagIsLeast);
        partitions[0].leader = -1;
        QCOMPARE(bench.round()->figures.worstLag, 100);
        QVERIFY(bench.last->figures.worstLagIsLeast);
        QCOMPARE(bench.last->figures.worstLagGroup, QStringLiteral("large"));
        QVERIFY(bench.last->figures.worstLag.reason());
    }

    void aLagThatIsNotReadForAWhileIsNotToldAnew() {
        Bench bench;
        EventFinder finder;
        auto& partition = bench.cluster.topics["orders"].partitions[0];
        auto& committed = bench.cluster.groups["g"].commits[at("orders")];
        QVector<EventKind> told;
        const auto look = [&](int seconds) {
            for (int second = 0; second < seconds; ++second) {
                partition.end += 10;
                for (const auto& event : finder.next(bench.round()))
                    told << event.kind;
            }
        };
        look(60);
        partition.leader = -1;
        look(10);
        partition.leader = 1;
        look(60);
        QCOMPARE(told, QVector<EventKind>{EventKind::LagRising});
        partition.leader = -1;
        look(1);
        committed = partition.end + 10;
        partition.leader = 1;
        look(1);
        QCOMPARE(told, (QVector<EventKind>{EventKind::LagRising, EventKind::LagGone}));
    }

    void anotherReplicasSizeIsNothingThatCameIn() {
        Bench bench;
        bench.plan.sizesEveryMs = 1000;
        auto& still = bench.cluster.topics["still"].partitions[0];
        auto& busy = bench.cluster.topics["busy"].partitions[0];
        still = {0, 500, 1'000'000, 1, {1, 2}, {1, 2}};
        busy = still;
        still.sizeOn2 = busy.sizeOn2 = 9'000'000;
        const auto look = [&] {
            busy.end += 10;
            busy.size += 1000;
            busy.sizeOn2 += 1000;
            bench.round();
        };
        for (int second = 0; second < 3; ++second)
            look();
        for (const int leader : {2, 1}) {
            still.leader = busy.leader = leader;
            look();
            QCOMPARE(topic(*bench.last, "still").bytesInPerSecond, 0.0);
            QCOMPARE(topic(*bench.last, "busy").bytesInPerSecond, 1000.0);
            QCOMPARE(bench.last->figures.bytesInPerSecond, 1000.0);
            QVERIFY(bench.last->figures.bytesInIsEstimate);
        }
        QCOMPARE(bench.points({Quantity::BytesIn, {}, {}, -1}).last().y(), 1000.0);
    }

    void bytesOfATopicWithoutALeaderLackInTheSum() {
        Bench bench;
        bench.plan.sizesEveryMs = 1000;
        auto& away = bench.cluster.topics["away"].partitions[0];
        auto& live = bench.cluster.topics["live"].partitions[0];
        bench.round();
        away.leader = -1;
        live.end += 10;
        live.size += 1000;
        const auto figures = bench.round()->figures;
        QCOMPARE(*figures.bytesInPerSecond, 1000.0);
        QCOMPARE(figures.bytesInPerSecond.reason().words(),
                 QStringLiteral("away-0: No broker leads this partition now."));
        QCOMPARE(figures.inPerSecond.reason().words(), figures.bytesInPerSecond.reason().words());
        QVERIFY(!topic(*bench.last, "away").bytesInPerSecond);
        QVERIFY(topic(*bench.last, "away").bytesInPerSecond.reason());
        QVERIFY(!topic(*bench.last, "live").bytesInPerSecond.reason());
    }
};

QTEST_GUILESS_MAIN(OutageTest)
#include "outage_test.moc"
