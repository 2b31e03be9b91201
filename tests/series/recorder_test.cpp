#include <algorithm>
#include <cmath>
#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "series/recorder.h"

using namespace series;
using metrics::Beat;

namespace {

constexpr std::int64_t start = 1'700'000'100'000; // a chunk begins here
constexpr std::int64_t minute = 60'000, hour = 60 * minute;
const Key ordersIn{Quantity::MessagesIn, "orders"};

Beat beatTo(std::int64_t toMs, std::int64_t lastsMs = 1000) {
    Beat beat;
    beat.fromMs = toMs - lastsMs;
    beat.toMs = toMs;
    beat.gap = false;
    return beat;
}

/// One series and the time of its beats.
struct Bench {
    Recorder recorder;
    std::shared_ptr<Line> line = recorder.line(ordersIn);
    std::shared_ptr<const View> view = recorder.publish(beatTo(start));
    std::int64_t now = start;

    template <class F>
    void feed(int beats, F&& value, std::int64_t intervalMs = 1000) {
        for (int i = 0; i < beats; ++i) {
            now += intervalMs;
            line->push(beatTo(now, intervalMs), value(i));
            view = recorder.publish(beatTo(now, intervalMs));
        }
    }
    void pass(std::int64_t ms) { now += ms; }
    [[nodiscard]] Points points(std::int64_t rangeMs, std::size_t limit = 600,
                                std::int64_t finestMs = 0) const {
        return view->points(ordersIn, now, rangeMs, limit, finestMs);
    }
    [[nodiscard]] double integral(std::int64_t rangeMs) const {
        const auto* lane = view->find(ordersIn);
        return lane ? view->integral(*lane, now, rangeMs) : 0;
    }
};

double sumOf(const Points& points) {
    double sum = 0;
    for (const auto& point : points)
        if (!std::isnan(point.value))
            sum += point.value * static_cast<double>(point.knownMs) / 1000;
    return sum;
}

} // namespace

TEST(Recorder, NothingIsKnownBeforeTheFirstBeat) {
    Bench bench;
    EXPECT_TRUE(bench.points(minute).empty());
    Beat first;
    first.toMs = start + 1000;
    bench.line->push(first, 5);
    bench.view = bench.recorder.publish(first);
    EXPECT_TRUE(bench.points(minute).empty());
}

TEST(Recorder, PointsAddUpToWhatWasCountedOutOfStepWithTheSlots) {
    Bench bench;
    bench.now += 370;
    double sent = 0;
    for (int i = 1; i <= 7; ++i) {
        bench.feed(
            1, [i](int) { return 10 * i / 1.3; }, 1300);
        sent += 10 * i;
    }
    // The second that is not over is not told yet.
    EXPECT_NEAR(sumOf(bench.points(minute)), sent, 70);
    bench.feed(5, [](int) { return 0.0; });
    EXPECT_NEAR(sumOf(bench.points(minute)), sent, sent * 0.01);
    EXPECT_NEAR(bench.integral(minute), sent, sent * 0.01);
}

TEST(Recorder, AnHourIsKeptSecondBySecond) {
    Bench bench;
    bench.feed(4020, [](int i) { return i; });
    const auto points = bench.points(hour, 4000);
    ASSERT_EQ(points.size(), 3600u);
    for (std::size_t i = 0; i < points.size(); ++i)
        ASSERT_DOUBLE_EQ(points[i].value, 420 + static_cast<double>(i));
    EXPECT_EQ(bench.points(2 * hour, 4000).size(), 3600u);
    EXPECT_NEAR(bench.integral(hour), (420 + 4019) * 1800.0, 10);
}

TEST(Recorder, NeverMorePointsThanAskedFor) {
    Bench bench;
    bench.feed(3600, [](int i) { return i; });
    for (const std::size_t limit : {1u, 7u, 100u, 120u, 600u})
        for (const std::int64_t range : {minute, 5 * minute, 15 * minute, hour})
            EXPECT_LE(bench.points(range, limit).size(), limit) << limit << " of " << range;
}

TEST(Recorder, AGapBreaksTheLine) {
    Bench bench;
    bench.feed(10, [](int) { return 5.0; });
    bench.pass(20'000);
    bench.feed(10, [](int i) { return 6.0 + i; });
    int known = 0, unknown = 0;
    for (const auto& point : bench.points(minute))
        ++(std::isnan(point.value) ? unknown : known);
    EXPECT_EQ(known, 20);
    EXPECT_EQ(unknown, 20);
    EXPECT_DOUBLE_EQ(bench.integral(minute), 50 + 60 + 45);
}

TEST(Recorder, SlowSamplesAreNotDrawnAsStairs) {
    Bench bench;
    bench.feed(
        60, [](int i) { return i; }, 5000);
    const auto points = bench.points(5 * minute, 600, 5000);
    ASSERT_EQ(points.size(), 60u);
    for (std::size_t i = 1; i < points.size(); ++i)
        EXPECT_GT(points[i].value, points[i - 1].value);
}

TEST(Recorder, ASeriesThatRestsTakesNoChunks) {
    Bench bench;
    bench.feed(100, [](int) { return 0.0; });
    EXPECT_EQ(bench.recorder.chunks(), 0u);
    EXPECT_EQ(bench.points(minute).size(), 60u);
    bench.feed(1, [](int) { return 9.0; });
    EXPECT_EQ(bench.recorder.chunks(), 1u);
    EXPECT_EQ(bench.points(minute).back().value, 9);
    EXPECT_EQ(bench.points(minute).front().value, 0);
    EXPECT_DOUBLE_EQ(bench.integral(5 * minute), 9);
    // A whole chunk of one value is given back.
    bench.feed(900, [](int) { return 4.0; });
    EXPECT_EQ(bench.recorder.chunks(), 1u);
    EXPECT_EQ(bench.points(hour, 4000).size(), 1001u);
}

TEST(Recorder, ExtraLooksLeaveNothing) {
    Bench bench;
    bench.feed(5, [](int) { return 4.0; });
    Beat extra = beatTo(bench.now + 300, 300);
    extra.extra = true;
    bench.line->push(extra, 1'000);
    bench.feed(5, [](int) { return 4.0; });
    for (const auto& point : bench.points(minute))
        EXPECT_DOUBLE_EQ(point.value, 4);
}

TEST(Recorder, AViewDoesNotChangeWhenMoreIsWritten) {
    Bench bench;
    bench.feed(10, [](int i) { return i; });
    const auto before = bench.view;
    const auto now = bench.now;
    const auto points = before->points(ordersIn, now, minute, 600);
    bench.feed(500, [](int i) { return 1'000.0 + i; });
    const auto again = before->points(ordersIn, now + 500'000, hour, 4000);
    ASSERT_EQ(again.size(), points.size());
    for (std::size_t i = 0; i < points.size(); ++i)
        EXPECT_EQ(again[i].value, points[i].value);
}

TEST(Recorder, AClockThatIsSetBackKeepsWhatIsPast) {
    Bench bench;
    bench.feed(900, [](int i) { return i; });
    bench.now -= 400'000;
    Beat back;
    back.toMs = bench.now;
    bench.line->push(back, 0);
    bench.view = bench.recorder.publish(back);
    EXPECT_LE(bench.view->untilMs(), bench.now);
    bench.feed(10, [](int) { return 7.0; });
    const auto points = bench.points(hour, 4000);
    ASSERT_FALSE(points.empty());
    EXPECT_DOUBLE_EQ(points.front().value, 0) << "what came before the set-back stays";
    EXPECT_DOUBLE_EQ(points.back().value, 7);
    EXPECT_LE(points.back().fromMs, bench.now);
}

TEST(Recorder, AClockThatIsSetBackALittleTakesThatLittleAlone) {
    for (const bool moves : {false, true}) {
        Bench bench;
        bench.feed(880, [moves](int i) { return moves ? i : 5.0; });
        bench.now -= 10'000;
        const Beat back{.toMs = bench.now};
        bench.line->push(back, 0);
        bench.view = bench.recorder.publish(back);
        const auto expectKnown = [&](std::size_t seconds) {
            const auto points = bench.points(870'000, 4000);
            ASSERT_EQ(points.size(), 870u) << moves;
            for (std::size_t i = 0; i < points.size(); ++i)
                EXPECT_EQ(std::isnan(points[i].value), i >= seconds) << moves << " " << i;
        };
        expectKnown(870);
        bench.feed(5, [](int) { return 7.0; });
        expectKnown(870);
        EXPECT_DOUBLE_EQ(bench.points(870'000, 4000).back().value, 7);
        EXPECT_DOUBLE_EQ(bench.points(870'000, 4000)[100].value, moves ? 105 : 5);
    }
}

TEST(Recorder, AClockThatWasAheadForAWhileTakesNothingAway) {
    Bench bench;
    bench.feed(1800, [](int i) { return i; });
    bench.pass(2 * hour);
    bench.feed(600, [](int i) { return 1'000'000.0 + i; });
    bench.now -= 2 * hour;
    Beat back;
    back.toMs = bench.now;
    bench.line->push(back, 0);
    bench.view = bench.recorder.publish(back);
    bench.feed(10, [](int) { return 7.0; });
    const auto points = bench.points(hour, 4000);
    ASSERT_FALSE(points.empty());
    EXPECT_DOUBLE_EQ(points.front().value, 0);
    EXPECT_DOUBLE_EQ(points.back().value, 7);
    EXPECT_EQ(std::ranges::count_if(points, [](const Point& point) { return point.knownMs > 0; }), 1810);
    for (const auto& point : points)
        EXPECT_FALSE(point.value > 1800) << "what is not past is gone";
}

TEST(Recorder, ASecondSleepTakesNothingOfWhatWasBeforeTheFirst) {
    Bench bench;
    bench.feed(1800, [](int i) { return i; });
    bench.pass(8 * hour);
    bench.feed(60, [](int i) { return i; });
    bench.pass(hour / 6);
    bench.feed(900, [](int i) { return i; });
    EXPECT_LT(bench.view->find(ordersIn)->pieces.front().beginMs(), start + hour);
}

TEST(Recorder, WhatWasBeforeALongSleepGoesAnHourAfterIt) {
    Bench bench;
    bench.feed(1800, [](int i) { return i; });
    bench.pass(3 * hour);
    bench.feed(3'900, [](int i) { return i; });
    EXPECT_GE(bench.view->find(ordersIn)->pieces.front().beginMs(), start + 3 * hour);
}

TEST(Recorder, AClockThatJumpsForwardLeavesAGapAndGoesOn) {
    Bench bench;
    bench.feed(10, [](int) { return 1.0; });
    bench.pass(1000 * hour);
    bench.feed(10, [](int i) { return 2.0 + i; });
    const auto points = bench.points(minute);
    EXPECT_EQ(points.size(), 10u);
    EXPECT_DOUBLE_EQ(points.back().value, 11);
}

TEST(Recorder, WhoTakesOverGoesOnWhileTheOtherStillWrites) {
    Bench bench;
    bench.feed(100, [](int i) { return i; });
    Recorder next(*bench.view);
    bench.feed(5, [](int) { return 1'000.0; });
    const auto line = next.line(ordersIn);
    EXPECT_EQ(line->endMs(), start + 100'000);
    const Beat later = beatTo(start + 130'000, 1'000);
    line->push(later, 55);
    const auto view = next.publish(later);
    const auto points = view->points(ordersIn, later.toMs, 5 * minute, 600);
    ASSERT_EQ(points.size(), 130u);
    EXPECT_DOUBLE_EQ(points[99].value, 99);
    EXPECT_TRUE(std::isnan(points[100].value));
    EXPECT_DOUBLE_EQ(points[129].value, 55);
}

TEST(Recorder, KeepsItsBoundAndDropsTheOldestFirst) {
    Recorder recorder(200);
    std::vector<std::shared_ptr<Line>> lines;
    for (int i = 0; i < 50; ++i)
        lines.push_back(recorder.line({Quantity::MessagesIn, "t" + std::to_string(i)}));
    const auto total = recorder.line({Quantity::MessagesIn, {}});
    std::shared_ptr<const View> view;
    for (int second = 1; second <= 3600; ++second) {
        const Beat beat = beatTo(start + second * 1000);
        for (const auto& line : lines)
            line->push(beat, second);
        total->push(beat, second);
        view = recorder.publish(beat);
    }
    EXPECT_LE(recorder.chunks(), 260u); // one of each line is being written
    const auto now = start + hour;
    EXPECT_EQ(view->points({Quantity::MessagesIn, {}}, now, hour, 4000).size(), 3600u);
    const auto kept = view->points({Quantity::MessagesIn, "t7"}, now, hour, 4000);
    EXPECT_GE(kept.size(), 300u);
    EXPECT_LT(kept.size(), 1500u);
    EXPECT_DOUBLE_EQ(kept.back().value, 3600);
}

TEST(Recorder, ForgetsALineThatNobodyWritesWhenItIsTooOld) {
    Recorder recorder;
    auto gone = recorder.line({Quantity::Lag, "g", "orders", 3});
    auto stays = recorder.line(ordersIn);
    gone->push(beatTo(start + 1000), 4);
    gone.reset();
    std::shared_ptr<const View> view;
    for (std::int64_t t = start + 2000; t <= start + 2 * hour; t += 10'000) {
        stays->push(beatTo(t, 10'000), static_cast<double>(t));
        view = recorder.publish(beatTo(t, 10'000));
        if (t < start + 50 * minute) {
            EXPECT_TRUE(view->find({Quantity::Lag, "g", "orders", 3}));
        }
    }
    EXPECT_FALSE(view->find({Quantity::Lag, "g", "orders", 3}));
    EXPECT_TRUE(view->find(ordersIn));
}

TEST(Recorder, MayBeReadWhileItIsWritten) {
    Recorder recorder;
    std::atomic<std::shared_ptr<const View>*> handed{nullptr};
    std::atomic<bool> over{false};
    std::vector<std::unique_ptr<std::shared_ptr<const View>>> all;
    std::atomic<int> wrong{0};
    std::thread reader([&] {
        while (!over) {
            const auto* at = handed.load(std::memory_order_acquire);
            if (!at)
                continue;
            const auto view = *at;
            const auto now = view->untilMs();
            for (const auto& point : view->points(ordersIn, now, hour, 4000))
                wrong += !std::isnan(point.value) &&
                         point.value != static_cast<double>(point.fromMs - start) / 1000;
            view->forEach([&](const Lane& lane) { wrong += view->integral(lane, now, hour) < 0; });
        }
    });
    const auto line = recorder.line(ordersIn);
    for (int second = 1; second <= 2000; ++second) {
        const Beat beat = beatTo(start + second * 1000);
        line->push(beat, second - 1);
        recorder.line({Quantity::Lag, "g" + std::to_string(second % 40)})->push(beat, second);
        all.push_back(std::make_unique<std::shared_ptr<const View>>(recorder.publish(beat)));
        handed.store(all.back().get(), std::memory_order_release);
    }
    over = true;
    reader.join();
    EXPECT_EQ(wrong, 0);
}

TEST(Points, OfTwoSourcesTheOneThatKnowsMoreCounts) {
    const Points kept{{0, 500, 1, 1000}, {1000, 1500, 2, 1000}, {2000, 2500, 3, 100}};
    const Points live{{2000, 2500, 30, 1000}, {4000, 4500, 50, 1000}};
    const auto out = joined(kept, live);
    ASSERT_EQ(out.size(), 5u);
    EXPECT_DOUBLE_EQ(out[2].value, 30);
    EXPECT_TRUE(std::isnan(out[3].value));
    EXPECT_DOUBLE_EQ(out[4].value, 50);
}

TEST(Recorder, TellsSeriesOfWholeObjectsApartFromTheirParts) {
    Recorder recorder;
    std::vector<std::shared_ptr<Line>> lines;
    for (const Key& key :
         {Key{Quantity::Lag, {}}, Key{Quantity::Lag, "billing"}, Key{Quantity::Lag, "audit"},
          Key{Quantity::Lag, "billing", "orders"}, Key{Quantity::Lag, "billing", "orders", 3}, ordersIn}) {
        lines.push_back(recorder.line(key));
        lines.back()->push(beatTo(start + 1000), 5);
    }
    const auto view = recorder.publish(beatTo(start + 1000));
    const auto objects = [&](Quantity quantity) {
        std::set<std::string> names;
        view->forEachObject(quantity, [&](const Lane& lane) { names.insert(lane.key.object); });
        return names;
    };
    EXPECT_EQ(objects(Quantity::Lag), (std::set<std::string>{"audit", "billing"}));
    EXPECT_EQ(objects(Quantity::MessagesIn), (std::set<std::string>{"orders"}));
    EXPECT_EQ(objects(Quantity::BytesIn), (std::set<std::string>{}));
}
