#include <array>
#include <utility>

#include <gtest/gtest.h>

#include "metrics/rate.h"
#include "metrics/topic_meter.h"

using namespace metrics;

namespace {

double windowSeconds(const Beat& beat) {
    return static_cast<double>(beat.toMs - beat.windowFromMs) / 1000.0;
}

constexpr std::int64_t start = 1'700'000'000'000;

class TestClock final : public base::Clock {
public:
    std::int64_t ms = start;
    std::int64_t setByMs = 0; ///< by hand, or as a machine that was asleep finds its clock
    [[nodiscard]] std::int64_t wallMs() const override { return ms + setByMs; }
    [[nodiscard]] std::chrono::steady_clock::time_point now() const override {
        return std::chrono::steady_clock::time_point(std::chrono::milliseconds(ms));
    }
};

/// Beats of a second, and what is asked in between.
struct Bench {
    TestClock clock;
    BeatMaker beats{clock};
    Beat beat = beats.next(1000);

    const Beat& after(std::int64_t ms) {
        clock.ms += ms;
        return beat = beats.next(1000);
    }
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

TEST(BeatMaker, AfterALostConnectionEvenASoonReadingIsAGap) {
    TestClock clock;
    BeatMaker beats(clock);
    beats.next(60'000);
    clock.ms += 60'000;
    EXPECT_FALSE(beats.next(60'000).gap);
    beats.interrupt();
    clock.ms += 500;
    const Beat back = beats.next(60'000);
    EXPECT_TRUE(back.gap);
    EXPECT_FALSE(back.extra);
    clock.ms += 60'000;
    EXPECT_FALSE(beats.next(60'000).gap);
}

TEST(BeatMaker, AClockThatGoesBackIsAGap) {
    TestClock clock;
    BeatMaker beats(clock);
    beats.next(1000);
    clock.setByMs -= 60'000;
    EXPECT_TRUE(beats.next(1000).gap);
    clock.ms += 1000;
    EXPECT_FALSE(beats.next(1000).gap);
}

TEST(BeatMaker, AClockThatIsSetAStepOnOrBackIsAGapHoweverSoonItIs) {
    for (const std::int64_t step : {8'000, 500, -500, -3'000}) {
        TestClock clock;
        BeatMaker beats(clock);
        beats.next(5'000);
        clock.ms += 5'000;
        EXPECT_FALSE(beats.next(5'000).gap);
        clock.ms += 5'000;
        clock.setByMs = step;
        EXPECT_TRUE(beats.next(5'000).gap) << step;
        clock.ms += 5'000;
        EXPECT_FALSE(beats.next(5'000).gap) << step;
    }
}

TEST(BeatMaker, AClockThatIsAdjustedBitByBitMakesNoGaps) {
    TestClock clock;
    BeatMaker beats(clock);
    beats.next(60'000);
    for (int i = 1; i <= 10; ++i) {
        clock.ms += 60'000;
        clock.setByMs += i % 2 ? 300 : -300;
        EXPECT_FALSE(beats.next(60'000).gap);
    }
}

TEST(BeatMaker, AnEarlyLookIsExtraAndTheNextBeatBeginsWhereTheLastEnded) {
    Bench bench;
    bench.after(1000);
    for (int i = 0; i < 3; ++i)
        EXPECT_TRUE(bench.after(200).extra);
    EXPECT_FALSE(bench.after(400).extra);
    EXPECT_EQ(bench.beat.fromMs, start + 1000);
    EXPECT_EQ(bench.beat.toMs, start + 2000);
}

TEST(BeatMaker, LooksWithoutEndStillMakeBeats) {
    Bench bench;
    int beats = 0;
    for (int i = 0; i < 100; ++i)
        beats += bench.after(100).extra ? 0 : 1;
    EXPECT_GE(beats, 9);
}

TEST(BeatMaker, TheSteadyWindowKeepsItsLength) {
    Bench bench;
    for (int second = 1; second <= 60; ++second) {
        bench.after(1000);
        EXPECT_DOUBLE_EQ(windowSeconds(bench.beat), std::min(second, 5));
    }
    for (int second = 1; second <= 60; ++second) {
        bench.after(second % 2 ? 930 : 1070);
        EXPECT_NEAR(windowSeconds(bench.beat), 5, 0.1);
    }
}

TEST(BeatMaker, ASteadyWindowOfSlowBeatsIsAtMostABeatLonger) {
    for (const std::int64_t interval : {1'500, 2'000, 3'000, 5'000, 10'000}) {
        TestClock clock;
        BeatMaker beats(clock);
        auto beat = beats.next(interval);
        for (int i = 0; i < 30; ++i) {
            clock.ms += interval + (i % 2 ? 60 : -60);
            beat = beats.next(interval);
            if (clock.ms - start > 10'000) {
                EXPECT_GE(windowSeconds(beat), 4.5) << interval;
            }
            EXPECT_LE(windowSeconds(beat), 5 + static_cast<double>(interval) / 1000) << interval;
        }
    }
}

TEST(Rate, InFrontAgainItTellsWhatTheBeatsTell) {
    TestClock clock;
    BeatMaker beats(clock);
    TopicMeter topic;
    std::int64_t end = 0;
    const auto round = [&](std::int64_t intervalMs, std::int64_t afterMs, std::int64_t came) {
        clock.ms += afterMs;
        end += came;
        const std::array reading{PartitionReading{0, 0, end}};
        topic.readEnds(beats.next(intervalMs), reading, false);
    };
    round(60'000, 0, 0);
    for (int minute = 0; minute < 6; ++minute)
        round(60'000, 50'000, 350);
    EXPECT_DOUBLE_EQ(*topic.inPerSecond(), 7);
    round(60'000, 30'000, 300); // the first in front
    EXPECT_DOUBLE_EQ(*topic.inOfBeat(), 10);
    EXPECT_DOUBLE_EQ(*topic.inPerSecond(), 10);
    for (int second = 0; second < 20; ++second) {
        round(1'000, 1'000, 46);
        EXPECT_DOUBLE_EQ(*topic.inOfBeat(), 46);
        EXPECT_DOUBLE_EQ(*topic.inPerSecond(), 46) << second;
    }
}

TEST(BeatMaker, AfterALookInBetweenTheNextBeatIsNotLate) {
    TestClock clock;
    BeatMaker beats(clock);
    beats.next(60'000);
    clock.ms += 3'500; // in front, soon after a round that was not
    EXPECT_TRUE(beats.next(60'000).extra);
    clock.ms += 1'000;
    const auto beat = beats.next(1'000);
    EXPECT_FALSE(beat.gap || beat.extra);
    EXPECT_EQ(beat.fromMs, start);
    clock.ms += 3'500;
    EXPECT_TRUE(beats.next(1'000).gap);
}

TEST(Rate, OfWhatStoppedComingOnlyFalls) {
    Bench bench;
    Rate rate;
    rate.read(bench.beat, 0);
    for (int second = 0; second < 20; ++second)
        rate.read(bench.after(1000), 0);
    rate.read(bench.after(1000), 500);
    double before = *rate.steady();
    EXPECT_DOUBLE_EQ(before, 100);
    for (int second = 0; second < 20; ++second) {
        rate.read(bench.after(1000), 500);
        EXPECT_LE(*rate.steady(), before);
        before = *rate.steady();
    }
    EXPECT_DOUBLE_EQ(before, 0);
}

TEST(Rate, IsAMeanOverTheWindow) {
    Bench bench;
    Rate rate;
    rate.read(bench.beat, 0);
    EXPECT_FALSE(rate.steady());
    std::int64_t counter = 0;
    // 250 a second, counted in leaps as a busy machine does.
    for (int second = 1; second <= 30; ++second) {
        counter += second % 2 ? 400 : 100;
        rate.read(bench.after(1000), counter);
        EXPECT_DOUBLE_EQ(*rate.ofBeat(), second % 2 ? 400 : 100);
        if (second >= 5) {
            EXPECT_NEAR(*rate.steady(), 250, 31) << second;
        }
    }
}

TEST(Rate, LooksInBetweenChangeNothing) {
    Bench bench;
    Rate rate;
    rate.read(bench.beat, 0);
    std::int64_t counter = 0;
    for (int second = 1; second <= 20; ++second) {
        for (int look = 0; look < 2; ++look) {
            const auto before = rate.steady();
            rate.read(bench.after(100), counter + 200);
            EXPECT_EQ(rate.steady(), before);
        }
        counter += 250;
        rate.read(bench.after(800), counter);
        EXPECT_DOUBLE_EQ(*rate.ofBeat(), 250);
        EXPECT_DOUBLE_EQ(*rate.steady(), 250);
    }
}

TEST(Rate, ACounterThatBeganAnewHasNone) {
    Bench bench;
    Rate rate;
    rate.read(bench.beat, 100);
    EXPECT_FALSE(rate.steady());
    rate.read(bench.after(1000), 350);
    EXPECT_DOUBLE_EQ(*rate.steady(), 250);
    rate.read(bench.after(1000), 10);
    EXPECT_FALSE(rate.steady());
    rate.read(bench.after(1000), 12);
    EXPECT_DOUBLE_EQ(*rate.steady(), 2);
}

TEST(CommitRate, CommitsEveryFiveSecondsAreNoComb) {
    for (const int every : {1, 3, 5, 7, 30}) {
        Bench bench;
        CommitRate rate;
        rate.read(bench.beat, 0);
        for (int second = 1; second <= 240; ++second) {
            rate.read(bench.after(1000), second % every == 0 ? 250 * every : 0);
            if (second >= 3 * every + 10) {
                ASSERT_NEAR(*rate.perSecond(), 250, 1) << "every " << every << " at " << second;
            }
        }
    }
}

TEST(CommitRate, BeatsAsLongAsTheTimeBetweenCommitsSwingLittle) {
    TestClock clock;
    BeatMaker beats(clock);
    CommitRate rate;
    for (int beat = 0; beat <= 60; ++beat) {
        const int seen = beat % 4 == 1 ? 2 : beat % 4 == 2 ? 0 : 1; // just before a beat, or just after it
        clock.ms += 5'000;
        rate.read(beats.next(5'000), seen * 400);
        if (beat > 8) {
            EXPECT_NEAR(rate.perSecond().value_or(0), 80, 16) << beat;
            EXPECT_NEAR(rate.ofBeat().value_or(0), 80, 25) << beat;
        }
    }
}

TEST(CommitRate, TheLineGoesOnAsItWasWhereBeatsBecomeShorterOrLonger) {
    for (const std::int64_t interval : {1'000, 2'000, 5'000}) {
        TestClock clock;
        BeatMaker beats(clock);
        CommitRate rate;
        std::int64_t begin = clock.ms, committed = 0;
        const auto after = [&](std::int64_t ms) { // 100 each five seconds, some time after each
            clock.ms += ms;
            const auto all = (clock.ms - begin + 2'700) / 5'000 * 100;
            rate.read(beats.next(ms), all - std::exchange(committed, all));
        };
        const auto go = [&](std::int64_t ms, int rounds, const char* where) {
            for (int beat = 0; beat < rounds; ++beat) {
                after(ms);
                EXPECT_NEAR(rate.ofBeat().value_or(-1), 20, 7)
                    << where << ' ' << interval << ": beat " << beat << " of " << ms << " ms";
            }
        };
        after(interval);
        for (int beat = 0; beat < 12; ++beat)
            after(interval);
        for (const std::int64_t other : {60'000, 47'000, 15'000, 5'000, 1'000}) {
            go(other, 12, "away from");
            go(interval, 60, "back to");
        }
    }
}

TEST(CommitRate, FallsToNothingWhenCommitsStop) {
    Bench bench;
    CommitRate rate;
    rate.read(bench.beat, 0);
    for (int second = 1; second <= 30; ++second)
        rate.read(bench.after(1000), second % 5 ? 0 : 1250);
    EXPECT_DOUBLE_EQ(*rate.perSecond(), 250);
    for (int second = 1; second <= 12; ++second)
        rate.read(bench.after(1000), 0);
    EXPECT_DOUBLE_EQ(*rate.perSecond(), 0);
    // And it does not count the rest into what comes later.
    for (int second = 1; second <= 10; ++second)
        rate.read(bench.after(1000), second % 5 ? 0 : 1250);
    EXPECT_DOUBLE_EQ(*rate.perSecond(), 250);
}

TEST(CommitRate, InFrontAgainOfWhatStoppedThereIsNothingSoon) {
    TestClock clock;
    BeatMaker beats(clock);
    CommitRate rate;
    const auto after = [&](std::int64_t intervalMs, std::int64_t ms, std::int64_t rise) {
        clock.ms += ms;
        rate.read(beats.next(intervalMs), rise);
    };
    after(60'000, 0, 0);
    for (int minute = 0; minute < 4; ++minute)
        after(60'000, 60'000, 119 * 60);
    EXPECT_DOUBLE_EQ(*rate.perSecond(), 119);
    after(5'000, 5'000, 119 * 3);
    for (int second = 0; second < 30; second += 5)
        after(5'000, 5'000, 0);
    EXPECT_DOUBLE_EQ(*rate.perSecond(), 0);
}

TEST(CommitRate, InALongBeatWithoutCommitsThereIsNothing) {
    Bench bench;
    CommitRate rate;
    rate.read(bench.beat, 0);
    for (int second = 1; second <= 30; ++second)
        rate.read(bench.after(1000), second % 5 ? 0 : 1250);
    bench.clock.ms += 60'000;
    rate.read(bench.beats.next(60'000), 0);
    EXPECT_DOUBLE_EQ(*rate.perSecond(), 0);
}

TEST(CommitRate, TheFirstCommitIsNotTakenForASecondsWork) {
    Bench bench;
    CommitRate rate;
    rate.read(bench.beat, 0);
    rate.read(bench.after(1000), 1250);
    EXPECT_FALSE(rate.perSecond()); // it is of a time that was not watched
    for (int second = 1; second < 5; ++second)
        rate.read(bench.after(1000), 0);
    rate.read(bench.after(1000), 1250);
    EXPECT_DOUBLE_EQ(*rate.perSecond(), 250);
}

TEST(CommitRate, WhatIsReadBeforeAFirstCommitIsAPartThatLacks) {
    Bench bench;
    CommitRate rate;
    rate.read(bench.beat, 0);
    for (int second = 0; second < 20; ++second)
        rate.read(bench.after(1000), 0);
    rate.read(bench.after(1000), 0, true);
    EXPECT_FALSE(rate.perSecond()) << "it is more than nothing, and how much nobody knows";
    EXPECT_TRUE(rate.lacks());
    rate.read(bench.after(1000), 30, true);
    EXPECT_DOUBLE_EQ(*rate.perSecond(), 30);
    EXPECT_TRUE(rate.lacks());
    rate.read(bench.after(1000), 40);
    EXPECT_TRUE(rate.lacks()) << "it is still in the mean";
    for (int second = 0; second < 10; ++second)
        rate.read(bench.after(1000), 40);
    EXPECT_DOUBLE_EQ(*rate.perSecond(), 40);
    EXPECT_FALSE(rate.lacks());
}

TEST(CommitRate, AFirstCommitOnceItIsOverIsNothing) {
    Bench bench;
    CommitRate rate;
    rate.read(bench.beat, 0);
    rate.read(bench.after(1000), 0, true);
    for (int second = 0; second < 10; ++second)
        rate.read(bench.after(1000), 0);
    EXPECT_DOUBLE_EQ(*rate.perSecond(), 0);
    EXPECT_FALSE(rate.lacks());
}

TEST(CommitRate, NothingIsKnownToBeNothingAfterAWindow) {
    Bench bench;
    CommitRate rate;
    rate.read(bench.beat, 0);
    for (int second = 1; second < 10; ++second) {
        rate.read(bench.after(1000), 0);
        EXPECT_FALSE(rate.perSecond()) << second;
    }
    rate.read(bench.after(1000), 0);
    EXPECT_DOUBLE_EQ(*rate.perSecond(), 0);
}

TEST(CommitRate, AGapIsNotKnown) {
    Bench bench;
    CommitRate rate;
    rate.read(bench.beat, 0);
    EXPECT_FALSE(rate.perSecond());
    rate.read(bench.after(1000), 250);
    rate.read(bench.after(1000), 250);
    EXPECT_DOUBLE_EQ(*rate.perSecond(), 250);
    rate.read(bench.after(60'000), 500);
    EXPECT_FALSE(rate.perSecond());
}
