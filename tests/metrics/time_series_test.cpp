#include <cmath>

#include <gtest/gtest.h>

#include "metrics/time_series.h"

using namespace metrics;

namespace {

constexpr std::int64_t start = 1'700'000'000'000;

/// Beats of `intervalMs` from `start` on with the value of each.
template <class F>
std::int64_t feed(TimeSeries& series, int beats, std::int64_t intervalMs, F&& value,
                  std::int64_t from = start) {
    for (int i = 0; i < beats; ++i)
        series.push({from + i * intervalMs, from + (i + 1) * intervalMs, false}, value(i));
    return from + beats * intervalMs;
}

class TestClock final : public base::Clock {
public:
    std::int64_t ms = start;
    [[nodiscard]] std::int64_t wallMs() const override { return ms; }
    [[nodiscard]] std::chrono::steady_clock::time_point now() const override { return {}; }
};

} // namespace

TEST(BeatMaker, TheFirstReadingHasNothingToCompareWith) {
    TestClock clock;
    BeatMaker beats(clock);
    EXPECT_TRUE(beats.next(1000).gap);
    clock.ms += 1000;
    const Beat second = beats.next(1000);
    EXPECT_FALSE(second.gap);
    EXPECT_EQ(second.fromMs, start);
    EXPECT_EQ(second.toMs, start + 1000);
}

TEST(BeatMaker, AReadingMoreThanTwoIntervalsLateIsAGap) {
    TestClock clock;
    BeatMaker beats(clock);
    beats.next(1000);
    clock.ms += 3000;
    EXPECT_FALSE(beats.next(1000).gap);
    clock.ms += 3001;
    EXPECT_TRUE(beats.next(1000).gap);
    clock.ms += 1000;
    EXPECT_FALSE(beats.next(1000).gap);
}

TEST(BeatMaker, AClockThatGoesBackIsAGap) {
    TestClock clock;
    BeatMaker beats(clock);
    beats.next(1000);
    clock.ms -= 60'000;
    EXPECT_TRUE(beats.next(1000).gap);
    clock.ms += 1000;
    EXPECT_FALSE(beats.next(1000).gap);
}

TEST(TimeSeries, NothingIsKnownBeforeTheFirstBeat) {
    TimeSeries series;
    EXPECT_TRUE(series.points(start, 60'000, 600).empty());
    series.push({start, start, true}, 5);
    EXPECT_TRUE(series.points(start, 60'000, 600).empty());
}

TEST(TimeSeries, PointsAddUpToWhatWasCounted) {
    TimeSeries series;
    // 7 beats of 1.3 s, out of step with the slots: 10, 20 … 70 records.
    std::int64_t now = start + 370;
    double sent = 0;
    for (int i = 1; i <= 7; ++i) {
        series.push({now, now + 1300, false}, 10 * i / 1.3);
        now += 1300;
        sent += 10 * i;
    }
    EXPECT_NEAR(series.integral(now, 60'000), sent, sent * 0.02);
    const auto points = series.points(now, 60'000, 600);
    ASSERT_GE(points.size(), 9u);
    for (std::size_t i = 2; i + 1 < points.size(); ++i)
        EXPECT_EQ(points[i].atMs - points[i - 1].atMs, 1000);
}

TEST(TimeSeries, AMinuteOfTrafficIntegratesWithinTwoPercent) {
    TimeSeries series;
    feed(series, 5, 1000, [](int) { return 0.0; });
    feed(
        series, 60, 1000, [](int) { return 1000.0; }, start + 5000);
    const auto now = feed(
        series, 5, 1000, [](int) { return 0.0; }, start + 65'000);
    EXPECT_NEAR(series.integral(now, 300'000), 60'000, 600);
    EXPECT_NEAR(series.integral(now, 3'600'000), 60'000, 1200);
}

TEST(TimeSeries, AGapBreaksTheLine) {
    TimeSeries series;
    const auto before = feed(series, 10, 1000, [](int) { return 5.0; });
    series.push({before, before + 20'000, true}, 0);
    const auto now = feed(
        series, 10, 1000, [](int) { return 6.0; }, before + 20'000);
    int known = 0, unknown = 0;
    for (const auto& point : series.points(now, 60'000, 600)) {
        if (std::isnan(point.value))
            ++unknown;
        else
            ++known;
    }
    EXPECT_EQ(known, 20);
    EXPECT_EQ(unknown, 20);
}

TEST(TimeSeries, AnHourIsKeptAndNoMore) {
    TimeSeries series;
    const auto now = feed(series, 2 * 3600, 1000, [](int i) { return i % 2 ? 1.0 : 3.0; });
    EXPECT_EQ(series.points(now, 3'600'000, 1000).size(), 360u);
    EXPECT_EQ(series.points(now, 7'200'000, 1000).size(), 360u);
    EXPECT_EQ(series.points(now, 300'000, 1000).size(), 300u);
    EXPECT_NEAR(series.integral(now, 3'600'000), 7200, 50);
}

TEST(TimeSeries, NeverMorePointsThanAskedFor) {
    TimeSeries series;
    const auto now = feed(series, 3600, 1000, [](int i) { return i; });
    for (const std::size_t limit : {1u, 7u, 100u, 120u, 600u})
        for (const std::int64_t range : {60'000, 300'000, 900'000, 3'600'000})
            EXPECT_LE(series.points(now, range, limit).size(), limit) << limit << " of " << range;
}

TEST(TimeSeries, SlowSamplesAreNotDrawnAsStairs) {
    TimeSeries series;
    const auto now = feed(series, 60, 5000, [](int i) { return i; });
    const auto points = series.points(now, 300'000, 600, 5000);
    ASSERT_EQ(points.size(), 60u);
    for (std::size_t i = 1; i < points.size(); ++i)
        EXPECT_GT(points[i].value, points[i - 1].value);
}

TEST(TimeSeries, OneThatNeverChangesTakesNoRings) {
    TimeSeries series;
    auto now = feed(series, 100, 1000, [](int) { return 0.0; });
    EXPECT_FALSE(series.hasRings());
    EXPECT_EQ(series.points(now, 60'000, 600).size(), 60u);
    now = feed(
        series, 1, 1000, [](int) { return 9.0; }, now);
    EXPECT_TRUE(series.hasRings());
    EXPECT_EQ(series.points(now, 60'000, 600).back().value, 9);
    EXPECT_EQ(series.points(now, 60'000, 600).front().value, 0);
    EXPECT_DOUBLE_EQ(series.integral(now, 300'000), 9);
}

TEST(TimeSeries, OneThatRestsForAnHourGivesItsRingsBack) {
    TimeSeries series;
    auto now = feed(series, 10, 1000, [](int i) { return i; });
    now = feed(
        series, 3590, 1000, [](int) { return 0.0; }, now);
    series.foldIfFlat();
    EXPECT_TRUE(series.hasRings());
    now = feed(
        series, 20, 1000, [](int) { return 0.0; }, now);
    series.foldIfFlat();
    EXPECT_FALSE(series.hasRings());
    EXPECT_EQ(series.points(now, 3'600'000, 600).size(), 360u);
}

TEST(TimeSeries, BeatsOfThePastLeaveNothing) {
    TimeSeries series;
    const auto now = feed(series, 10, 1000, [](int) { return 4.0; });
    series.push({start, start + 2000, false}, 1'000'000);
    EXPECT_DOUBLE_EQ(series.integral(now, 60'000), 40);
}

TEST(TimeSeries, AnIdleSeriesStaysWithoutRingsThroughAGap) {
    TimeSeries series;
    const auto before = feed(series, 10, 1000, [](int) { return 0.0; });
    const auto now = feed(
        series, 10, 1000, [](int) { return 0.0; }, before + 30'000);
    EXPECT_FALSE(series.hasRings());
    EXPECT_EQ(series.points(now, 60'000, 600).size(), 10u);
}
