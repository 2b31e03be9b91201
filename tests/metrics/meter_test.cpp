#include <gtest/gtest.h>

#include "beats.h"
#include "metrics/group_meter.h"
#include "metrics/topic_meter.h"

using namespace metrics;
using beats::beatAt;

namespace {

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
    EXPECT_DOUBLE_EQ(*meter.inPerSecond(), 30);
    EXPECT_DOUBLE_EQ(*meter.inOfBeat(), 30) << "what came since it last answered came in all that time";
    meter.readEnds(beatAt(3), Readings{{0, 0, 200}}, false);
    EXPECT_DOUBLE_EQ(*meter.inPerSecond(), 40);
}

TEST(TopicMeter, WithoutAnEndOfOnePartitionTheSumIsUnknown) {
    TopicMeter meter;
    meter.readEnds(beatAt(0), Readings{{0, 0, 100}, {1, 0, 100}}, false);
    meter.readEnds(beatAt(1), Readings{{0, 0, 110}, {1, 0, {}}}, false);
    EXPECT_FALSE(meter.inPerSecond());
    EXPECT_FALSE(meter.inOfBeat());
    EXPECT_DOUBLE_EQ(*meter.partitionInPerSecond(0), 10);
    EXPECT_FALSE(meter.partitionInPerSecond(1));
    meter.readEnds(beatAt(2), Readings{{0, 0, 120}, {1, 0, 140}}, false);
    EXPECT_DOUBLE_EQ(*meter.inOfBeat(), 30);
}

TEST(TopicMeter, AnEndThatNobodyKnewOverAGapIsABeginning) {
    TopicMeter meter;
    meter.readEnds(beatAt(0), Readings{{0, 0, 100}}, false);
    meter.readEnds(beatAt(1), Readings{{0, 0, 110}}, false);
    Beat late = beatAt(600);
    late.gap = true;
    meter.readEnds(late, Readings{{0, {}, {}}}, false);
    meter.readEnds(beatAt(601), Readings{{0, 0, 90'000}}, false);
    EXPECT_FALSE(meter.inPerSecond());
    EXPECT_FALSE(meter.partitionInPerSecond(0));
}

TEST(TopicMeter, EndsThatFallTellNothing) {
    TopicMeter meter;
    meter.readEnds(beatAt(0), Readings{{0, 0, 100}}, false);
    meter.readEnds(beatAt(1), Readings{{0, 0, 3}}, false);
    EXPECT_FALSE(meter.inPerSecond());
    meter.readEnds(beatAt(2), Readings{{0, 0, 4}}, false);
    EXPECT_DOUBLE_EQ(*meter.inOfBeat(), 1);
}

TEST(TopicMeter, APartitionNumberOutOfReasonReservesNothing) {
    TopicMeter meter;
    meter.readEnds(beatAt(0), Readings{{2'000'000'000, 0, 1}, {-5, 0, 1}}, false);
    EXPECT_FALSE(meter.partitionInPerSecond(2'000'000'000));
    EXPECT_FALSE(meter.partitionInPerSecond(-5));
}

TEST(GroupMeter, PartitionsWithoutACommitAreCountedAside) {
    GroupMeter meter;
    meter.read(beatAt(1), orders0, {}, lagOf({}, 0, 100, true));
    meter.close(beatAt(1));
    EXPECT_FALSE(meter.lag());
    EXPECT_EQ(meter.withoutCommit(), 1);
}

TEST(TopicMeter, ExtraLooksChangeNoRate) {
    TopicMeter meter;
    meter.readEnds(beatAt(0), Readings{{0, 0, 100}}, false);
    meter.readEnds(beatAt(1), Readings{{0, 0, 350}}, false);
    Beat extra = beatAt(1);
    extra.fromMs = extra.toMs;
    extra.toMs += 300;
    extra.extra = true;
    meter.readEnds(extra, Readings{{0, 0, 351}, {1, 0, 40}}, false);
    EXPECT_DOUBLE_EQ(*meter.inPerSecond(), 250);
    meter.readEnds(beatAt(2), Readings{{0, 0, 600}, {1, 0, 40}}, false);
    EXPECT_DOUBLE_EQ(*meter.inOfBeat(), 290) << "what was seen in between came in this beat";
    EXPECT_DOUBLE_EQ(*meter.inPerSecond(), 270);
}

TEST(TopicMeter, ATopicThatAppearsInAnExtraLookBroughtAllItHolds) {
    TopicMeter meter;
    Beat extra = beatAt(1);
    extra.extra = true;
    meter.readEnds(extra, Readings{{0, 0, 30}}, true);
    EXPECT_FALSE(meter.inPerSecond());
    meter.readEnds(beatAt(2), Readings{{0, 0, 70}}, false);
    EXPECT_DOUBLE_EQ(*meter.inOfBeat(), 70);
}

TEST(GroupMeter, EachTopicHasALagAndARateOfItsOwn) {
    GroupMeter meter;
    const base::TopicPartition orders1{"orders", base::PartitionId{1}}, carts0{"carts", base::PartitionId{0}};
    for (int second = 0; second <= 20; ++second) {
        const int moved = second / 5 * 5;
        meter.read(beatAt(second), orders0, 100 * moved, lagOf(100 * moved, 0, 100 * moved + 40, true));
        meter.read(beatAt(second), orders1, 10 * moved, lagOf(10 * moved, 0, 10 * moved + 2, true));
        meter.read(beatAt(second), carts0, moved, lagOf(moved, 0, moved + 7, true));
        meter.close(beatAt(second));
    }
    ASSERT_TRUE(meter.topic("orders"));
    ASSERT_TRUE(meter.topic("carts"));
    EXPECT_EQ(meter.topic("orders")->lag, 42);
    EXPECT_EQ(meter.topic("carts")->lag, 7);
    EXPECT_DOUBLE_EQ(*meter.topic("orders")->outPerSecond, 110);
    EXPECT_DOUBLE_EQ(*meter.topic("carts")->outPerSecond, 1);
    EXPECT_FALSE(meter.topic("customers"));
    EXPECT_DOUBLE_EQ(*meter.outPerSecond(), 111);
    EXPECT_EQ(meter.lag(), 49);
}

TEST(GroupMeter, ACommitThatWentBackOrIsTheFirstRoseByNothing) {
    GroupMeter meter;
    int second = 0;
    for (const auto committed : {std::optional<std::int64_t>(10), {4}, {}, {9}}) {
        meter.read(beatAt(second), orders0, committed, {});
        meter.close(beatAt(second));
        EXPECT_DOUBLE_EQ(meter.outPerSecond().value_or(0), 0) << second;
        ++second;
    }
}

TEST(GroupMeter, AFirstCommitRoseByMoreThanIsKnown) {
    const base::TopicPartition orders1{"orders", base::PartitionId{1}};
    for (const bool seenInBetween : {false, true}) {
        GroupMeter meter;
        const auto read = [&](Beat beat, std::int64_t of0, std::optional<std::int64_t> of1) {
            meter.read(beat, orders0, of0, {});
            meter.read(beat, orders1, of1, {});
            meter.close(beat);
        };
        for (int second = 0; second <= 20; ++second)
            read(beatAt(second), second * 10, {});
        EXPECT_DOUBLE_EQ(*meter.outPerSecond(), 10);
        EXPECT_FALSE(meter.outLacks());
        if (seenInBetween) {
            Beat look = beatAt(21);
            look.extra = true;
            read(look, 200, 700);
        }
        read(beatAt(21), 210, 700);
        EXPECT_DOUBLE_EQ(*meter.outPerSecond(), 10);
        EXPECT_TRUE(meter.outLacks() && meter.topic("orders")->outLacks) << seenInBetween;
    }
}

TEST(GroupMeter, WhatRisesWhileNobodyTellsItIsOfAllThatTime) {
    GroupMeter meter;
    const auto read = [&](int second) {
        meter.read(beatAt(second), orders0, second / 5 * 250, {});
        meter.close(beatAt(second));
    };
    for (int second = 0; second <= 20; ++second)
        read(second);
    for (int second = 21; second < 170; ++second)
        meter.skip(beatAt(second));
    for (int second = 170; second <= 190; ++second) {
        read(second);
        EXPECT_NEAR(*meter.outPerSecond(), 50, 0.5) << second;
    }
}

TEST(GroupMeter, WhatRoseOverAGapThatNobodyToldIsNotKnown) {
    GroupMeter meter;
    meter.read(beatAt(0), orders0, 100, {});
    meter.close(beatAt(0));
    Beat gap = beatAt(30);
    gap.gap = true;
    meter.skip(gap);
    meter.read(beatAt(31), orders0, 900, {});
    meter.close(beatAt(31));
    EXPECT_FALSE(meter.outPerSecond());
    EXPECT_FALSE(meter.outLacks());
}

namespace {
/// A group of which what it committed and who was there is told second by second.
struct Committing {
    GroupMeter meter;
    int second = 0;
    std::optional<double> reads(std::int64_t committed, GroupMeter::Members members) {
        meter.read(beatAt(second), orders0, committed, {});
        meter.close(beatAt(second++), members);
        return meter.outPerSecond();
    }
};
} // namespace

TEST(GroupMeter, WhatMovesWhileNoMemberReadsIsAReset) {
    using enum GroupMeter::Members;
    Committing group;
    for (int i = 0; i <= 20; ++i)
        group.reads(i * 10, Some);
    EXPECT_DOUBLE_EQ(*group.reads(210, None), 10) << "its last commit";
    for (const std::int64_t committed : {210, 210, 0, 0, 9'000, 9'000, 12'000})
        EXPECT_DOUBLE_EQ(group.reads(committed, None).value_or(-1), 0) << committed;
    for (int i = 1; i <= 20; ++i)
        group.reads(12'000 + i * 10, Some);
    EXPECT_DOUBLE_EQ(*group.meter.outPerSecond(), 10);
}

TEST(GroupMeter, WhoOnlyCommitsReadsUntilItGoesBack) {
    using enum GroupMeter::Members;
    Committing group;
    for (int i = 0; i <= 20; ++i)
        group.reads(i * 10, Never);
    EXPECT_DOUBLE_EQ(*group.meter.outPerSecond(), 10);
    for (const std::int64_t committed : {0, 0, 0, 9'000, 9'000})
        EXPECT_DOUBLE_EQ(group.reads(committed, Never).value_or(-1), 0) << committed;
    for (int i = 1; i <= 20; ++i)
        group.reads(9'000 + i * 10, Never);
    EXPECT_DOUBLE_EQ(*group.meter.outPerSecond(), 10);
}

TEST(GroupMeter, WhoBeginsAtNothingHadReadNothing) {
    GroupMeter meter;
    meter.close(beatAt(1));
    meter.read(beatAt(2), orders0, 0, {});
    meter.close(beatAt(2));
    EXPECT_DOUBLE_EQ(*meter.outPerSecond(), 0);
    EXPECT_FALSE(meter.outLacks());
}

TEST(GroupMeter, ForgetsWhatIsNoLongerItsOwn) {
    GroupMeter meter;
    meter.read(beatAt(1), orders0, 1, lagOf(1, 0, 2, true));
    meter.close(beatAt(1));
    EXPECT_EQ(meter.lag(), 1);
    meter.close(beatAt(2));
    EXPECT_FALSE(meter.lag());
    EXPECT_FALSE(meter.topic("orders"));
}

TEST(GroupMeter, TakesPartitionsInAnyOrder) {
    GroupMeter meter;
    const base::TopicPartition orders2{"orders", base::PartitionId{2}}, carts0{"carts", base::PartitionId{0}};
    const auto beat = [&](int second, std::initializer_list<const base::TopicPartition*> names) {
        for (const auto* name : names)
            meter.read(beatAt(second), *name, second * 10, lagOf(second * 10, 0, second * 10 + 1, true));
        meter.close(beatAt(second));
    };
    beat(1, {&orders2, &carts0, &orders0});
    beat(2, {&carts0, &orders0, &orders2});
    beat(3, {&orders0, &orders2}); // the other went in between
    EXPECT_EQ(meter.lag(), 2);
    EXPECT_FALSE(meter.topic("carts"));
    beat(4, {&orders2});
    beat(5, {&orders2, &orders0}); // what came back rose by nothing
    EXPECT_EQ(meter.topic("orders")->lag, 2);
}
