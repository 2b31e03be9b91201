#include <algorithm>
#include <cmath>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "fake_cluster.h"
#include "series/history.h"
#include "series/recorder.h"
#include "session/clusters/chart_series.h"
#include "session/clusters/kept_lines.h"

using namespace session;

namespace {

constexpr qint64 second = 1'000, minute = 60 * second, hour = 60 * minute;
const std::string cluster = "cluster";

/// A program that recorded yesterday and today, with two hours in between.
struct Bench {
    QTemporaryDir folder;
    std::shared_ptr<TestClock> clock = std::make_shared<TestClock>();
    std::shared_ptr<series::History> history = std::make_shared<series::History>(
        std::filesystem::path(folder.path().toStdString()) / "history.sqlite", clock);
    QThreadPool pool;
    ClusterSnapshot snapshot;
    std::unique_ptr<KeptLines> kept;

    Bench() { snapshot.intervalMs = 1'000; }
    ~Bench() { pool.waitForDone(); }

    void record(qint64 lasts, double value, const std::vector<std::string>& topics, bool last) {
        series::Recorder recorder;
        std::shared_ptr<const series::View> view;
        for (const qint64 end = clock->ms + lasts; clock->ms < end;) {
            const metrics::Beat beat{clock->ms, clock->ms + 10 * second, false};
            clock->ms += 10 * second;
            for (const auto& topic : topics)
                recorder.line({series::Quantity::MessagesIn, topic})->push(beat, value);
            recorder.line({series::Quantity::MessagesIn, {}})->push(beat, value * double(topics.size()));
            view = recorder.publish(beat);
            if (clock->ms % (30 * minute) < 10 * second)
                keep(view, false);
        }
        keep(view, last);
        snapshot.history = view;
        snapshot.takenAtMs = clock->ms;
        kept = std::make_unique<KeptLines>(history, pool, nullptr);
        kept->setCluster(cluster);
    }
    void keep(const std::shared_ptr<const series::View>& view, bool last) {
        history->keep(cluster, view, last);
        history->settle();
    }
    [[nodiscard]] SeriesPoints points(const QString& topic, qint64 range) {
        return chart_series::points(snapshot, kept.get(), {Quantity::MessagesIn, topic, {}, -1}, range, 600);
    }
    [[nodiscard]] QStringList busiest(qint64 range) {
        const auto before = chart_series::sharesBefore(snapshot, kept.get(), Quantity::MessagesIn, range);
        return chart_series::busiest(snapshot, before, Quantity::MessagesIn, range, 5);
    }
    [[nodiscard]] bool read() {
        return QTest::qWaitFor([this] { return !kept->isReading(); }, 10'000);
    }
};

bool hasGap(const SeriesPoints& points) {
    return std::ranges::any_of(points, [](const QPointF& point) { return std::isnan(point.y()); });
}

} // namespace

class ChartSeriesTest : public QObject {
    Q_OBJECT

private slots:
    void aLongRangeComesFromTheDiskAndEndsInMemory() {
        Bench bench;
        bench.record(3 * hour, 5, {"old", "both"}, true);
        bench.clock->ms += 2 * hour;
        bench.record(20 * minute, 7, {"both"}, false);
        QSignalSpy changed(bench.kept.get(), &KeptLines::changed);
        const auto now = bench.points("both", 6 * hour);
        QVERIFY(!now.isEmpty());
        QVERIFY2(now.first().x() > double(bench.snapshot.takenAtMs - 30 * minute),
                 "what is in memory comes at once");
        QVERIFY(QTest::qWaitFor([&] { return changed.count() > 0; }, 10'000));
        const auto later = bench.points("both", 6 * hour);
        QVERIFY(later.first().x() < double(bench.snapshot.takenAtMs - 5 * hour));
        QCOMPARE(later.first().y(), 5.0);
        QCOMPARE(later.last().y(), 7.0);
        QVERIFY(hasGap(later));
        QVERIFY(later.size() <= 600);
    }

    void theBusiestOfALongRangeAreThoseOfTheDiskToo() {
        Bench bench;
        bench.record(3 * hour, 5, {"old", "both"}, true);
        bench.clock->ms += 2 * hour;
        bench.record(20 * minute, 7, {"both"}, false);
        static_cast<void>(bench.busiest(6 * hour));
        QVERIFY(bench.read());
        QCOMPARE(bench.busiest(6 * hour), QStringList({"both", "old"}));
        QCOMPARE(bench.busiest(5 * minute), QStringList({"both"}));
    }

    void afterARestartTheBusiestOfTheHourAreThoseOfBeforeToo() {
        Bench bench;
        bench.record(5 * minute, 9'000, {"yesterday's"}, true);
        bench.clock->ms += 2 * hour;
        bench.record(8 * minute, 100, {"old", "both"}, true);
        bench.clock->ms += 2 * minute;
        bench.record(4 * minute, 5, {"both", "new"}, false);
        QCOMPARE(bench.busiest(15 * minute), QStringList({"both", "new"})); // at once
        QVERIFY(bench.read());
        QCOMPARE(bench.busiest(15 * minute), QStringList({"both", "old", "new"}));
        bench.clock->ms += 6 * minute;
        bench.snapshot.takenAtMs = bench.clock->ms; // the range has only three minutes of those before
        static_cast<void>(bench.busiest(15 * minute));
        QVERIFY(bench.read());
        const auto left =
            chart_series::sharesBefore(bench.snapshot, bench.kept.get(), Quantity::MessagesIn, 15 * minute);
        QCOMPARE(left.size(), std::size_t(2));
        QVERIFY(left[0].amount < 100 * 4 * 60);
    }

    void afterARestartTheHourIsThereToo() {
        Bench bench;
        bench.record(30 * minute, 5, {"both"}, true);
        bench.clock->ms += 5 * minute;
        bench.record(2 * minute, 7, {"both"}, false);
        static_cast<void>(bench.points("both", hour));
        QVERIFY(bench.read());
        static_cast<void>(bench.points("both", hour));
        QVERIFY(bench.read());
        const auto points = bench.points("both", hour);
        QCOMPARE(points.first().y(), 5.0);
        QCOMPARE(points.last().y(), 7.0);
        QVERIFY(hasGap(points));
    }

    void aRoundThatWaitsForABrokerBlursNothingOfBefore() {
        Bench bench;
        bench.record(2 * minute, 5, {"both"}, true);
        bench.clock->ms += minute;
        bench.record(minute, 7, {"both"}, false);
        bench.snapshot.intervalMs = 90'000;
        for (int i = 0; i < 2; ++i) { // the cluster's line first, then that of the topic
            static_cast<void>(bench.points("both", 5 * minute));
            QVERIFY(bench.read());
        }
        const auto points = bench.points("both", 5 * minute);
        QVERIFY(hasGap(points));
        QCOMPARE(points.first().y(), 5.0);
        QCOMPARE(points.last().y(), 7.0);
    }

    void aLongerRangeIsReadWhereAShorterOneWas() {
        Bench bench;
        bench.record(30 * minute, 5, {"both"}, true);
        bench.clock->ms += 2 * minute;
        bench.record(minute, 7, {"both"}, false);
        const auto settled = [&bench](qint64 range) {
            for (int i = 0; i < 2; ++i) { // the cluster's line first, then that of the topic
                static_cast<void>(bench.points("both", range));
                if (!bench.read())
                    return SeriesPoints();
            }
            return bench.points("both", range);
        };
        const double now = double(bench.snapshot.takenAtMs);
        QVERIFY(settled(5 * minute).first().x() > now - 6 * minute);
        QVERIFY(settled(hour).first().x() < now - 30 * minute);
        QVERIFY(settled(15 * minute).first().x() > now - 16 * minute);
    }

    void withoutAPastTheFirstMinutesAreDrawnSecondBySecond() {
        Bench bench;
        bench.record(2 * minute, 7, {"both"}, false);
        static_cast<void>(bench.points("both", 5 * minute));
        QVERIFY(bench.read());
        const auto points = bench.points("both", 5 * minute);
        QVERIFY(points.size() >= 12);
    }

    void whatTheDiskKnowsFromMemoryMakesNoChartCoarser() {
        Bench bench;
        bench.record(12 * minute, 7, {"both"}, false);
        const auto before = bench.points("both", 15 * minute);
        // Opened anew, as after another start of the local broker, it reads what was written meanwhile.
        bench.kept = std::make_unique<KeptLines>(bench.history, bench.pool, nullptr);
        bench.kept->setCluster(cluster);
        static_cast<void>(bench.points("both", 15 * minute));
        QVERIFY(bench.read());
        QCOMPARE(bench.points("both", 15 * minute), before);
    }

    void anotherClustersAnswersAreDropped() {
        Bench bench;
        bench.record(3 * hour, 5, {"both"}, true);
        bench.clock->ms += 2 * hour;
        bench.record(20 * minute, 7, {"both"}, false);
        static_cast<void>(bench.points("both", 6 * hour));
        bench.kept->setCluster("another");
        QVERIFY(bench.read());
        const auto points = bench.points("both", 6 * hour);
        QVERIFY(points.first().x() > double(bench.snapshot.takenAtMs - hour));
    }
};

QTEST_GUILESS_MAIN(ChartSeriesTest)
#include "chart_series_test.moc"
