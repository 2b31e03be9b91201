#include <cmath>
#include <limits>

#include <QTest>

#include "round_bench.h"

using namespace session;
using namespace round_bench;

/// What a chart of commits adds up to. Commits come by leaps, which rounds see a little late.
class CommitSumsTest : public QObject {
    Q_OBJECT

private slots:
    void aLineAddsUpToWhatWasCommitted_data() {
        QTest::addColumn<int>("every");
        QTest::addColumn<int>("round");
        for (const int every : {1, 5, 7})
            for (const int round : {1, 5})
                QTest::addRow("%d s, rounds of %d s", every, round) << every << round;
    }

    void aLineAddsUpToWhatWasCommitted() {
        QFETCH(int, every);
        QFETCH(int, round);
        constexpr int perSecond = 200, restS = 15, stopS = 100, endS = 140;
        Bench bench;
        bench.cluster.topics["orders"].partitions[0].end = 1'000'000;
        auto& committed = bench.cluster.groups["g"].commits[at("orders")];
        committed = 10;
        for (int second = 0; second < endS; ++second) {
            if (second > restS && second <= stopS && second % every == 0)
                committed += std::int64_t{perSecond} * every;
            if (second % round == 0)
                bench.roundAt(round * 1000, second ? round * 1000 : 0);
        }
        for (const char* name : {"", "orders"})
            QCOMPARE(std::round(sum(bench, name)), double(committed - 10));
    }

    /// How often commits come has to be seen first.
    void steadyCommitsAreASteadyLine_data() { aLineAddsUpToWhatWasCommitted_data(); }

    void steadyCommitsAreASteadyLine() {
        QFETCH(int, every);
        QFETCH(int, round);
        constexpr int perSecond = 200, learnsS = 50, endS = 140;
        Bench bench;
        const qint64 begin = bench.clock.ms;
        bench.cluster.topics["orders"].partitions[0].end = 1'000'000;
        auto& committed = bench.cluster.groups["g"].commits[at("orders")];
        for (int second = 0; second < endS; ++second) {
            if (second % every == 0)
                committed += std::int64_t{perSecond} * every;
            if (second % round == 0)
                bench.roundAt(round * 1000, second ? round * 1000 : 0);
        }
        double least = std::numeric_limits<double>::max(), most = 0;
        for (const auto& point : bench.points({Quantity::MessagesOut, "orders", {}, -1}, 1000, 200'000)) {
            if (point.x() < double(begin + learnsS * 1'000))
                continue;
            QVERIFY(std::isfinite(point.y())); // no hole
            least = std::min(least, point.y());
            most = std::max(most, point.y());
        }
        QVERIFY(most > 0); // there are points
        // Of seven seconds rounds of five see none now and then: that is smoothed, but not away.
        const double within = every == 7 && round == 5 ? 0.3 : 0.02;
        QVERIFY2(least > perSecond * (1 - within) && most < perSecond * (1 + within),
                 qPrintable(QStringLiteral("%1 to %2").arg(least).arg(most)));
    }

    void aCommitThatIsSeenLateLeavesNoHole() {
        Bench bench;
        bench.cluster.topics["orders"].partitions[0].end = 1'000'000;
        auto& committed = bench.cluster.groups["g"].commits[at("orders")];
        committed = 1000;
        for (int round = 0; round < 20; ++round) {
            committed += round == 10 ? 0 : round == 11 ? 2000 : 1000;
            bench.roundAt(5000, 5000);
        }
        const auto points = bench.points({Quantity::MessagesOut, "orders", {}, -1}, 1000, 200'000);
        QVERIFY(!points.isEmpty());
        for (const auto& point : points)
            QVERIFY2(point.y() > 180 && point.y() < 220, qPrintable(QString::number(point.y())));
    }

private:
    static double sum(const Bench& bench, const char* topic) {
        double out = 0;
        for (const auto& point : bench.points({Quantity::MessagesOut, topic, {}, -1}, 1000, 200'000))
            out += std::isnan(point.y()) ? 0 : point.y();
        return out;
    }
};

QTEST_GUILESS_MAIN(CommitSumsTest)
#include "commit_sums_test.moc"
