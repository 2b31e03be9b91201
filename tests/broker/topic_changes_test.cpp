#include <algorithm>
#include <latch>
#include <set>
#include <thread>

#include <gmock/gmock.h>

#include "broker/broker.h"
#include "group_talk.h"
#include "protocol/messages/03_metadata.h"
#include "protocol/messages/10_find_coordinator.h"
#include "protocol/messages/12_heartbeat.h"
#include "protocol/messages/18_api_versions.h"
#include "record_talk.h"

namespace record_talk {
namespace {

using testing::SizeIs;

// More clients at it than there are I/O threads: the disk takes its time, and the others are served.
class TopicChanges : public testing::Test {
protected:
    static constexpr int kClients = 4;

    TopicChanges() {
        broker::BrokerOptions options;
        options.listeners = {{{"127.0.0.1", 0}, std::nullopt}};
        options.log = [this](const base::LogLine& line) {
            if (line.category != "topics")
                return;
            ++changes;
            if (m_slow.exchange(false)) {
                m_reached.count_down();
                m_goOn.wait();
            }
        };
        m_broker = std::move(*broker::Broker::start(options));
        address = m_broker->listening().front().toString();
        m_slow = true;
    }
    ~TopicChanges() override { goOn(); } // a test that ended before would leave the broker waiting for ever
    /// While the first change of topics takes its time.
    void expectOthersServed() {
        m_reached.wait();
        BrokerClient other(address);
        EXPECT_FALSE(
            other.call<protocol::ApiVersionsResponse>(protocol::ApiVersionsRequest{}, 0).apiKeys.empty());
        protocol::HeartbeatRequest beat;
        beat.groupId = "g";
        EXPECT_EQ(errorOf(other.call<protocol::HeartbeatResponse>(beat, 4).errorCode),
                  ErrorCode::NOT_COORDINATOR);
        EXPECT_EQ(other.call<protocol::MetadataResponse>(metadataOf({}), 9).topics.size(), 0u);
    }
    void waitUntilSlow() { m_reached.wait(); }
    void goOn() {
        if (!m_goOn.try_wait())
            m_goOn.count_down();
    }
    base::Status stop() { return m_broker->stop(); }
    [[nodiscard]] std::size_t connections() const { return m_broker->connections().size(); }
    std::vector<BrokerClient> clients() {
        std::vector<BrokerClient> all;
        for (int i = 0; i < kClients; ++i)
            all.emplace_back(address);
        return all;
    }
    static protocol::MetadataRequest metadataOf(const std::vector<std::string>& topics) {
        protocol::MetadataRequest request;
        for (const auto& name : topics)
            request.topics->emplace_back().name = name;
        return request;
    }

    std::atomic<int> changes{0};
    std::string address;

private:
    std::latch m_reached{1}, m_goOn{1};
    std::atomic<bool> m_slow{false};
    std::unique_ptr<broker::Broker> m_broker;
};

TEST_F(TopicChanges, WhileTopicsAreMadeOtherClientsAreServed) {
    auto makers = clients();
    for (auto& maker : makers) {
        protocol::CreateTopicsRequest create;
        create.topics.emplace_back().name = freshName("made");
        create.topics[0].numPartitions = 1;
        create.topics[0].replicationFactor = 1;
        maker.send(create, 5);
    }
    expectOthersServed();
    goOn();
    for (auto& maker : makers)
        EXPECT_EQ(errorOf(maker.receive<protocol::CreateTopicsResponse>(5).topics.at(0).errorCode),
                  ErrorCode::NONE);
}

TEST_F(TopicChanges, WhileATopicIsMadeForWhoeverAsksForItOtherClientsAreServed) {
    const auto name = freshName("asked");
    auto askers = clients();
    for (auto& asker : askers) { // the second request is there before the first is answered
        asker.send(metadataOf({name}), 12);
        asker.send(protocol::ApiVersionsRequest{}, 0);
    }
    expectOthersServed();
    goOn();
    std::set<base::Uuid> ids;
    for (auto& asker : askers) {
        const auto topics = asker.receive<protocol::MetadataResponse>(12).topics;
        ASSERT_THAT(topics, SizeIs(1));
        EXPECT_EQ(errorOf(topics[0].errorCode), ErrorCode::NONE);
        EXPECT_THAT(topics[0].partitions, SizeIs(1));
        ids.insert(topics[0].topicId);
        EXPECT_FALSE(asker.receive<protocol::ApiVersionsResponse>(0).apiKeys.empty());
    }
    EXPECT_THAT(ids, SizeIs(1));
    EXPECT_EQ(changes, 1);
}

TEST_F(TopicChanges, WhileTheOffsetsTopicIsMadeOtherClientsAreServed) {
    auto askers = clients();
    for (auto& asker : askers) {
        protocol::FindCoordinatorRequest find;
        find.key = "g";
        asker.send(find, 3);
    }
    expectOthersServed();
    goOn();
    for (auto& asker : askers)
        EXPECT_EQ(errorOf(asker.receive<protocol::FindCoordinatorResponse>(3).errorCode), ErrorCode::NONE);
    EXPECT_EQ(changes, 1);
}

TEST_F(TopicChanges, WhatAClientAskedForIsForgottenWhenItIsGone) {
    BrokerClient first(address);
    first.send(metadataOf({freshName("made")}), 12);
    waitUntilSlow();
    {
        BrokerClient gone(address);
        gone.send(metadataOf({"asked-by-nobody"}), 12);
        broker_test::eventually([&] { return connections() == 2; });
        gone.reset();
    }
    broker_test::eventually([&] { return connections() == 1; });
    goOn();
    EXPECT_THAT(first.receive<protocol::MetadataResponse>(12).topics, SizeIs(1));
    BrokerClient other(address);
    EXPECT_EQ(other.call<protocol::MetadataResponse>(metadataOf({freshName("after")}), 12).topics.size(), 1u);
    EXPECT_EQ(changes, 2);
}

TEST_F(TopicChanges, ManyTopicsAtOnceAreMadeAskByAsk) {
    goOn();
    std::vector<std::string> names;
    for (int i = 0; i < 500; ++i)
        names.push_back(freshName("many"));
    BrokerClient asker(address);
    const auto unknown = [&] {
        const auto topics = asker.call<protocol::MetadataResponse>(metadataOf(names), 12).topics;
        return std::ranges::count(topics, toWire(ErrorCode::UNKNOWN_TOPIC_OR_PARTITION),
                                  &protocol::MetadataResponse::MetadataResponseTopic::errorCode);
    };
    EXPECT_EQ(unknown(), 300);
    EXPECT_EQ(unknown(), 100);
    EXPECT_EQ(unknown(), 0);
}

TEST_F(TopicChanges, AStopEndsALongRequest) {
    constexpr int asked = 1000;
    protocol::CreateTopicsRequest create;
    for (int i = 0; i < asked; ++i) {
        auto& topic = create.topics.emplace_back();
        topic.name = freshName("made");
        topic.numPartitions = 1;
        topic.replicationFactor = 1;
    }
    BrokerClient maker(address);
    maker.send(create, 5);
    waitUntilSlow(); // at the first of them
    std::thread stopping([&] { EXPECT_TRUE(stop().has_value()); });
    EXPECT_TRUE(maker.isClosedByPeer());
    goOn();
    stopping.join();
    EXPECT_EQ(changes, 1);
}

} // namespace
} // namespace record_talk
