#include <filesystem>

#include <gmock/gmock.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "broker/broker.h"
#include "group_talk.h"
#include "protocol/messages/03_metadata.h"
#include "protocol/messages/18_api_versions.h"
#include "protocol/messages/32_describe_configs.h"
#include "protocol/messages/44_incremental_alter_configs.h"
#include "record_talk.h"
#include "support/file_limit.h"
#include "support/temporary_folder.h"

namespace record_talk {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

class KeptBroker : public testing::Test {
protected:
    KeptBroker() { start(); }

    broker::BrokerOptions options() const {
        broker::BrokerOptions options;
        options.listeners = {{{"127.0.0.1", 0}, std::nullopt}};
        options.dataFolder = folder.path();
        options.observer = "looks-on";
        return options;
    }
    void start() {
        auto started = broker::Broker::start(options());
        ASSERT_TRUE(started.has_value()) << started.error().cause;
        broker = std::move(*started);
    }
    void restart() {
        broker->stop();
        broker.reset();
        start();
    }
    Talker talk() { return Talker(broker->listening().front().toString()); }

    static ErrorCode setBroker(Talker& talker, const std::string& key, const std::string& value) {
        protocol::IncrementalAlterConfigsRequest request;
        auto& resource = request.resources.emplace_back();
        resource.resourceType = 4;
        resource.configs.push_back({key, 0, value});
        return errorOf(talker.client.call<protocol::IncrementalAlterConfigsResponse>(request, 1)
                           .responses.at(0)
                           .errorCode);
    }
    static std::optional<std::string> topicSetting(Talker& talker, const std::string& topic,
                                                   const std::string& key) {
        protocol::DescribeConfigsRequest request;
        request.resources.push_back({2, topic, std::vector{key}});
        return talker.client.call<protocol::DescribeConfigsResponse>(request, 4)
            .results.at(0)
            .configs.at(0)
            .value;
    }

    test_support::TemporaryFolder folder; // outlives the broker
    std::unique_ptr<broker::Broker> broker;
};

TEST_F(KeptBroker, ACleanStopLeavesNothingToRecover) {
    {
        auto talker = talk();
        talker.appendGood(talker.topic(), batchOf(3));
    }
    const auto cluster = broker->clusterId();
    restart();
    EXPECT_EQ(broker->clusterId(), cluster);
    EXPECT_TRUE(broker->recoveryReport().empty());
}

TEST_F(KeptBroker, DynamicBrokerSettingsAreFollowedAndSurviveARestart) {
    auto before = talk();
    const auto topic = before.topic();
    EXPECT_EQ(setBroker(before, "message.max.bytes", "900"), ErrorCode::NONE);
    EXPECT_EQ(errorOf(before.append(topic, batchOf({{std::string(2000, 'x'), {}, {}}})).errorCode),
              ErrorCode::MESSAGE_TOO_LARGE);
    EXPECT_EQ(setBroker(before, "num.partitions", "3"), ErrorCode::INVALID_REQUEST); // read-only
    restart();
    auto after = talk();
    EXPECT_EQ(topicSetting(after, topic, "max.message.bytes"), "900");
    EXPECT_EQ(errorOf(after.append(topic, batchOf({{std::string(2000, 'x'), {}, {}}})).errorCode),
              ErrorCode::MESSAGE_TOO_LARGE);
}

TEST_F(KeptBroker, AStopThatCannotWriteSaysSo) {
    {
        auto talker = talk();
        talker.appendGood(talker.topic(), batchOf(3));
    }
    const auto stopped = [&] {
        const support::FileLimit full(0);
        return broker->stop();
    }();
    ASSERT_FALSE(stopped);
    EXPECT_THAT(stopped.error().cause, HasSubstr("cannot write"));
    EXPECT_FALSE(broker->stop());
}

TEST_F(KeptBroker, ADiskThatTakesNoRecordsIsTold) {
    auto talker = talk();
    const auto topic = talker.topic();
    talker.appendGood(topic, batchOf(1));
    EXPECT_FALSE(broker->counters().refuses);
    {
        const support::FileLimit full(0);
        EXPECT_EQ(errorOf(talker.append(topic, batchOf(1)).errorCode), ErrorCode::KAFKA_STORAGE_ERROR);
    }
    EXPECT_THAT(broker->counters().refuses.value().cause, HasSubstr("cannot write"));
}

TEST_F(KeptBroker, ASecondBrokerOnTheFolderIsToldThatItIsLocked) {
    const auto second = broker::Broker::start(options());
    ASSERT_FALSE(second.has_value());
    EXPECT_THAT(second.error().cause, HasSubstr(folder.path().string()));
}

// On a socket of Apache Kafka every fresh topic is at epoch 0, below which nothing can be asked for; here the
// end of a torn log begins a new epoch.
TEST_F(KeptBroker, S44AnOlderLeaderEpochIsFenced) {
    const auto topic = [this] {
        auto talker = talk();
        const auto made = talker.topic();
        talker.appendGood(made, batchOf(1));
        talker.appendGood(made, batchOf(1));
        return made;
    }();
    broker->stop();
    broker.reset();
    const std::filesystem::path kept(folder.path());
    std::filesystem::remove(kept / ".kafka_cleanshutdown");
    const auto log = kept / (topic + "-0") / "00000000000000000000.log";
    std::filesystem::resize_file(log, std::filesystem::file_size(log) - 1);
    start();
    auto talker = talk();
    auto request = fetchRequest(topic, 0);
    auto& asked = request.topics[0].partitions[0].currentLeaderEpoch;
    const auto answer = [&] {
        return errorOf(talker.client.call<protocol::FetchResponse>(request, 11)
                           .responses.at(0)
                           .partitions.at(0)
                           .errorCode);
    };
    asked = 0;
    EXPECT_EQ(answer(), ErrorCode::FENCED_LEADER_EPOCH);
    asked = 1;
    EXPECT_EQ(answer(), ErrorCode::NONE);
    asked = 2;
    EXPECT_EQ(answer(), ErrorCode::UNKNOWN_LEADER_EPOCH);
}

TEST_F(KeptBroker, CountersAndConnectionsTellWhatWentThrough) {
    auto talker = talk();
    protocol::ApiVersionsRequest hello;
    hello.clientSoftwareName = "record-talk";
    hello.clientSoftwareVersion = "1.0";
    (void)talker.client.call<protocol::ApiVersionsResponse>(hello, 3);
    const auto topic = talker.topic();
    talker.appendGood(topic, batchOf(7));
    const auto counters = broker->counters();
    EXPECT_EQ(counters.recordsIn, 7u);
    EXPECT_EQ(counters.connections, 1u);
    EXPECT_EQ(counters.topics, 1u);
    EXPECT_GT(counters.bytesIn, 0u);
    EXPECT_GT(counters.bytesOut, 0u);
    EXPECT_GT(counters.dataBytes, 0);
    EXPECT_FALSE(counters.memoryLimit.has_value());
    ASSERT_EQ(counters.requestsByApi.at(0).name, "Produce");
    EXPECT_EQ(counters.requestsByApi[0].requests, 1u);
    const auto connections = broker->connections();
    ASSERT_EQ(connections.size(), 1u);
    EXPECT_EQ(connections[0].clientId, "test");
    EXPECT_EQ(connections[0].softwareName, "record-talk");
    EXPECT_EQ(connections[0].softwareVersion, "1.0");
    EXPECT_THAT(connections[0].address, HasSubstr("127.0.0.1:"));
}

TEST_F(KeptBroker, ItsOwnTopicsAreCountedApartFromThoseOfClients) {
    auto talker = talk();
    (void)talker.topic();
    EXPECT_EQ(broker->counters().internalTopics, 0u);
    broker_test::awaitCoordinator(talker.client, "who-makes-the-topic");
    EXPECT_EQ(broker->counters().internalTopics, 1u);
    EXPECT_EQ(broker->counters().topics, 2u);
}

TEST_F(KeptBroker, RecordsOutAreThoseThatWereSent) {
    auto talker = talk();
    const auto topic = talker.topic(), unread = talker.topic();
    talker.appendGood(topic, batchOf(7));
    EXPECT_EQ(broker->counters().recordBytesOut, 0u); // an answer to a producer holds no record
    talker.appendGood(topic, batchOf(3));
    const auto sent = [&] { return broker->counters().recordsOut; };
    EXPECT_EQ(sent(), 0u);
    const auto bytes = talker.fetch(topic, 0).records->size();
    EXPECT_GT(bytes, 0u);
    EXPECT_EQ(sent(), 10u);
    EXPECT_EQ(broker->counters().recordBytesOut, bytes);
    // A batch comes whole, but for the sake of its last two.
    EXPECT_FALSE(talker.fetch(topic, 5).records->empty());
    EXPECT_EQ(sent(), 15u);
    EXPECT_TRUE(talker.fetch(topic, 10).records->empty());
    const auto bytesBefore = broker->counters().recordBytesOut;
    Talker observer(broker->listening().front().toString(), "looks-on");
    EXPECT_FALSE(observer.fetch(topic, 0).records->empty());
    EXPECT_EQ(sent(), 15u);
    EXPECT_EQ(broker->counters().recordBytesOut, bytesBefore);
    // What a topic counted stays with it when its settings change.
    protocol::IncrementalAlterConfigsRequest change;
    auto& resource = change.resources.emplace_back();
    resource.resourceType = 2;
    resource.resourceName = topic;
    resource.configs.push_back({"retention.ms", 0, "600000"});
    (void)talker.client.call<protocol::IncrementalAlterConfigsResponse>(change, 1);
    EXPECT_THAT(broker->counters().recordsOutByTopic, ElementsAre(Pair(topic, 15u)));
}

TEST(BrokerStart, AWildcardAddressNeedsOneToAdvertise) {
    broker::BrokerOptions options;
    options.listeners = {{{"0.0.0.0", 0}, std::nullopt}};
    const auto refused = broker::Broker::start(options);
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(refused.error().remedy, HasSubstr("--advertise"));
    options.listeners[0].advertised = broker::HostPort{"milena.example", 0};
    const auto started = broker::Broker::start(options);
    ASSERT_TRUE(started.has_value());
    EXPECT_EQ((*started)->advertised()[0],
              (broker::HostPort{"milena.example", (*started)->listening()[0].port}));
}

bool hasIpv6Loopback() {
    const int s = ::socket(AF_INET6, SOCK_STREAM, 0);
    sockaddr_in6 loopback{};
    loopback.sin6_family = AF_INET6;
    loopback.sin6_addr = in6addr_loopback;
    const bool there = s >= 0 && ::bind(s, reinterpret_cast<sockaddr*>(&loopback), sizeof loopback) == 0;
    ::close(s);
    return there;
}

TEST(BrokerStart, LocalhostBindsBothLoopbacks) {
    broker::BrokerOptions options;
    options.listeners = {{{"localhost", 0}, std::nullopt}};
    const auto started = broker::Broker::start(options);
    ASSERT_TRUE(started.has_value()) << started.error().cause;
    const auto port = std::to_string((*started)->listening()[0].port);
    EXPECT_EQ((*started)->listening()[0].host, "localhost");
    protocol::MetadataRequest none;
    Talker v4("127.0.0.1:" + port);
    EXPECT_EQ(v4.client.call<protocol::MetadataResponse>(none, 9).brokers.at(0).host, "localhost");
    if (!hasIpv6Loopback())
        GTEST_SKIP() << "this machine has no ::1";
    Talker v6("::1:" + port);
    EXPECT_EQ(v6.client.call<protocol::MetadataResponse>(none, 9).brokers.size(), 1u);
}

TEST(BrokerStart, ATakenPortIsOneClearSentence) {
    broker::BrokerOptions options;
    options.listeners = {{{"127.0.0.1", 0}, std::nullopt}};
    const auto first = broker::Broker::start(options);
    ASSERT_TRUE(first.has_value());
    options.listeners[0].bind = (*first)->listening()[0];
    const auto second = broker::Broker::start(options);
    ASSERT_FALSE(second.has_value());
    EXPECT_THAT(second.error().cause, HasSubstr("another program listens there"));
}

} // namespace
} // namespace record_talk
