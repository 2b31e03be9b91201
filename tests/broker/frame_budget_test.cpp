#include <gtest/gtest.h>

#include "broker/net/frame_budget.h"

namespace broker::net {
namespace {

class FrameBudgetTest : public testing::Test {
protected:
    /// What is given back here is granted to whoever still waits, while what it is kept in still stands.
    ~FrameBudgetTest() override {
        while (!held.empty())
            std::exchange(held, {}).clear();
    }

    void ask(std::uint64_t who, std::int64_t bytes) {
        budget->request(who, bytes, [this, who](FrameBudget::Reservation r) { held[who] = std::move(r); });
    }
    void giveBack(std::uint64_t who) { std::exchange(held[who], nullptr).reset(); }
    bool granted(std::uint64_t who) const {
        const auto at = held.find(who);
        return at != held.end() && at->second;
    }

    std::shared_ptr<FrameBudget> budget = std::make_shared<FrameBudget>(100);
    std::map<std::uint64_t, FrameBudget::Reservation> held;
};

TEST_F(FrameBudgetTest, AFrameWaitsUntilItsWholeLengthFits) {
    ask(1, 60);
    ask(2, 60);
    EXPECT_TRUE(granted(1));
    EXPECT_FALSE(granted(2));
    giveBack(1);
    EXPECT_TRUE(granted(2));
    EXPECT_EQ(budget->held(), 60);
}

TEST_F(FrameBudgetTest, ASmallFrameMayPassAHugeOne) {
    ask(1, 60);
    ask(2, 60);
    ask(3, 40);
    EXPECT_FALSE(granted(2));
    EXPECT_TRUE(granted(3));
}

TEST_F(FrameBudgetTest, AFrameLargerThanEverythingGetsEverything) {
    ask(1, 10);
    ask(2, 500);
    EXPECT_FALSE(granted(2));
    giveBack(1);
    EXPECT_TRUE(granted(2));
    ask(3, 1);
    EXPECT_FALSE(granted(3));
    giveBack(2);
    EXPECT_TRUE(granted(3));
}

TEST_F(FrameBudgetTest, WhoLeavesIsNotServed) {
    ask(1, 100);
    ask(2, 100);
    budget->withdraw(2);
    giveBack(1);
    EXPECT_FALSE(granted(2));
    EXPECT_EQ(budget->held(), 0);
    EXPECT_EQ(budget->waiting(), 0u);
}

} // namespace
} // namespace broker::net
