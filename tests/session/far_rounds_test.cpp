#include <QTest>

#include "round_bench.h"

using namespace session;
using namespace round_bench;

/// What charts tell of rounds that are far apart, as in the background.
class FarRoundsTest : public QObject {
    Q_OBJECT

    static SeriesGrid grid(Bench& bench, qint64 finestMs) {
        bench.last->intervalMs = finestMs;
        return chart_series::grid(*bench.last, nullptr, 300'000, 600);
    }
    /// Of the stretch in which the moment lies.
    static double at(const SeriesPoints& points, qint64 stepMs, qint64 ms) {
        for (const auto& point : points)
            if (qint64(point.x()) / stepMs == ms / stepMs)
                return point.y();
        return -1;
    }

private slots:
    void theGridSaysWhatItsPointsAreMeansOf() {
        Bench bench;
        bench.round();
        bench.round();
        const qint64 front = bench.last->takenAtMs;
        QVERIFY(grid(bench, 1'000).farRounds.isEmpty());
        const qint64 first = bench.background(50'000)->takenAtMs;
        const qint64 second = bench.background(54'000)->takenAtMs;
        bench.roundAt(5'000, 5'000);
        const auto told = grid(bench, 5'000);
        QCOMPARE(told.stepMs, 5'000);
        QCOMPARE(told.untilMs, bench.last->takenAtMs);
        QCOMPARE(told.farRounds, (QVector<SeriesSpan>{{front, first}, {first, second}}));
        QCOMPARE(grid(bench, 60'000).stepMs, qint64(series::farMs)); // what was read before keeps its detail
    }

    void aGapIsNoRound() {
        Bench bench;
        bench.round();
        bench.round();
        bench.round(50'000); // later than a round in front can be
        QVERIFY(grid(bench, 1'000).farRounds.isEmpty());
    }

    void aLagIsWhatWasMeasuredWhereItWas() {
        Bench bench;
        auto& end = bench.cluster.topics["orders"].partitions[0].end;
        bench.cluster.groups["billing"].commits[round_bench::at("orders")] = 0;
        end = 1'000;
        bench.round();
        const qint64 begin = bench.background(51'000)->takenAtMs;
        end = 3'000;
        const qint64 measured = bench.background(51'000)->takenAtMs;
        end = 90'000;
        for (int round = 0; round < 3; ++round)
            bench.roundAt(5'000, 5'000);
        QVERIFY(measured % 5'000 != 0); // else no stretch is of both
        const auto points = bench.points({Quantity::Lag, {}, "billing", -1}, 5'000, 300'000);
        QCOMPARE(at(points, 5'000, begin - 1), 1'000.0);
        QCOMPARE(at(points, 5'000, measured - 1), 3'000.0);
    }
};

QTEST_GUILESS_MAIN(FarRoundsTest)
#include "far_rounds_test.moc"
