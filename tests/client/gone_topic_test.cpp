#include <algorithm>

#include <gtest/gtest.h>

#include "client/cluster.h"
#include "client/producer.h"
#include "support/cluster_under_test.h"

using namespace client;
using namespace std::chrono_literals;
using support::ClusterUnderTest;

namespace {

class GoneTopic : public ::testing::Test {
protected:
    GoneTopic() {
        options.connect.bootstrap = under.bootstrap();
        cluster = connect(options.connect).value();
    }

    /// What the report of one record says, or the refusal to take it.
    static base::Result<Delivery> sendTo(Producer& producer, const std::string& topic,
                                         std::optional<base::PartitionId> partition = {}) {
        base::Result<Delivery> said = base::fail({.name = "NONE"});
        const auto taken = producer.send({.topic = topic, .partition = partition, .value = "v"},
                                         [&](base::Result<Delivery> done) { said = std::move(done); });
        if (!taken)
            return base::fail(taken.error());
        EXPECT_TRUE(producer.flush(25s));
        return said;
    }

    bool exists(const std::string& topic) {
        const std::vector<std::string> names{topic};
        return !cluster->metadata(names).value().topics.front().error;
    }

    ClusterUnderTest under;
    Reaper reaper;
    ProducerOptions options;
    std::shared_ptr<Cluster> cluster;
};

TEST_F(GoneTopic, SendingDoesNotMakeIt) {
    const std::string topic = ClusterUnderTest::fresh("never");
    const auto producer = Producer::create(options, reaper).value();
    const auto begin = std::chrono::steady_clock::now();
    const auto said = sendTo(*producer, topic);
    ASSERT_FALSE(said);
    EXPECT_EQ(said.error().name, "UNKNOWN_TOPIC_OR_PARTITION");
    EXPECT_EQ(said.error().cause, "Topic \"" + topic + "\" is not on this cluster.");
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 8s);
    const auto other = Producer::create(options, reaper).value();
    EXPECT_EQ(sendTo(*other, topic, base::PartitionId(1)).error().cause, said.error().cause);
    EXPECT_FALSE(exists(topic));
}

TEST_F(GoneTopic, SendingOnDoesNotMakeItAnew) {
    const std::string topic = ClusterUnderTest::fresh("gone");
    const std::vector<NewTopic> made{{.name = topic, .partitions = 3}};
    ASSERT_FALSE(cluster->createTopics(made).value().front().error);
    const auto producer = Producer::create(options, reaper).value();
    ASSERT_TRUE(sendTo(*producer, topic));
    const std::vector<std::string> names{topic};
    ASSERT_FALSE(cluster->deleteTopics(names).value().front().error);
    const auto said = sendTo(*producer, topic);
    ASSERT_FALSE(said);
    EXPECT_EQ(said.error().cause, "Topic \"" + topic + "\" is not on this cluster.");
    EXPECT_FALSE(exists(topic));
}

TEST_F(GoneTopic, ATopicJustMadeIsSentTo) {
    const std::string topic = ClusterUnderTest::fresh("new");
    const auto producer = Producer::create(options, reaper).value();
    EXPECT_FALSE(sendTo(*producer, topic));
    const std::vector<NewTopic> made{{.name = topic, .partitions = 1}};
    ASSERT_FALSE(cluster->createTopics(made).value().front().error);
    const auto other = Producer::create(options, reaper).value();
    EXPECT_TRUE(sendTo(*other, topic));
}

} // namespace
