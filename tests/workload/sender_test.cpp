#include <gtest/gtest.h>

#include "client/cluster.h"
#include "support/cluster_under_test.h"
#include "workload/refusals.h"

using namespace workload;
using namespace std::chrono_literals;
using support::ClusterUnderTest;

namespace {

class Numbers final : public RepeatableFeed {
public:
    Numbers(std::string topic, std::int64_t count) : m_topic(std::move(topic)), m_count(count) {}
    base::Result<std::optional<FedRecord>> next() override {
        if (m_next == m_count)
            return std::nullopt;
        return at(m_next++);
    }
    base::Result<std::optional<FedRecord>> at(std::int64_t token) override {
        ++asked;
        if (token == goneAt && m_next > token + 1)
            return base::fail({.name = "GONE", .cause = "It is gone.", .remedy = {}});
        FedRecord out{.token = token};
        out.record.topic = token == lostAt ? "no/topic" : m_topic;
        out.record.value = std::to_string(token);
        out.record.timestampMs = timestampMs;
        out.record.headers = {{"a", "bcd"}, {"", std::nullopt}};
        if (out.token == badAt)
            out.record.partition = base::PartitionId(99);
        return out;
    }
    bool leavesOut(std::int64_t token, const base::Error&) override { return token == leftOutAt; }

    std::int64_t badAt = -1, lostAt = -1;
    std::int64_t goneAt = -1; ///< when it is asked for once more
    std::int64_t leftOutAt = -1;
    int asked = 0;
    std::optional<std::int64_t> timestampMs;

private:
    const std::string m_topic;
    const std::int64_t m_count;
    std::int64_t m_next = 0;
};

class SenderTest : public ::testing::Test {
protected:
    SenderTest() { plan.producer.connect.bootstrap = under.bootstrap(); }

    std::string makeTopic(std::map<std::string, std::string> configs = {}) {
        const std::string name = ClusterUnderTest::fresh("sender");
        const std::vector<client::NewTopic> topics{
            {.name = name, .partitions = 1, .configs = std::move(configs)}};
        EXPECT_FALSE(
            client::connect(plan.producer.connect).value()->createTopics(topics).value().front().error);
        return name;
    }

    ClusterUnderTest under;
    SendPlan plan;
    client::Reaper reaper;
};

TEST_F(SenderTest, SendsAllAtItsRate) {
    Numbers numbers(makeTopic(), 101);
    plan.recordsPerSecond = 200;
    int told = 0;
    const auto begin = std::chrono::steady_clock::now();
    const auto result = sendAll(numbers, plan, reaper, [&](const SendProgress&) { ++told; }, {});
    EXPECT_FALSE(result.error) << result.error->cause;
    EXPECT_EQ(result.progress.sent, 101);
    EXPECT_TRUE(result.refused.empty());
    EXPECT_EQ(result.progress.last.value().offset.value(), base::Offset(100));
    // The last of 101 is due after half a second, and no earlier.
    EXPECT_GE(std::chrono::steady_clock::now() - begin, 500ms);
    EXPECT_GT(told, 1);
}

TEST_F(SenderTest, NamesWhatWasRefusedAndGoesOnOrNot) {
    plan.producer.queueLimit = 50;
    Numbers all(makeTopic(), 1000);
    all.badAt = 500;
    plan.goOnAfterRefusal = true;
    const auto whole = sendAll(all, plan, reaper, {}, {});
    EXPECT_EQ(whole.progress.sent, 999);
    EXPECT_EQ(whole.refused, std::vector<std::int64_t>{500});
    EXPECT_EQ(whole.progress.bytes, 10 + 90 * 2 + 899 * 3 + 999 * 4) << "of those that arrived, with headers";
    ASSERT_TRUE(whole.error);

    Numbers some(makeTopic(), 1'000'000);
    some.badAt = 500;
    plan.goOnAfterRefusal = false;
    const auto ended = sendAll(some, plan, reaper, {}, {});
    EXPECT_EQ(ended.refused, std::vector<std::int64_t>{500});
    EXPECT_GE(ended.progress.sent, 500);
    EXPECT_LT(ended.progress.sent, 1'000'000);
}

TEST_F(SenderTest, RepeatsOnlyWhereAllWereRefusedAsTheyAre) {
    plan.goOnAfterRefusal = true;
    plan.producer.deliveryTimeout = 3s;
    Numbers bad(makeTopic(), 3);
    bad.badAt = 1;
    EXPECT_TRUE(sendTellingApart(bad, plan, reaper, [](const auto&) {}, {}).refusedAlone);
    EXPECT_EQ(bad.asked, 4);

    Numbers both(makeTopic(), 3);
    both.badAt = 1;
    both.lostAt = 2;
    const auto told = sendTellingApart(both, plan, reaper, [](const auto&) {}, {});
    EXPECT_EQ(told.last.refused, (std::vector<std::int64_t>{1, 2}));
    EXPECT_EQ(told.last.error.value().name, "_UNKNOWN_PARTITION");
    EXPECT_FALSE(told.refusedAlone);
    EXPECT_EQ(both.asked, 3);
}

TEST_F(SenderTest, WhatIsGoneWhenItIsToBeRepeatedIsLeftOutOrEndsIt) {
    for (const bool isLeftOut : {true, false}) {
        Numbers numbers(makeTopic(), 3);
        numbers.badAt = numbers.goneAt = 1;
        numbers.leftOutAt = isLeftOut ? 1 : -1;
        plan.goOnAfterRefusal = true;
        const auto told = sendTellingApart(numbers, plan, reaper, [](const auto&) {}, {});
        EXPECT_EQ(told.last.progress.sent, 2);
        EXPECT_EQ(told.last.error ? told.last.error->name : "", isLeftOut ? "" : "GONE");
        EXPECT_EQ(told.last.refused.size(), isLeftOut ? 0u : 1u);
    }
}

TEST_F(SenderTest, StopsSoonWithoutACluster) {
    plan.producer.connect.bootstrap = "127.0.0.1:1";
    Numbers numbers("none", 10);
    std::stop_source stop;
    const auto begin = std::chrono::steady_clock::now();
    const auto result = sendAll(
        numbers, plan, reaper, [&](const SendProgress&) { stop.request_stop(); }, stop.get_token());
    EXPECT_TRUE(result.cancelled);
    EXPECT_EQ(result.progress.sent, 0);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 20s);
}

TEST_F(SenderTest, CountsTheTimesThatABrokerDoesNotKeep) {
    const auto notKept = [&](const char* type, std::optional<std::int64_t> given) {
        Numbers numbers(makeTopic({{"message.timestamp.type", type}, {"retention.ms", "-1"}}), 3);
        numbers.timestampMs = given;
        const auto result = sendAll(numbers, plan, reaper, {}, {});
        EXPECT_EQ(result.progress.sent, 3);
        return result.progress.timesNotKept;
    };
    EXPECT_EQ(notKept("LogAppendTime", 1'700'000'000'000), 3);
    EXPECT_EQ(notKept("LogAppendTime", std::nullopt), 0) << "none was given";
    EXPECT_EQ(notKept("CreateTime", 1'700'000'000'000), 0);
}

TEST_F(SenderTest, ARecordWithoutAKeyToACompactedTopicIsToldWhatItLacks) {
    Numbers numbers(makeTopic({{"cleanup.policy", "compact"}}), 1);
    const auto result = sendAll(numbers, plan, reaper, {}, {});
    ASSERT_TRUE(result.error);
    EXPECT_EQ(result.error->name, "INVALID_RECORD");
    EXPECT_NE(result.error->remedy.find("compacted topic needs a key"), std::string::npos);
}

} // namespace
