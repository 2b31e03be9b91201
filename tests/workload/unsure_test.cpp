#include <gtest/gtest.h>

#include "support/mock_cluster.h"
#include "workload/refusals.h"

using namespace workload;
using namespace std::chrono_literals;

namespace {

constexpr int never = 60'000;

class Letters final : public RepeatableFeed {
public:
    Letters(std::string topic, std::int64_t count) : m_topic(std::move(topic)), m_count(count) {}
    base::Result<std::optional<FedRecord>> next() override {
        return m_next == m_count ? std::nullopt : *at(m_next++);
    }
    base::Result<std::optional<FedRecord>> at(std::int64_t token) override {
        ++asked;
        FedRecord out{.token = token};
        out.record.topic = m_topic;
        out.record.value = "a";
        if (token == badAt)
            out.record.partition = base::PartitionId(99);
        return out;
    }
    std::int64_t badAt = -1;
    int asked = 0;

private:
    const std::string m_topic;
    const std::int64_t m_count;
    std::int64_t m_next = 0;
};

/// Records that went to a broker and got no answer.
class UnsureTest : public ::testing::Test {
protected:
    UnsureTest() {
        plan.producer.connect.bootstrap = mock.bootstrap();
        plan.producer.deliveryTimeout = 3s;
    }
    support::MockCluster mock;
    SendPlan plan;
    client::Reaper reaper;
};

TEST_F(UnsureTest, AreCountedApartFromThoseThatAreNotStored) {
    Letters letters(mock.makeTopic("t"), 3);
    letters.badAt = 1;
    plan.goOnAfterRefusal = true;
    mock.answerNextProduceAfter(never);
    const auto result = sendAll(letters, plan, reaper, {}, {});
    ASSERT_TRUE(result.error);
    EXPECT_EQ(result.progress.sent, 0);
    EXPECT_EQ(result.progress.refused, 1);
    EXPECT_EQ(result.progress.unsure, 2);
    EXPECT_EQ(result.refused, (std::vector<std::int64_t>{0, 1, 2}));
    EXPECT_EQ(result.unsure, (std::vector<std::int64_t>{0, 2}));
}

TEST_F(UnsureTest, AreThoseUnderWayWhenItIsStopped) {
    plan.producer.deliveryTimeout = 60s;
    Letters letters(mock.makeTopic("t"), 2);
    mock.answerNextProduceAfter(never);
    std::stop_source stop;
    const auto result = sendAll(
        letters, plan, reaper, [&](const SendProgress&) { stop.request_stop(); }, stop.get_token());
    EXPECT_TRUE(result.cancelled);
    EXPECT_EQ(result.unsure, (std::vector<std::int64_t>{0, 1}));
    EXPECT_EQ(result.progress.refused, 0);
}

TEST_F(UnsureTest, AreNoneWhereNothingWasSent) {
    plan.producer.connect.bootstrap = "127.0.0.1:1";
    Letters letters("t", 2);
    const auto result = sendAll(letters, plan, reaper, {}, {});
    EXPECT_EQ(result.progress.refused, 2);
    EXPECT_EQ(result.progress.unsure, 0);
    EXPECT_TRUE(result.unsure.empty());
}

TEST_F(UnsureTest, AreNotRepeatedUnasked) {
    Letters letters(mock.makeTopic("t"), 2);
    mock.answerNextProduceAfter(never);
    const auto told = sendTellingApart(letters, plan, reaper, [](const auto&) {}, {});
    EXPECT_EQ(letters.asked, 2);
    EXPECT_EQ(told.last.unsure.size(), 2U);
}

TEST_F(UnsureTest, StaySoUntilTheyAreAcknowledged) {
    SendResult later{.progress = {.sent = 1, .refused = 2}, .refused = {2, 8}};
    const std::vector<std::int64_t> again{2, 5, 8};
    EXPECT_EQ(mayBeStored(later, again, {1, 2, 5}), (std::vector<std::int64_t>{2, 5}));
    EXPECT_EQ(later.progress.refused, 1) << "the other was refused this time and may be stored all the same";
    EXPECT_EQ(later.progress.unsure, 2);
    EXPECT_EQ(without(again, {2, 5}), std::vector<std::int64_t>{8});
}

} // namespace
