#include <gtest/gtest.h>

#include "beats.h"
#include "metrics/growth_meter.h"

using namespace metrics;
using beats::beatAt;

namespace {

/// Each second's reading of some logs of broker 1.
struct Logs {
    GrowthMeter meter;
    std::vector<SizeReading> logs;
    int second = 0;

    explicit Logs(std::vector<SizeReading> begin) : logs(std::move(begin)) { look(); }
    void look() { meter.read(beatAt(second++), logs); }
    void write(std::size_t log, std::int64_t records, std::int64_t each) {
        *logs[log].end += records;
        logs[log].bytes += records * each;
    }
};

} // namespace

TEST(GrowthMeter, TellsHowMuchLogsGrow) {
    Logs two({{0, 1, 5000, 0, 50}, {1, 1, 0, 0, 0}});
    EXPECT_FALSE(two.meter.perSecond());
    two.write(0, 10, 100);
    two.write(1, 20, 100);
    two.look();
    EXPECT_DOUBLE_EQ(*two.meter.perSecond(), 3000);
    EXPECT_DOUBLE_EQ(*two.meter.ofBeat(), 3000);
    EXPECT_FALSE(two.meter.lacks());
    EXPECT_FALSE(two.meter.isEstimate());
}

TEST(GrowthMeter, WhereSegmentsAreDeletedRecordsAreCountedByTheirMeanSize) {
    Logs log({{0, 1, 100'000, 0, 1000}});
    for (int second = 0; second < 3; ++second) {
        log.write(0, 20, 100);
        log.look();
    }
    log.write(0, 20, 100);
    log.logs[0].bytes -= 1500; // and still it grew
    log.logs[0].logStart = 15;
    log.look();
    EXPECT_DOUBLE_EQ(*log.meter.ofBeat(), 2000);
    EXPECT_DOUBLE_EQ(*log.meter.perSecond(), 2000);
    EXPECT_TRUE(log.meter.isEstimate());
    log.write(0, 20, 100);
    log.logs[0].bytes -= 50'000; // of records that had been deleted before
    log.look();
    EXPECT_DOUBLE_EQ(*log.meter.ofBeat(), 2000);
    EXPECT_FALSE(log.meter.lacks());
}

TEST(GrowthMeter, WhereNoMeanSizeIsKnownThereIsMoreThanItTells) {
    Logs two({{0, 1, 90'000, 0, 900}, {1, 1, 0, 0, 0}});
    two.write(0, 20, 100);
    two.logs[0].bytes -= 50'000;
    two.logs[0].logStart = 500;
    two.write(1, 10, 100);
    two.look();
    EXPECT_DOUBLE_EQ(*two.meter.perSecond(), 1000);
    EXPECT_TRUE(two.meter.lacks());
    EXPECT_FALSE(two.meter.ofBeat());
    two.write(0, 20, 100);
    two.look();
    EXPECT_TRUE(two.meter.lacks()); // within the window
    EXPECT_DOUBLE_EQ(*two.meter.ofBeat(), 2000);
}

TEST(GrowthMeter, ALogOfWhichNothingIsKnownBeginsAnew) {
    Logs log({{0, 1, 1000, 0, 10}});
    log.logs[0].bytes = 4000; // no record came, as far as can be seen
    log.look();
    EXPECT_DOUBLE_EQ(*log.meter.perSecond(), 3000);
    log.logs[0].bytes = 500;
    *log.logs[0].end += 5;
    log.look();
    EXPECT_FALSE(log.meter.perSecond());
    EXPECT_TRUE(log.meter.lacks());
    log.logs[0].bytes = 600;
    log.look();
    EXPECT_DOUBLE_EQ(*log.meter.perSecond(), 100);
    EXPECT_FALSE(log.meter.lacks());
}

TEST(GrowthMeter, WhereTheLeaderToldNoOffsetsThereMayBeMoreThanItTells) {
    Logs log({{0, 1, 90'000, 0, 900}});
    log.write(0, 20, 100);
    log.look();
    log.logs[0].bytes += 1500; // 2000 came, and 500 were deleted
    log.logs[0].logStart.reset();
    log.logs[0].end.reset();
    log.look();
    EXPECT_DOUBLE_EQ(*log.meter.perSecond(), 1750);
    EXPECT_TRUE(log.meter.lacks());
    EXPECT_FALSE(log.meter.ofBeat());
    log.logs[0] = {0, 1, 94'500, 5, 950};
    log.look();
    EXPECT_FALSE(log.meter.ofBeat());
    log.write(0, 20, 100);
    log.look();
    EXPECT_DOUBLE_EQ(*log.meter.ofBeat(), 2000);
}

TEST(GrowthMeter, WhatIsDeletedWhereNothingComesIsNothing) {
    Logs log({{0, 1, 90'000, 0, 900}});
    log.logs[0].bytes = 10'000;
    log.logs[0].logStart = 800;
    log.look();
    EXPECT_DOUBLE_EQ(*log.meter.perSecond(), 0);
    EXPECT_FALSE(log.meter.lacks());
    EXPECT_FALSE(log.meter.isEstimate());
}

TEST(GrowthMeter, AnotherReplicasSizeIsNoGrowth) {
    Logs two({{0, 1, 1'000'000, 0, 900}, {1, 1, 1'000'000, 0, 900}});
    two.write(1, 10, 100);
    two.look();
    for (auto& log : two.logs) { // keeps more of the same records
        log.broker = 2;
        log.bytes += 9'000'000;
    }
    two.write(1, 10, 100);
    two.look();
    EXPECT_DOUBLE_EQ(*two.meter.ofBeat(), 1000);
    for (auto& log : two.logs) {
        log.broker = 1;
        log.bytes -= 9'000'000;
    }
    two.look();
    EXPECT_DOUBLE_EQ(*two.meter.ofBeat(), 0);
    EXPECT_FALSE(two.meter.lacks());
}

TEST(GrowthMeter, WhatWasNotReadForAWhileIsNotNewWhenItIsBack) {
    Logs log({{0, 1, 90'000, 0, 900}});
    log.logs[0].broker.reset();
    log.logs[0].bytes = 0;
    log.logs[0].end.reset();
    log.look();
    EXPECT_FALSE(log.meter.perSecond());
    EXPECT_TRUE(log.meter.lacks());
    log.logs[0] = {0, 1, 90'000, 0, 900};
    log.look();
    EXPECT_FALSE(log.meter.perSecond());
    log.write(0, 10, 100);
    log.look();
    EXPECT_DOUBLE_EQ(*log.meter.perSecond(), 1000);
}

TEST(GrowthMeter, WhatWasNotThereBeganEmpty) {
    GrowthMeter meter;
    meter.read(beatAt(1), std::vector<SizeReading>{{0, 1, 1000, 0, 10}});
    EXPECT_DOUBLE_EQ(*meter.perSecond(), 1000);
    meter.read(beatAt(2), std::vector<SizeReading>{{0, 1, 1000, 0, 10}, {1, 1, 700, 0, 7}});
    EXPECT_DOUBLE_EQ(*meter.ofBeat(), 700);
}
