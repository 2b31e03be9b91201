#include <gmock/gmock.h>

#include "group_talk.h"
#include "protocol/messages/03_metadata.h"
#include "protocol/messages/22_init_producer_id.h"
#include "protocol/messages/32_describe_configs.h"
#include "record_talk.h"
#include "support/temporary_folder.h"

namespace record_talk {
namespace {

using broker_test::eventually;
using testing::ElementsAre;

/// What outlives a clean stop of a broker that keeps its data.
class RestartSemantics : public testing::Test {
protected:
    RestartSemantics() {
        if (!broker_test::ServedBroker::restarts())
            return;
        broker.emplace(broker_test::ServedBroker::Config{}, folder.path());
    }
    void SetUp() override {
        if (!broker)
            GTEST_SKIP() << "this foreign broker cannot be restarted: KAFKA_STARTER is not set";
    }

    Talker talk() const { return Talker(broker->address()); }
    /// Once the restarted broker leads the topic again.
    Talker talkAfterRestart(const std::string& topic) {
        broker->restart();
        auto talker = talk();
        EXPECT_TRUE(eventually([&] { return talker.offsetAt(topic, Latest).errorCode == 0; }));
        return talker;
    }

    static protocol::MetadataResponse metadata(Talker& talker, const std::string& topic) {
        protocol::MetadataRequest ask;
        ask.topics->emplace_back().name = topic;
        ask.allowAutoTopicCreation = false;
        return talker.client.call<protocol::MetadataResponse>(ask, 12);
    }
    static std::int64_t newProducer(Talker& talker) {
        protocol::InitProducerIdRequest request;
        request.transactionalId.reset();
        protocol::InitProducerIdResponse response;
        // A broker that has just started may not have its first block of ids yet.
        EXPECT_TRUE(eventually([&] {
            response = talker.client.call<protocol::InitProducerIdResponse>(request, 4);
            return response.errorCode == 0;
        }));
        return response.producerId;
    }
    static std::optional<std::string> setting(Talker& talker, const std::string& topic,
                                              const std::string& key) {
        constexpr std::int8_t topicResource = 2;
        protocol::DescribeConfigsRequest request;
        request.resources.push_back({topicResource, topic, std::vector{key}});
        const auto response = talker.client.call<protocol::DescribeConfigsResponse>(request, 4);
        return response.results.at(0).configs.at(0).value;
    }

    test_support::TemporaryFolder folder; // outlives the broker
    std::optional<broker_test::ServedBroker> broker;
};

TEST_F(RestartSemantics, S17SequencesSurviveAndProducerIdsAreNeverGivenTwice) {
    auto before = talk();
    const auto topic = before.topic();
    const auto producer = newProducer(before);
    before.appendGood(topic, sequenced(producer, 0, 0, 2));
    auto after = talkAfterRestart(topic);
    EXPECT_EQ(after.append(topic, sequenced(producer, 0, 0, 2)).baseOffset, 0);
    EXPECT_EQ(errorOf(after.append(topic, sequenced(producer, 0, 5)).errorCode),
              ErrorCode::OUT_OF_ORDER_SEQUENCE_NUMBER);
    EXPECT_EQ(after.append(topic, sequenced(producer, 0, 2)).baseOffset, 2);
    EXPECT_NE(newProducer(after), producer);
}

TEST_F(RestartSemantics, S46TopicsTheirIdsRecordsAndOverridesSurvive) {
    auto before = talk();
    const auto topic = before.topic(2, {{"retention.ms", "86400000"}});
    before.appendGood(topic, batchOf(3));
    const auto told = metadata(before, topic);
    ASSERT_FALSE(told.topics.at(0).topicId.isZero());
    auto after = talkAfterRestart(topic);
    const auto toldAgain = metadata(after, topic);
    EXPECT_EQ(toldAgain.topics.at(0).topicId, told.topics[0].topicId);
    EXPECT_EQ(toldAgain.topics[0].partitions.size(), 2u);
    EXPECT_EQ(toldAgain.clusterId, told.clusterId);
    EXPECT_THAT(valuesIn(*after.fetch(topic, 0).records), ElementsAre("value 0", "value 1", "value 2"));
    EXPECT_EQ(setting(after, topic, "retention.ms"), "86400000");
}

} // namespace
} // namespace record_talk
