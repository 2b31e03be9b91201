#include <gtest/gtest.h>

#include "metrics/cluster_meter.h"

using namespace metrics;

namespace {

constexpr std::int64_t start = 1'700'000'000'000;
Beat beatAt(int second) {
    return {start + (second - 1) * 1000, start + second * 1000, second == 0};
}
using Readings = std::vector<PartitionReading>;
const base::TopicPartition orders0{"orders", base::PartitionId{0}};

} // namespace

TEST(Lag, IsTheWayToTheEnd) {
    const auto lag = lagOf(40, 10, 100, true);
    EXPECT_EQ(lag.state, CommitState::Committed);
    EXPECT_EQ(lag.records, 60);
}

TEST(Lag, DoesNotCountWhatIsDeleted) {
    const auto lag = lagOf(5, 10, 100, true);
    EXPECT_EQ(lag.state, CommitState::BeforeLogStart);
    EXPECT_EQ(lag.records, 90);
}

TEST(Lag, OfACommitBeyondTheEndIsNotTold) {
    const auto lag = lagOf(120, 0, 100, true);
    EXPECT_EQ(lag.state, CommitState::BeyondEnd);
    EXPECT_FALSE(lag.records);
}

TEST(Lag, WithoutACommitIsUnknownAndNotZero) {
    const auto lag = lagOf({}, 0, 100, true);
    EXPECT_EQ(lag.state, CommitState::NoCommit);
    EXPECT_FALSE(lag.records);
}

TEST(Lag, OfATopicThatIsGoneSaysSo) {
    const auto lag = lagOf(7, {}, {}, false);
    EXPECT_EQ(lag.state, CommitState::TopicGone);
    EXPECT_FALSE(lag.records);
}

TEST(Lag, WithoutAnEndIsUnknown) {
    EXPECT_FALSE(lagOf(7, 0, {}, true).records);
}

TEST(GroupMeter, EachTopicHasALagOfItsOwn) {
    GroupMeter meter;
    const base::TopicPartition orders1{"orders", base::PartitionId{1}}, carts0{"carts", base::PartitionId{0}};
    for (int second = 0; second < 3; ++second) {
        meter.read(beatAt(second), orders0, 1, lagOf(1, 0, 40 + second, true));
        meter.read(beatAt(second), orders1, 1, lagOf(1, 0, 11, true));
        meter.read(beatAt(second), carts0, {}, lagOf({}, 0, 7, true));
        meter.close(beatAt(second));
    }
    EXPECT_EQ(meter.outPerSecond("orders"), 0);
    EXPECT_EQ(meter.outPerSecond("tea"), std::nullopt);
    ASSERT_TRUE(meter.lagHistory("orders"));
    EXPECT_DOUBLE_EQ(meter.lagHistory("orders")->lastValue(), 51);
    EXPECT_EQ(meter.lagHistory("carts")->lastChangeMs(), -1) << "without a commit there is no lag";
    EXPECT_FALSE(meter.lagHistory("payments"));
    meter.read(beatAt(3), carts0, 2, lagOf(2, 0, 7, true));
    meter.close(beatAt(3));
    EXPECT_DOUBLE_EQ(meter.lagHistory("carts")->lastValue(), 5);
    EXPECT_FALSE(meter.lagHistory("orders")) << "the group left the topic";
}

TEST(TopicMeter, RecordsInAreTheRiseOfEndOffsets) {
    TopicMeter meter;
    meter.readEnds(beatAt(0), Readings{{0, 0, 100}, {1, 0, 50}}, false);
    meter.close(beatAt(0));
    EXPECT_FALSE(meter.inPerSecond());
    meter.readEnds(beatAt(1), Readings{{0, 0, 130}, {1, 0, 50}}, false);
    meter.close(beatAt(1));
    EXPECT_DOUBLE_EQ(*meter.inPerSecond(), 30);
    EXPECT_DOUBLE_EQ(*meter.partitionInPerSecond(0), 30);
    EXPECT_DOUBLE_EQ(*meter.partitionInPerSecond(1), 0);
    EXPECT_FALSE(meter.partitionInPerSecond(2));
}

TEST(TopicMeter, WhatATopicHoldsWhenItAppearsCameSinceTheLastBeat) {
    TopicMeter meter;
    meter.readEnds(beatAt(1), Readings{{0, 0, 700}}, true);
    meter.close(beatAt(1));
    EXPECT_DOUBLE_EQ(*meter.inPerSecond(), 700);
}

TEST(TopicMeter, AnAddedPartitionBeginsAtZero) {
    TopicMeter meter;
    meter.readEnds(beatAt(0), Readings{{0, 0, 10}}, false);
    meter.readEnds(beatAt(1), Readings{{0, 0, 10}, {1, 0, 5}}, false);
    EXPECT_DOUBLE_EQ(*meter.inPerSecond(), 5);
}

TEST(TopicMeter, APartitionThatDidNotAnswerIsCountedWhenItDoes) {
    TopicMeter meter;
    meter.readEnds(beatAt(0), Readings{{0, 0, 100}}, false);
    meter.readEnds(beatAt(1), Readings{{0, {}, {}}}, false);
    EXPECT_FALSE(meter.inPerSecond());
    meter.readEnds(beatAt(2), Readings{{0, 0, 160}}, false);
    EXPECT_DOUBLE_EQ(*meter.inPerSecond(), 60);
}

TEST(TopicMeter, EndsThatFallTellNothing) {
    TopicMeter meter;
    meter.readEnds(beatAt(0), Readings{{0, 0, 100}}, false);
    meter.readEnds(beatAt(1), Readings{{0, 0, 3}}, false);
    EXPECT_FALSE(meter.inPerSecond());
    meter.readEnds(beatAt(2), Readings{{0, 0, 4}}, false);
    EXPECT_DOUBLE_EQ(*meter.inPerSecond(), 1);
}

TEST(TopicMeter, ALogThatShrinksTellsNothingAboutBytesIn) {
    TopicMeter meter;
    meter.readSize(beatAt(0), 1000);
    EXPECT_FALSE(meter.bytesInPerSecond());
    meter.readSize(beatAt(1), 4000);
    EXPECT_DOUBLE_EQ(*meter.bytesInPerSecond(), 3000);
    meter.readSize(beatAt(2), 500);
    EXPECT_FALSE(meter.bytesInPerSecond());
    meter.readSize(beatAt(3), 600);
    EXPECT_DOUBLE_EQ(*meter.bytesInPerSecond(), 100);
}

TEST(TopicMeter, ATopicWithoutAnEarlierSizeBeganAtNothing) {
    TopicMeter meter;
    meter.readSize(beatAt(1), 1000);
    EXPECT_DOUBLE_EQ(*meter.bytesInPerSecond(), 1000);
}

TEST(TopicMeter, APartitionNumberOutOfReasonReservesNothing) {
    TopicMeter meter;
    meter.readEnds(beatAt(0), Readings{{2'000'000'000, 0, 1}, {-5, 0, 1}}, false);
    EXPECT_FALSE(meter.partitionInPerSecond(2'000'000'000));
    EXPECT_FALSE(meter.partitionInPerSecond(-5));
}

TEST(GroupMeter, OutIsTheRiseOfCommits) {
    GroupMeter meter;
    EXPECT_EQ(meter.read(beatAt(0), orders0, 10, lagOf(10, 0, 100, true)), 0);
    meter.close(beatAt(0));
    EXPECT_EQ(meter.lag(), 90);
    EXPECT_FALSE(meter.outPerSecond());
    EXPECT_EQ(meter.read(beatAt(1), orders0, 35, lagOf(35, 0, 100, true)), 25);
    meter.close(beatAt(1));
    EXPECT_DOUBLE_EQ(*meter.outPerSecond(), 25);
    EXPECT_EQ(meter.lag(), 65);
}

TEST(GroupMeter, ACommitThatWentBackOrIsTheFirstRoseByNothing) {
    GroupMeter meter;
    EXPECT_EQ(meter.read(beatAt(1), orders0, 10, {}), 0);
    EXPECT_EQ(meter.read(beatAt(2), orders0, 4, {}), 0);
    EXPECT_EQ(meter.read(beatAt(3), orders0, {}, {}), 0);
    EXPECT_EQ(meter.read(beatAt(4), orders0, 9, {}), 0);
}

TEST(GroupMeter, PartitionsWithoutACommitAreCountedAside) {
    GroupMeter meter;
    meter.read(beatAt(1), orders0, {}, lagOf({}, 0, 100, true));
    meter.close(beatAt(1));
    EXPECT_FALSE(meter.lag());
    EXPECT_EQ(meter.withoutCommit(), 1);
}

TEST(GroupMeter, ForgetsPartitionsThatAreNoLongerItsOwn) {
    GroupMeter meter;
    meter.read(beatAt(1), orders0, 1, lagOf(1, 0, 2, true));
    meter.close(beatAt(1));
    EXPECT_TRUE(meter.lagHistory(orders0));
    meter.close(beatAt(2));
    EXPECT_FALSE(meter.lagHistory(orders0));
    EXPECT_FALSE(meter.lag());
}

TEST(ClusterMeter, KeepsTheRingsThatMovedLast) {
    ClusterMeter meter(20);
    for (int second = 0; second < 30; ++second) {
        // One topic after the other sends a burst; all are read at every beat.
        for (int i = 0; i < 30; ++i) {
            auto& topic = meter.topic("t" + std::to_string(i));
            topic.readEnds(beatAt(second), Readings{{0, 0, i <= second ? 100 : 0}}, false);
            topic.close(beatAt(second));
        }
        meter.trim();
        EXPECT_LE(meter.rings(), 20u);
    }
    EXPECT_TRUE(meter.findTopic("t29")->in().hasRings());
    EXPECT_FALSE(meter.findTopic("t1")->in().hasRings());
}

TEST(Rate, ACounterThatBeganAnewHasNone) {
    Rate rate;
    EXPECT_FALSE(rate.read(beatAt(1), 100));
    EXPECT_DOUBLE_EQ(*rate.read(beatAt(2), 350), 250);
    EXPECT_FALSE(rate.read(beatAt(3), 10));
    EXPECT_DOUBLE_EQ(*rate.read(beatAt(4), 12), 2);
}
