#include <algorithm>
#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "client/cluster.h"
#include "client/group_consumer.h"
#include "client/producer.h"
#include "client/software_guess.h"
#include "support/cluster_under_test.h"

using namespace client;
using namespace std::chrono_literals;
using support::ClusterUnderTest;

namespace {

base::TopicPartition at(const std::string& topic, int partition) {
    return {topic, base::PartitionId(partition)};
}

/// A change is answered by the controller; what the brokers tell follows a moment later on Apache Kafka.
template <class F>
bool eventually(F&& holds) {
    const auto end = std::chrono::steady_clock::now() + 10s;
    while (!holds()) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        std::this_thread::sleep_for(20ms);
    }
    return true;
}

class ClusterTest : public ::testing::Test {
protected:
    void SetUp() override {
        options.bootstrap = under.bootstrap();
        auto connected = connect(options);
        ASSERT_TRUE(connected) << connected.error().cause;
        cluster = std::move(*connected);
    }

    std::string makeTopic(int partitions, std::map<std::string, std::string> configs = {}) {
        const std::string name = ClusterUnderTest::fresh("client");
        configs.emplace("retention.ms", "-1"); // the records' times are old on purpose
        const std::vector<NewTopic> topics{
            {.name = name, .partitions = partitions, .replication = 1, .configs = configs}};
        auto made = cluster->createTopics(topics);
        EXPECT_TRUE(made) << made.error().cause;
        EXPECT_FALSE(made->front().error) << made->front().error->cause;
        const std::vector<std::string> asked{name};
        EXPECT_TRUE(eventually([&] {
            const auto metadata = cluster->metadata(asked);
            return metadata &&
                   metadata->topics.front().partitions.size() == static_cast<std::size_t>(partitions) &&
                   metadata->topics.front().partitions.front().leader;
        }));
        return name;
    }

    std::unique_ptr<Producer> producer(ProducerOptions producerOptions = {}) {
        producerOptions.connect = options;
        auto made = Producer::create(producerOptions, reaper);
        EXPECT_TRUE(made) << made.error().cause;
        return std::move(*made);
    }

    void send(const std::string& topic, int partition, int count) {
        auto sender = producer();
        for (int i = 0; i < count; ++i)
            ASSERT_TRUE(sender->send({.topic = topic,
                                      .partition = base::PartitionId(partition),
                                      .key = {},
                                      .value = std::to_string(i),
                                      .headers = {},
                                      .timestampMs = 1000 + i}));
        ASSERT_TRUE(sender->flush(20s));
    }

    /// The override of this topic, or nothing.
    std::optional<std::string> overrideOf(const std::string& topic, const std::string& name) {
        const std::vector<ConfigResource> resources{{ConfigResourceType::Topic, topic}};
        auto described = cluster->describeConfigs(resources);
        if (!described || described->front().error)
            return "unknown";
        for (const ConfigEntry& entry : described->front().entries) {
            if (entry.name == name && entry.source == ConfigSource::Topic)
                return entry.value;
        }
        return std::nullopt;
    }

    ClusterUnderTest under;
    ConnectOptions options;
    Reaper reaper;
    std::shared_ptr<Cluster> cluster;
};

TEST_F(ClusterTest, TellsWhoItIs) {
    const ClusterInfo info = cluster->info();
    EXPECT_FALSE(info.clusterId.empty());
    ASSERT_EQ(info.brokers.size(), 1u);
    EXPECT_TRUE(info.controller);
    EXPECT_TRUE(info.softwareGuess.starts_with("Kafka ")) << info.softwareGuess;
    const auto fetch =
        std::find_if(info.apis.begin(), info.apis.end(), [](const auto& api) { return api.key == 1; });
    ASSERT_NE(fetch, info.apis.end());
    EXPECT_EQ(fetch->name, "Fetch");
}

TEST_F(ClusterTest, CreatesValidatesAndDeletesTopics) {
    const std::string name = ClusterUnderTest::fresh("made");
    const std::vector<NewTopic> topics{
        {.name = name, .partitions = 3, .configs = {{"retention.ms", "60000"}}},
        {.name = "not/allowed", .partitions = 1},
        {.name = name + "-wide", .partitions = 1, .replication = 9}};
    for (const bool validateOnly : {true, false}) {
        auto made = cluster->createTopics(topics, validateOnly);
        ASSERT_TRUE(made) << made.error().cause;
        ASSERT_EQ(made->size(), 3u);
        EXPECT_FALSE((*made)[0].error) << (*made)[0].error->cause;
        EXPECT_EQ((*made)[1].error.value().name, "INVALID_TOPIC_EXCEPTION");
        EXPECT_EQ((*made)[2].error.value().name, "INVALID_REPLICATION_FACTOR");
        const std::vector<std::string> asked{name};
        EXPECT_TRUE(eventually([&] {
            const auto metadata = cluster->metadata(asked);
            return metadata && metadata->topics.front().error.has_value() == validateOnly &&
                   metadata->topics.front().partitions.size() == (validateOnly ? 0u : 3u);
        }));
    }
    EXPECT_EQ(cluster->createTopics(std::span(topics).first(1)).value().front().error.value().name,
              "TOPIC_ALREADY_EXISTS");
    const std::vector<std::string> names{name, name + "-none"};
    auto gone = cluster->deleteTopics(names);
    ASSERT_TRUE(gone);
    EXPECT_FALSE((*gone)[0].error);
    EXPECT_EQ((*gone)[1].error.value().name, "UNKNOWN_TOPIC_OR_PARTITION");
}

TEST_F(ClusterTest, AddsPartitionsAndSaysWhyNot) {
    const std::string topic = makeTopic(2);
    EXPECT_TRUE(cluster->createPartitions({topic, 5}, true));
    EXPECT_TRUE(cluster->createPartitions({topic, 4}));
    const auto fewer = cluster->createPartitions({topic, 3});
    ASSERT_FALSE(fewer);
    EXPECT_EQ(fewer.error().name, "INVALID_PARTITIONS");
    EXPECT_FALSE(fewer.error().cause.empty());
}

TEST_F(ClusterTest, EditingOneOfTwoOverridesLeavesTheOther) {
    const std::string topic = makeTopic(1, {{"retention.ms", "60000"}, {"max.message.bytes", "2000000"}});
    const std::vector<ConfigResource> it{{ConfigResourceType::Topic, topic}};
    const std::vector<ConfigEdit> edits{{"retention.ms", "70000"}};
    EXPECT_FALSE(cluster->alterConfigs(it, edits).value().front().error);
    EXPECT_TRUE(eventually([&] { return overrideOf(topic, "retention.ms") == "70000"; }));
    EXPECT_TRUE(eventually([&] { return overrideOf(topic, "max.message.bytes") == "2000000"; }));
    const std::vector<ConfigEdit> reset{{"retention.ms"}};
    EXPECT_FALSE(cluster->alterConfigs(it, reset).value().front().error);
    EXPECT_TRUE(eventually([&] { return overrideOf(topic, "retention.ms") == std::nullopt; }));
    EXPECT_TRUE(eventually([&] { return overrideOf(topic, "max.message.bytes") == "2000000"; }));
    const std::vector<ConfigEdit> bad{{"retention.ms", "soon"}};
    EXPECT_EQ(cluster->alterConfigs(it, bad, true).value().front().error.value().name, "INVALID_CONFIG");
}

TEST_F(ClusterTest, OneSettingOfManyTopicsIsReadAndChangedAndWhoRefusesIsNamed) {
    const std::vector<ConfigResource> topics{{ConfigResourceType::Topic, makeTopic(1)},
                                             {ConfigResourceType::Topic, ClusterUnderTest::fresh("absent")},
                                             {ConfigResourceType::Topic, makeTopic(1)}};
    const std::vector<ConfigEdit> edits{{"retention.ms", "70000"}};
    for (const bool validateOnly : {true, false}) {
        const auto outcomes = cluster->alterConfigs(topics, edits, validateOnly);
        ASSERT_TRUE(outcomes) << outcomes.error().cause;
        ASSERT_EQ(outcomes->size(), 3u);
        EXPECT_FALSE((*outcomes)[0].error);
        EXPECT_EQ((*outcomes)[1].error.value().name, "UNKNOWN_TOPIC_OR_PARTITION");
        EXPECT_FALSE((*outcomes)[2].error);
    }
    EXPECT_TRUE(eventually([&] {
        const auto described = cluster->describeConfigs(topics, std::vector<std::string>{"retention.ms"});
        return described && (*described)[1].error && (*described)[0].entries.size() == 1 &&
               (*described)[0].entries[0].value == "70000" && (*described)[2].entries[0].value == "70000";
    }));
}

TEST_F(ClusterTest, DescribesTopicAndBrokerConfigurationWithDocumentation) {
    const std::string topic = makeTopic(1);
    const std::string broker = std::to_string(cluster->info().brokers.front().id.value());
    const std::vector<ConfigResource> resources{{ConfigResourceType::Topic, topic},
                                                {ConfigResourceType::Broker, broker},
                                                {ConfigResourceType::Topic, topic + "-none"}};
    auto described = cluster->describeConfigs(resources);
    ASSERT_TRUE(described) << described.error().cause;
    ASSERT_EQ(described->size(), 3u);
    const auto& entries = (*described)[0].entries;
    const auto retention = std::find_if(entries.begin(), entries.end(),
                                        [](const auto& entry) { return entry.name == "retention.ms"; });
    ASSERT_NE(retention, entries.end());
    EXPECT_EQ(retention->type, ConfigType::Long);
    EXPECT_TRUE(retention->documentation);
    EXPECT_FALSE((*described)[1].entries.empty());
    EXPECT_TRUE((*described)[2].error);
}

TEST_F(ClusterTest, AnswersEveryQuestionAboutOffsets) {
    const std::string topic = makeTopic(3);
    send(topic, 0, 10);
    send(topic, 2, 5);
    const std::vector<base::TopicPartition> all{at(topic, 2), at(topic, 0), at(topic, 1), at(topic, 0),
                                                at(topic, 9)};
    auto ends = cluster->listOffsets(all, OffsetQuestion::Latest);
    ASSERT_TRUE(ends) << ends.error().cause;
    ASSERT_EQ(ends->size(), 5u);
    EXPECT_EQ((*ends)[0].offset, base::Offset(5));
    EXPECT_EQ((*ends)[1].offset, base::Offset(10));
    EXPECT_EQ((*ends)[2].offset, base::Offset(0));
    EXPECT_EQ((*ends)[3].offset, base::Offset(10));
    EXPECT_TRUE((*ends)[4].error);
    EXPECT_EQ(cluster->listOffsets(all, OffsetQuestion::LastStable).value()[1].offset, base::Offset(10));
    EXPECT_EQ(cluster->listOffsets(all, OffsetQuestion::Earliest).value()[1].offset, base::Offset(0));
    const auto newest = cluster->listOffsets(all, OffsetQuestion::MaxTimestamp).value();
    EXPECT_EQ(newest[1].timestampMs, 1009);
    EXPECT_EQ(newest[2].offset, std::nullopt);
    const auto later = cluster->listOffsets(all, OffsetQuestion::AtTime, 1004).value();
    EXPECT_EQ(later[1].offset, base::Offset(4));
    EXPECT_EQ(later[0].offset, base::Offset(4));
    EXPECT_EQ(cluster->listOffsets(all, OffsetQuestion::AtTime, 5000).value()[1].offset, std::nullopt);
}

TEST_F(ClusterTest, DeletesRecordsUpToAnOffsetAndAll) {
    const std::string topic = makeTopic(2);
    send(topic, 0, 10);
    send(topic, 1, 10);
    const std::vector<RecordDeletion> deletions{
        {at(topic, 0), base::Offset(4)}, {at(topic, 1), {}}, {at(topic, 7), {}}};
    auto done = cluster->deleteRecords(deletions);
    ASSERT_TRUE(done) << done.error().cause;
    EXPECT_EQ((*done)[0].logStart, base::Offset(4));
    EXPECT_EQ((*done)[1].logStart, base::Offset(10));
    EXPECT_TRUE((*done)[2].error);
}

TEST_F(ClusterTest, TellsTheSizeOfPartitions) {
    const std::string topic = makeTopic(1);
    send(topic, 0, 1000);
    auto dirs = cluster->describeLogDirs();
    ASSERT_TRUE(dirs) << dirs.error().cause;
    std::int64_t bytes = 0;
    for (const LogDir& dir : *dirs) {
        for (const ReplicaSize& replica : dir.replicas) {
            if (replica.partition == at(topic, 0))
                bytes += replica.bytes;
        }
    }
    EXPECT_GT(bytes, 1000);
}

TEST_F(ClusterTest, FollowsAGroupFromItsFirstMemberToItsDeletion) {
    const std::string topic = makeTopic(2);
    const std::string group = ClusterUnderTest::fresh("group");
    send(topic, 0, 20);
    {
        auto consumer =
            GroupConsumer::create({.connect = options, .group = group, .topics = {topic}}, reaper);
        ASSERT_TRUE(consumer) << consumer.error().cause;
        int read = 0;
        for (int i = 0; i < 300 && read < 20; ++i) {
            auto record = (*consumer)->poll(100ms);
            ASSERT_TRUE(record) << record.error().cause;
            read += record->has_value();
        }
        ASSERT_EQ(read, 20);
        EXPECT_EQ((*consumer)->assignment(), (std::vector{at(topic, 0), at(topic, 1)}));
        ASSERT_TRUE((*consumer)->commit());

        auto listed = cluster->listGroups();
        ASSERT_TRUE(listed);
        const auto found = std::find_if(listed->groups.begin(), listed->groups.end(),
                                        [&](const GroupListing& one) { return one.id == group; });
        ASSERT_NE(found, listed->groups.end());
        EXPECT_EQ(found->protocolType, "consumer");

        const std::vector<std::string> groups{group, group + "-none"};
        const std::vector<GroupName> names{{groups[0], {}}, {groups[1], {}}};
        auto described = cluster->describeGroups(names);
        ASSERT_TRUE(described) << described.error().cause;
        EXPECT_EQ((*described)[0].state, "Stable");
        ASSERT_EQ((*described)[0].members.size(), 1u);
        EXPECT_EQ((*described)[0].members[0].assignment, (std::vector{at(topic, 0), at(topic, 1)}));
        EXPECT_EQ((*described)[0].members[0].subscription, std::vector<std::string>{topic});
        EXPECT_EQ((*described)[1].state, "Dead");

        auto offsets = cluster->groupOffsets(names);
        ASSERT_TRUE(offsets) << offsets.error().cause;
        ASSERT_EQ((*offsets)[0].offsets.size(), 1u);
        EXPECT_EQ((*offsets)[0].offsets[0].offset, base::Offset(20));
        EXPECT_TRUE((*offsets)[1].offsets.empty());
        EXPECT_EQ(cluster->deleteGroups(groups).value()[0].error.value().name, "NON_EMPTY_GROUP");
        const std::vector<CommittedOffset> start{{.partition = at(topic, 0), .offset = base::Offset(0)}};
        EXPECT_EQ(cluster->commitOffsets(group, start).error().name, "UNKNOWN_MEMBER_ID");
    }
    const std::vector<std::string> groups{group};
    // The member leaves on the reaper's thread.
    EXPECT_TRUE(eventually([&] { return !cluster->deleteGroups(groups).value()[0].error; }));
}

TEST_F(ClusterTest, SetsWhereAGroupWithoutMembersGoesOn) {
    const std::string topic = makeTopic(2);
    const std::string group = ClusterUnderTest::fresh("group");
    const std::vector<CommittedOffset> offsets{{.partition = at(topic, 0), .offset = base::Offset(7)},
                                               {.partition = at(topic, 1), .offset = base::Offset(0)}};
    ASSERT_TRUE(eventually([&] { return cluster->commitOffsets(group, offsets).has_value(); }));
    const std::vector<GroupName> groups{{group, GroupType::Classic}};
    const auto found = cluster->groupOffsets(groups).value();
    ASSERT_EQ(found[0].offsets.size(), 2u);
    EXPECT_EQ(found[0].offsets[0].offset, base::Offset(7));
    EXPECT_EQ(found[0].offsets[1].offset, base::Offset(0));
    const std::vector<CommittedOffset> nowhere{{.partition = at("no-such-topic", 0)}};
    EXPECT_EQ(cluster->commitOffsets(group, nowhere).error().name, "UNKNOWN_TOPIC_OR_PARTITION");
}

TEST_F(ClusterTest, AsksAboutAThousandGroupsInAFewRequests) {
    std::vector<GroupName> groups;
    for (int i = 0; i < 1000; ++i)
        groups.push_back({ClusterUnderTest::fresh("many"), {}});
    auto offsets = cluster->groupOffsets(groups);
    ASSERT_TRUE(offsets) << offsets.error().cause;
    ASSERT_EQ(offsets->size(), 1000u);
    EXPECT_EQ((*offsets)[999].id, groups[999].id);
    EXPECT_TRUE(std::none_of(offsets->begin(), offsets->end(),
                             [](const auto& one) { return one.error.has_value(); }));
}

TEST_F(ClusterTest, ARecordWithoutAKeyIsRefusedByACompactedTopicAndToldWhy) {
    const std::string topic = makeTopic(1, {{"cleanup.policy", "compact"}});
    auto sender = producer();
    std::optional<base::Error> refusal;
    ASSERT_TRUE(sender->send({.topic = topic,
                              .partition = base::PartitionId(0),
                              .key = {},
                              .value = "keyless",
                              .headers = {},
                              .timestampMs = {}},
                             [&](const base::Result<Delivery>& done) {
                                 if (!done)
                                     refusal = done.error();
                             }));
    ASSERT_TRUE(sender->flush(20s));
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->name, "INVALID_RECORD");
    EXPECT_NE(refusal->remedy.find("needs a key"), std::string::npos) << refusal->remedy;
}

TEST_F(ClusterTest, AnInternalTopicIsNotToldToBeMisnamed) {
    const std::string topic = "__consumer_offsets";
    const std::vector<NewTopic> topics{{.name = topic, .partitions = 1, .configs = {}}};
    ASSERT_TRUE(cluster->createTopics(topics)); // it may be there
    auto sender = producer();
    std::optional<base::Error> refusal;
    ASSERT_TRUE(sender->send({.topic = topic, .partition = base::PartitionId(0), .value = "x"},
                             [&](const base::Result<Delivery>& done) {
                                 if (!done)
                                     refusal = done.error();
                             }));
    ASSERT_TRUE(sender->flush(20s));
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->name, "INVALID_TOPIC_EXCEPTION");
    EXPECT_NE(refusal->cause.find("only Kafka itself"), std::string::npos) << refusal->cause;
    EXPECT_EQ(refusal->remedy.find("letters"), std::string::npos) << refusal->remedy;
}

TEST_F(ClusterTest, ClosingItEndsItsCalls) {
    cluster->close();
    EXPECT_EQ(cluster->metadata().error().name, "CANCELLED");
}

TEST_F(ClusterTest, ProducesNullEmptyHeadersAndTimestampsToTheExactPlace) {
    const std::string topic = makeTopic(2);
    for (const char* codec : {"none", "gzip", "snappy", "lz4", "zstd"}) {
        ProducerOptions producerOptions;
        producerOptions.codec = codec;
        producerOptions.idempotent = true;
        auto sender = producer(producerOptions);
        std::vector<Delivery> deliveries;
        const auto report = [&deliveries](const base::Result<Delivery>& done) {
            ASSERT_TRUE(done) << done.error().cause;
            deliveries.push_back(*done);
        };
        ASSERT_TRUE(sender->send({.topic = topic,
                                  .partition = base::PartitionId(1),
                                  .key = "",
                                  .value = std::nullopt,
                                  .headers = {{"h", "1"}, {"h", std::nullopt}},
                                  .timestampMs = 77},
                                 report));
        ASSERT_TRUE(sender->send({.topic = topic, .partition = base::PartitionId(1), .value = "x"}, report));
        ASSERT_TRUE(sender->flush(20s));
        ASSERT_EQ(deliveries.size(), 2u);
        EXPECT_EQ(deliveries[0].partition, at(topic, 1));
        EXPECT_EQ(deliveries[0].timestampMs, 77);
        EXPECT_EQ(deliveries[1].offset.value() - deliveries[0].offset.value(), 1);
        EXPECT_EQ(sender->pending(), 0u);
    }
}

TEST_F(ClusterTest, ChoosesPartitionsAsJavaDoes) {
    const std::string topic = makeTopic(8);
    // Utils.toPositive(Utils.murmur2(key)) % 8, from Kafka's own test values of murmur2.
    const std::pair<const char*, std::uint32_t> hashes[] = {
        {"21", static_cast<std::uint32_t>(-973932308)},
        {"foobar", static_cast<std::uint32_t>(-790332482)},
        {"a-little-bit-long-string", static_cast<std::uint32_t>(-985981536)},
        {"a-little-bit-longer-string", static_cast<std::uint32_t>(-1486304829)}};
    auto sender = producer();
    for (const auto& [key, hash] : hashes) {
        std::optional<base::PartitionId> partition;
        ASSERT_TRUE(sender->send({.topic = topic, .key = key, .value = "v"}, [&partition](const auto& done) {
            if (done)
                partition = done->partition.partition;
        }));
        ASSERT_TRUE(sender->flush(20s));
        EXPECT_EQ(partition, base::PartitionId(static_cast<std::int32_t>((hash & 0x7fffffff) % 8))) << key;
    }
}

TEST_F(ClusterTest, SaysWhyARecordWasNotTaken) {
    const std::string topic = makeTopic(1, {{"max.message.bytes", "1000"}});
    auto sender = producer();
    base::Error tooLarge;
    base::Error noPartition;
    ASSERT_TRUE(sender->send(
        {.topic = topic, .value = std::string(5000, 'x')},
        [&](const base::Result<Delivery>& done) { tooLarge = done ? base::Error{} : done.error(); }));
    const auto refused = sender->send(
        {.topic = topic, .partition = base::PartitionId(5), .value = "x"},
        [&](const base::Result<Delivery>& done) { noPartition = done ? base::Error{} : done.error(); });
    if (!refused)
        noPartition = refused.error();
    ASSERT_TRUE(sender->flush(20s));
    EXPECT_EQ(tooLarge.name, "MESSAGE_TOO_LARGE");
    EXPECT_FALSE(tooLarge.remedy.empty());
    EXPECT_FALSE(noPartition.cause.empty());
}

TEST(Producer, CancellingReportsEveryRecord) {
    Reaper reaper;
    ProducerOptions options;
    options.connect.bootstrap = "127.0.0.1:1";
    auto made = Producer::create(options, reaper);
    ASSERT_TRUE(made);
    int cancelled = 0;
    for (int i = 0; i < 10; ++i)
        ASSERT_TRUE(
            (*made)->send({.topic = "t", .partition = base::PartitionId(0), .value = "v"},
                          [&](const auto& done) { cancelled += !done && done.error().name == "CANCELLED"; }));
    EXPECT_FALSE((*made)->flush(50ms));
    (*made)->cancel();
    EXPECT_EQ(cancelled, 10);
}

TEST(Producer, RefusesACodecThatDoesNotExist) {
    Reaper reaper;
    ProducerOptions options;
    options.connect.bootstrap = "127.0.0.1:1";
    options.codec = "brotli";
    const auto made = Producer::create(options, reaper);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().name, "INVALID_CONFIG");
}

TEST(Connect, StoppingEndsItAtOnce) {
    std::stop_source stop;
    stop.request_stop();
    ConnectOptions options;
    options.bootstrap = "127.0.0.1:1";
    EXPECT_EQ(connect(options, stop.get_token()).error().name, "CANCELLED");
}

TEST(Connect, RefusesAnAddressThatCannotBe) {
    ConnectOptions options;
    options.bootstrap = "localhost:port";
    EXPECT_EQ(connect(options).error().name, "INVALID_ADDRESS");
}

TEST(SoftwareGuess, TellsReleasesByTheirVersions) {
    const auto guess = [](std::int16_t produce, std::int16_t fetch) {
        const std::vector<ApiRange> apis{{0, "Produce", 0, produce}, {1, "Fetch", 0, fetch}};
        return guessSoftware(apis);
    };
    EXPECT_EQ(guess(13, 18), "Kafka 4.1 or newer");
    EXPECT_EQ(guess(12, 17), "Kafka 4.0");
    EXPECT_EQ(guess(11, 17), "Kafka 3.8 or 3.9");
    EXPECT_EQ(guess(8, 11), "Kafka older than 2.3");
}

} // namespace
