#include <gtest/gtest.h>

#include "workload/pace.h"

using namespace workload;
using namespace std::chrono_literals;

TEST(Pace, ALateRecordDoesNotLowerTheRate) {
    const Pace::Clock::time_point begin;
    Pace pace(10, begin);
    EXPECT_EQ(pace.due(0, begin), begin);
    EXPECT_EQ(pace.due(5, begin + 900ms), begin + 500ms);
    EXPECT_EQ(pace.due(10, begin + 900ms), begin + 1s);
}

TEST(Pace, AnOutageIsNotMadeUpForInABurst) {
    const Pace::Clock::time_point begin;
    Pace pace(100, begin);
    EXPECT_EQ(pace.due(100, begin + 1s), begin + 1s);
    auto now = begin + 21s; // the next one could not be sent for twenty seconds
    std::int64_t number = 101;
    int atOnce = 0;
    while (pace.due(number, now) <= now) {
        ++number;
        ++atOnce;
    }
    EXPECT_NEAR(atOnce, 100, 2); // those of a second
    EXPECT_NEAR(std::chrono::duration<double>(pace.due(number + 100, now) - now).count(), 1, 0.02);
}

TEST(Pace, NoMoreAreUnderWayThanSomeSecondsBring) {
    EXPECT_EQ(Pace(50, {}).mostUnderWay(100'000), 100);
    EXPECT_EQ(Pace(0.1, {}).mostUnderWay(100'000), 1);
    EXPECT_EQ(Pace(1e12, {}).mostUnderWay(100'000), 100'000);
    EXPECT_EQ(Pace(0, {}).mostUnderWay(100'000), 100'000);
}
