#include <algorithm>

#include <gmock/gmock.h>

#include "protocol/messages/03_metadata.h"
#include "protocol/messages/20_delete_topics.h"
#include "protocol/messages/32_describe_configs.h"
#include "protocol/messages/33_alter_configs.h"
#include "protocol/messages/35_describe_log_dirs.h"
#include "protocol/messages/37_create_partitions.h"
#include "protocol/messages/44_incremental_alter_configs.h"
#include "protocol/messages/60_describe_cluster.h"
#include "record_talk.h"

namespace record_talk {
namespace {

using protocol::CreateTopicsRequest;
using protocol::CreateTopicsResponse;
constexpr std::int8_t TopicResource = 2, BrokerResource = 4;
constexpr std::int8_t FromTopic = 1, FromClusterDefault = 3, FromStart = 4, FromDefault = 5;
constexpr std::int8_t Set = 0, Delete = 1, Append = 2, Subtract = 3;

class TopicsSemantics : public testing::Test {
protected:
    static void SetUpTestSuite() { s_broker = new broker_test::ServedBroker; }
    static void TearDownTestSuite() { delete std::exchange(s_broker, nullptr); }

    CreateTopicsRequest one(const std::string& name, std::int32_t partitions = 1, std::int16_t factor = 1) {
        CreateTopicsRequest request;
        request.timeoutMs = 5000;
        auto& topic = request.topics.emplace_back();
        topic.name = name;
        topic.numPartitions = partitions;
        topic.replicationFactor = factor;
        return request;
    }
    CreateTopicsResponse::CreatableTopicResult create(const CreateTopicsRequest& request,
                                                      std::int16_t version = 7) {
        return call<CreateTopicsResponse>(request, version).topics.at(0);
    }
    ErrorCode createError(const CreateTopicsRequest& request) { return errorOf(create(request).errorCode); }
    protocol::MetadataResponse metadata(const std::vector<std::string>& names, bool create = false,
                                        std::int16_t version = 9) {
        protocol::MetadataRequest request;
        for (const auto& name : names)
            request.topics->emplace_back().name = name;
        request.allowAutoTopicCreation = create;
        return call<protocol::MetadataResponse>(request, version);
    }
    std::string brokerName() { return std::to_string(metadata({}).brokers.at(0).nodeId); }
    protocol::DescribeConfigsResponse::DescribeConfigsResult describe(std::int8_t type,
                                                                      const std::string& name) {
        protocol::DescribeConfigsRequest request;
        request.resources.push_back({type, name, std::nullopt});
        request.includeSynonyms = true;
        request.includeDocumentation = true;
        return call<protocol::DescribeConfigsResponse>(request, 4).results.at(0);
    }
    protocol::DescribeConfigsResponse::DescribeConfigsResourceResult config(const std::string& topic,
                                                                            const std::string& key) {
        for (auto& entry : describe(TopicResource, topic).configs)
            if (entry.name == key)
                return entry;
        ADD_FAILURE() << key << " is not described";
        return {};
    }
    ErrorCode alter(const std::string& topic, const std::string& key, std::int8_t operation,
                    std::optional<std::string> value, bool validateOnly = false) {
        protocol::IncrementalAlterConfigsRequest request;
        request.validateOnly = validateOnly;
        auto& resource = request.resources.emplace_back();
        resource.resourceType = TopicResource;
        resource.resourceName = topic;
        resource.configs.push_back({key, operation, std::move(value)});
        return errorOf(call<protocol::IncrementalAlterConfigsResponse>(request, 1).responses.at(0).errorCode);
    }
    template <class Response, class Request>
    Response call(const Request& request, std::int16_t version) {
        return talker.client.call<Response>(request, version);
    }

    static inline broker_test::ServedBroker* s_broker = nullptr;
    Talker talker{s_broker->address()};
};

TEST_F(TopicsSemantics, S68NullMeansAllTopicsAndEmptyNone) {
    const auto topic = talker.topic(2);
    protocol::MetadataRequest request;
    request.topics.reset();
    const auto all = call<protocol::MetadataResponse>(request, 9);
    const auto mine = std::ranges::find(all.topics, topic, [](const auto& t) { return *t.name; });
    ASSERT_NE(mine, all.topics.end());
    EXPECT_EQ(mine->partitions.size(), 2u);
    EXPECT_TRUE(metadata({}).topics.empty());
}

TEST_F(TopicsSemantics, S68InVersion0AnEmptyListMeansAllTopics) {
    const auto topic = talker.topic(2);
    protocol::MetadataRequest request;
    request.topics.emplace();
    const auto all = call<protocol::MetadataResponse>(request, 0);
    const auto mine = std::ranges::find(all.topics, topic, [](const auto& t) { return *t.name; });
    ASSERT_NE(mine, all.topics.end());
    EXPECT_EQ(mine->partitions.size(), 2u);
}

TEST_F(TopicsSemantics, S68TheClusterHasAStableIdAndItsControllerIsABroker) {
    const auto first = metadata({}), second = metadata({});
    ASSERT_TRUE(first.clusterId.has_value());
    EXPECT_EQ(first.clusterId, second.clusterId);
    ASSERT_EQ(first.brokers.size(), 1u);
    EXPECT_EQ(first.controllerId, first.brokers[0].nodeId);
    EXPECT_EQ(first.brokers[0].host + ":" + std::to_string(first.brokers[0].port), s_broker->address());
    const auto described = call<protocol::DescribeClusterResponse>(protocol::DescribeClusterRequest{}, 1);
    EXPECT_EQ(described.clusterId, *first.clusterId);
}

TEST_F(TopicsSemantics, S69ATopicIsMadeOnDemandOnlyIfTheClientAllowsIt) {
    const auto name = freshName("demand");
    EXPECT_EQ(errorOf(metadata({name}).topics.at(0).errorCode), ErrorCode::UNKNOWN_TOPIC_OR_PARTITION);
    const auto made = metadata({name}, true).topics.at(0);
    if (!broker_test::ServedBroker::isForeign()) {
        EXPECT_EQ(errorOf(made.errorCode), ErrorCode::NONE);
        EXPECT_EQ(made.partitions.size(), 1u);
    }
}

TEST_F(TopicsSemantics, S70NamesAreCheckedAndMayNotCollide) {
    for (const auto& bad : {std::string(""), std::string("."), std::string(".."), std::string("a b"),
                            std::string("ä"), std::string(250, 'a')})
        EXPECT_EQ(createError(one(bad)), ErrorCode::INVALID_TOPIC_EXCEPTION) << bad;
    EXPECT_EQ(createError(one("__cluster_metadata")), ErrorCode::INVALID_REQUEST);
    const auto base = freshName("dots");
    EXPECT_EQ(createError(one(base + ".x")), ErrorCode::NONE);
    EXPECT_EQ(createError(one(base + "_x")), ErrorCode::INVALID_TOPIC_EXCEPTION);
    EXPECT_EQ(createError(one(std::string(220, 'a') + base)), ErrorCode::NONE);
}

TEST_F(TopicsSemantics, S71WhatCannotBeCreatedIsTold) {
    const auto name = freshName("topic");
    EXPECT_EQ(createError(one(name, 1, 3)), ErrorCode::INVALID_REPLICATION_FACTOR);
    EXPECT_EQ(createError(one(name, 1, 0)), ErrorCode::INVALID_REPLICATION_FACTOR);
    EXPECT_EQ(createError(one(name, 0)), ErrorCode::INVALID_PARTITIONS);
    auto bad = one(name);
    bad.topics[0].configs.push_back({"retention.ms", "soon"});
    EXPECT_EQ(createError(bad), ErrorCode::INVALID_CONFIG);
    bad.topics[0].configs = {{"no.such.key", "1"}};
    EXPECT_EQ(createError(bad), ErrorCode::INVALID_CONFIG);
    auto twice = one(name);
    twice.topics.push_back(twice.topics[0]);
    EXPECT_EQ(createError(twice), ErrorCode::INVALID_REQUEST);
    EXPECT_EQ(createError(one(name)), ErrorCode::NONE);
    EXPECT_EQ(createError(one(name)), ErrorCode::TOPIC_ALREADY_EXISTS);
}

TEST_F(TopicsSemantics, S71ValidateOnlyWritesNothing) {
    const auto name = freshName("topic");
    auto request = one(name, 3);
    request.validateOnly = true;
    EXPECT_EQ(createError(request), ErrorCode::NONE);
    EXPECT_EQ(errorOf(metadata({name}).topics.at(0).errorCode), ErrorCode::UNKNOWN_TOPIC_OR_PARTITION);
}

TEST_F(TopicsSemantics, S71MinusOneTakesTheDefaultsAndTheAnswerShowsThem) {
    auto request = one(freshName("topic"), -1, -1);
    request.topics[0].configs.push_back({"retention.ms", "1234567"});
    const auto made = create(request);
    EXPECT_EQ(errorOf(made.errorCode), ErrorCode::NONE);
    EXPECT_EQ(made.numPartitions, 1);
    EXPECT_EQ(made.replicationFactor, 1);
    EXPECT_FALSE(made.topicId.isZero());
    const auto retention =
        std::ranges::find(*made.configs, "retention.ms", [](const auto& c) { return c.name; });
    ASSERT_NE(retention, made.configs->end());
    EXPECT_EQ(retention->value, "1234567");
}

TEST_F(TopicsSemantics, S72PartitionsOnlyGrowAndNewOnesStartAtZero) {
    const auto topic = talker.topic(2);
    const auto grow = [&](std::int32_t total) {
        protocol::CreatePartitionsRequest request;
        request.timeoutMs = 5000;
        request.topics.push_back({topic, total, std::nullopt});
        return errorOf(call<protocol::CreatePartitionsResponse>(request, 2).results.at(0).errorCode);
    };
    EXPECT_EQ(grow(2), ErrorCode::INVALID_PARTITIONS);
    EXPECT_EQ(grow(1), ErrorCode::INVALID_PARTITIONS);
    EXPECT_EQ(grow(4), ErrorCode::NONE);
    for (int tries = 0; tries < 1000 && metadata({topic}).topics.at(0).partitions.size() != 4; ++tries)
        continue;
    EXPECT_EQ(metadata({topic}).topics.at(0).partitions.size(), 4u);
}

TEST_F(TopicsSemantics, S73EveryTopicKeyIsDescribedWithSourceTypeAndSynonyms) {
    const auto topic = talker.topic(1, {{"segment.bytes", "2097152"}});
    EXPECT_EQ(describe(TopicResource, topic).configs.size(), 33u);
    const auto overridden = config(topic, "segment.bytes");
    EXPECT_EQ(overridden.value, "2097152");
    EXPECT_EQ(overridden.configSource, FromTopic);
    ASSERT_GE(overridden.synonyms.size(), 2u);
    EXPECT_EQ(overridden.synonyms[1].name, "log.segment.bytes");
    EXPECT_EQ(config(topic, "max.message.bytes").configSource, FromDefault);
    EXPECT_EQ(config(topic, "max.message.bytes").configType, 3);
    EXPECT_FALSE(config(topic, "max.message.bytes").documentation.value_or("").empty());
    EXPECT_EQ(errorOf(describe(TopicResource, freshName("nowhere")).errorCode),
              ErrorCode::UNKNOWN_TOPIC_OR_PARTITION);
}

TEST_F(TopicsSemantics, S73SynonymsAreKafkas) {
    using Synonyms = std::vector<std::pair<std::int8_t, std::string>>;
    const auto of = [](const auto& configs, std::string_view key) {
        Synonyms out;
        const auto at = std::ranges::find(configs, key, [](const auto& c) { return c.name; });
        if (at == configs.end())
            ADD_FAILURE() << key << " is not described";
        else
            for (const auto& synonym : at->synonyms)
                out.emplace_back(synonym.source, synonym.value.value_or(""));
        return out;
    };
    const auto onTopic = describe(TopicResource, talker.topic()).configs;
    EXPECT_EQ(of(onTopic, "flush.ms"), Synonyms{});
    EXPECT_EQ(of(onTopic, "min.insync.replicas"), (Synonyms{{FromClusterDefault, "1"}, {FromDefault, "1"}}));
    const auto onBroker = describe(BrokerResource, brokerName()).configs;
    EXPECT_EQ(of(onBroker, "min.insync.replicas"), (Synonyms{{FromClusterDefault, "1"}, {FromDefault, "1"}}));
    EXPECT_EQ(of(onBroker, "broker.id"), (Synonyms{{FromStart, brokerName()}, {FromDefault, "-1"}}));
    ASSERT_EQ(of(onBroker, "listeners").size(), 2u);
    EXPECT_EQ(of(onBroker, "listeners")[1], std::pair(FromDefault, std::string("PLAINTEXT://:9092")));
    // Defaults that one node cannot meet are told all the same.
    for (const auto& [key, value] :
         std::map<std::string, std::string>{{"offsets.topic.replication.factor", "3"},
                                            {"share.coordinator.state.topic.min.isr", "2"},
                                            {"share.coordinator.state.topic.replication.factor", "3"},
                                            {"transaction.state.log.min.isr", "2"},
                                            {"transaction.state.log.replication.factor", "3"}})
        EXPECT_EQ(of(onBroker, key).back(), std::pair(FromDefault, value)) << key;
}

TEST_F(TopicsSemantics, S73TheBrokerResourceIsOurNodeId) {
    const auto described = describe(BrokerResource, brokerName());
    EXPECT_EQ(errorOf(described.errorCode), ErrorCode::NONE);
    const auto passwords = std::ranges::count_if(
        described.configs, [](const auto& c) { return c.isSensitive && c.value.has_value(); });
    EXPECT_EQ(passwords, 0);
    EXPECT_EQ(errorOf(describe(BrokerResource, "4711").errorCode), ErrorCode::INVALID_REQUEST);
}

TEST_F(TopicsSemantics, S74TheDefaultsOfATopicAreKafkas) {
    const auto topic = talker.topic();
    const std::map<std::string, std::string> expected{{"cleanup.policy", "delete"},
                                                      {"retention.ms", "604800000"},
                                                      {"retention.bytes", "-1"},
                                                      {"segment.bytes", "1073741824"},
                                                      {"segment.ms", "604800000"},
                                                      {"segment.index.bytes", "10485760"},
                                                      {"index.interval.bytes", "4096"},
                                                      {"max.message.bytes", "1048588"},
                                                      {"min.cleanable.dirty.ratio", "0.5"},
                                                      {"delete.retention.ms", "86400000"},
                                                      {"file.delete.delay.ms", "60000"},
                                                      {"min.insync.replicas", "1"},
                                                      {"compression.type", "producer"},
                                                      {"message.timestamp.type", "CreateTime"},
                                                      {"flush.messages", "9223372036854775807"},
                                                      {"flush.ms", "9223372036854775807"},
                                                      {"local.retention.ms", "-2"},
                                                      {"unclean.leader.election.enable", "false"}};
    std::map<std::string, std::string> found;
    for (const auto& entry : describe(TopicResource, topic).configs)
        if (expected.contains(entry.name))
            found[entry.name] = entry.value.value_or("");
    EXPECT_EQ(found, expected);
}

TEST_F(TopicsSemantics, S75IncrementalEditsLeaveTheOthersAndWorkOnLists) {
    const auto topic = talker.topic(1, {{"retention.ms", "111111"}, {"cleanup.policy", "delete"}});
    EXPECT_EQ(alter(topic, "segment.bytes", Set, "2097152"), ErrorCode::NONE);
    EXPECT_EQ(alter(topic, "cleanup.policy", Append, "compact"), ErrorCode::NONE);
    const auto settled = [&](const std::string& key, const std::string& value) {
        for (int tries = 0; tries < 1000 && config(topic, key).value != value; ++tries)
            continue;
        EXPECT_EQ(config(topic, key).value, value);
    };
    settled("segment.bytes", "2097152");
    settled("cleanup.policy", "delete,compact");
    EXPECT_EQ(config(topic, "retention.ms").value, "111111");
    EXPECT_EQ(alter(topic, "cleanup.policy", Subtract, "delete"), ErrorCode::NONE);
    settled("cleanup.policy", "compact");
    EXPECT_EQ(alter(topic, "retention.ms", Delete, std::nullopt), ErrorCode::NONE);
    settled("retention.ms", "604800000");
    EXPECT_EQ(alter(topic, "retention.ms", Append, "1"), ErrorCode::INVALID_CONFIG);
    EXPECT_EQ(alter(topic, "retention.ms", Set, "soon"), ErrorCode::INVALID_CONFIG);
    EXPECT_EQ(alter(topic, "retention.ms", Set, "5", true), ErrorCode::NONE);
    EXPECT_EQ(config(topic, "retention.ms").value, "604800000");
}

TEST_F(TopicsSemantics, S75TheOldAlterConfigsReplacesAllOverrides) {
    const auto topic = talker.topic(1, {{"retention.ms", "111111"}});
    protocol::AlterConfigsRequest request;
    auto& resource = request.resources.emplace_back();
    resource.resourceType = TopicResource;
    resource.resourceName = topic;
    resource.configs.push_back({"segment.bytes", "2097152"});
    EXPECT_EQ(errorOf(call<protocol::AlterConfigsResponse>(request, 1).responses.at(0).errorCode),
              ErrorCode::NONE);
    for (int tries = 0; tries < 1000 && config(topic, "retention.ms").value != "604800000"; ++tries)
        continue;
    EXPECT_EQ(config(topic, "retention.ms").value, "604800000");
    EXPECT_EQ(config(topic, "segment.bytes").value, "2097152");
}

TEST_F(TopicsSemantics, LogDirsTellTheBytesOfEachPartition) {
    const auto topic = talker.topic();
    talker.appendGood(topic, batchOf({{std::string(3000, 'x'), {}, {}}}));
    protocol::DescribeLogDirsRequest request;
    request.topics->push_back({topic, {0}});
    const auto response = call<protocol::DescribeLogDirsResponse>(request, 4);
    ASSERT_EQ(response.results.size(), 1u);
    ASSERT_EQ(response.results[0].topics.size(), 1u);
    EXPECT_GT(response.results[0].topics[0].partitions.at(0).partitionSize, 3000);
    EXPECT_GT(response.results[0].totalBytes, 0);
}

} // namespace
} // namespace record_talk
