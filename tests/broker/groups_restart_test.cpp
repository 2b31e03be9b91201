#include "broker/broker.h"
#include "broker/cluster_state.h"
#include "broker/config/settings.h"
#include "broker/groups/group_records.h"
#include "broker/groups/offsets_topic.h"
#include "group_talk.h"
#include "support/temporary_folder.h"

namespace broker_test {

class GroupRestart : public testing::Test {
protected:
    std::string start() {
        broker.reset();
        broker::BrokerOptions options;
        options.listeners = {{{"127.0.0.1", 0}, std::nullopt}};
        options.dataFolder = folder.path();
        auto started = broker::Broker::start(std::move(options));
        if (!started) {
            ADD_FAILURE() << started.error().cause;
            return {};
        }
        broker = std::move(*started);
        return broker->listening().front().toString();
    }

    test_support::TemporaryFolder folder;
    std::unique_ptr<broker::Broker> broker;
};

TEST_F(GroupRestart, MembersAndOffsetsAreThereAfterARestart) {
    auto address = start();
    std::string id;
    {
        GroupTalk talk(address, "g");
        (void)makeTopic(talk.client(), "t");
        awaitCoordinator(talk.client(), "g");
        id = talk.newId();
        const auto joined = talk.join({.memberId = id});
        ASSERT_EQ(text(talk.sync(id, joined.generationId, {{id, "mine"}}).assignment), "mine");
        EXPECT_EQ(talk.commit("t", 42, {.memberId = id, .generation = 1, .metadata = "note"}),
                  ErrorCode::NONE);
    }
    address = start();
    GroupTalk talk(address, "g");
    EXPECT_EQ(talk.state(), "Stable");
    EXPECT_EQ(talk.heartbeat(id, 1), ErrorCode::NONE);
    EXPECT_EQ(text(talk.sync(id, 1).assignment), "mine");
    EXPECT_EQ(talk.fetch("t").committedOffset, 42);
    EXPECT_EQ(talk.fetch("t").metadata, "note");
    EXPECT_EQ(talk.describe().members.at(0).clientId, "talk");
}

TEST_F(GroupRestart, OffsetsTopicIsInternalAndMadeWhenACoordinatorIsFirstAskedFor) {
    const auto address = start();
    BrokerClient client(address);
    const auto internalTopics = [&] {
        protocol::MetadataRequest ask;
        ask.topics = std::nullopt;
        std::vector<std::pair<std::string, std::size_t>> found;
        for (const auto& topic : client.call<protocol::MetadataResponse>(ask, 9).topics)
            if (topic.isInternal)
                found.emplace_back(topic.name.value_or(""), topic.partitions.size());
        return found;
    };
    EXPECT_TRUE(internalTopics().empty());
    awaitCoordinator(client, "g");
    EXPECT_EQ(internalTopics(),
              (std::vector<std::pair<std::string, std::size_t>>{{"__consumer_offsets", 50}}));
}

/// The topic on a store in memory, without a coordinator.
class GroupOffsetsTopic : public testing::Test {
protected:
    GroupOffsetsTopic() {
        std::vector<std::string> warnings;
        settings = std::move(*broker::config::Settings::load({}, warnings));
        storage::MemoryOptions options;
        options.configFor = [this](const auto&, const auto& overrides) {
            return settings->logConfig(overrides);
        };
        options.limitBytes = 64 << 20;
        store = std::move(*storage::LogStore::openMemory(options));
        cluster = std::make_unique<broker::ClusterState>(*store, *settings, broker::Logger(nullptr, clock));
    }
    std::unique_ptr<broker::groups::OffsetsTopic> open(std::uint64_t recordsBeforeRewrite = 100) {
        auto topic = found(recordsBeforeRewrite);
        EXPECT_TRUE(topic->make());
        EXPECT_TRUE(topic->open());
        return topic;
    }
    std::unique_ptr<broker::groups::OffsetsTopic> found(std::uint64_t recordsBeforeRewrite = 100) {
        return std::make_unique<broker::groups::OffsetsTopic>(
            *cluster, broker::groups::OffsetsTopic::Layout{2, 1 << 20, recordsBeforeRewrite}, clock,
            broker::Logger(nullptr, clock));
    }
    /// Keys that are kept, in order, the last value of each.
    static std::map<std::string, std::optional<base::Bytes>> kept(broker::groups::OffsetsTopic& topic,
                                                                  std::size_t* visited = nullptr) {
        std::map<std::string, std::optional<base::Bytes>> values;
        EXPECT_TRUE(topic.replay([&](base::ByteView key, std::optional<base::ByteView> value) {
            values[std::string(base::asText(key))] =
                value ? std::optional(base::Bytes(value->begin(), value->end())) : std::nullopt;
            if (visited)
                ++*visited;
        }));
        return values;
    }

    std::shared_ptr<base::SystemClock> clock = std::make_shared<base::SystemClock>();
    std::unique_ptr<broker::config::Settings> settings;
    std::unique_ptr<storage::LogStore> store;
    std::unique_ptr<broker::ClusterState> cluster;
};

TEST_F(GroupOffsetsTopic, OnlyMakingItMakesIt) {
    const auto topic = found();
    EXPECT_FALSE(topic->append("g", {broker::groups::offsetTombstone("g", "t", 1)}));
    EXPECT_FALSE(topic->open());
    EXPECT_TRUE(cluster->topics().empty());
    ASSERT_TRUE(topic->make());
    EXPECT_FALSE(topic->isOpen());
    ASSERT_TRUE(topic->open());
    EXPECT_TRUE(topic->append("g", {broker::groups::offsetTombstone("g", "t", 1)}));
}

TEST_F(GroupOffsetsTopic, RecordsAndTombstonesComeBackInOrder) {
    const auto first = broker::groups::offsetRecord("g", "t", 0, {1, -1, "", 1, {}, {}});
    const auto second = broker::groups::offsetRecord("g", "t", 0, {2, -1, "", 1, {}, {}});
    const auto gone = broker::groups::offsetTombstone("g", "t", 1);
    ASSERT_TRUE(open()->append("g", {first, second, gone}));
    const auto values = kept(*open());
    ASSERT_EQ(values.size(), 2U);
    EXPECT_EQ(values.at(std::string(base::asText(second.key))), second.value);
    EXPECT_EQ(values.at(std::string(base::asText(gone.key))), std::nullopt);
}

TEST_F(GroupOffsetsTopic, PartitionThatGrowsLongIsReplacedByWhatCounts) {
    const auto topic = open(100);
    const auto partition = broker::groups::partitionOf("g", 2);
    std::optional<std::int32_t> overgrown;
    int commits = 0;
    while (!(overgrown = topic->overgrown()) && commits < 1'000)
        ASSERT_TRUE(
            topic->append("g", {broker::groups::offsetRecord("g", "t", 0, {++commits, -1, "", 1, {}, {}})}));
    EXPECT_EQ(commits, 101);
    EXPECT_EQ(overgrown, partition);
    const auto live = broker::groups::offsetRecord("g", "t", 0, {commits, -1, "", 1, {}, {}});
    ASSERT_TRUE(topic->rewrite(partition, {live}));
    EXPECT_FALSE(topic->overgrown());
    std::size_t visited = 0;
    EXPECT_EQ(kept(*topic, &visited).at(std::string(base::asText(live.key))), live.value);
    EXPECT_EQ(visited, 1U);
}

} // namespace broker_test
