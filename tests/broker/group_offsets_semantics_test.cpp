#include "group_semantics.h"

namespace broker_test {

TEST_F(GroupSemantics, S58_SimpleConsumersCommitAndWhatTheySaidComesBack) {
    EXPECT_EQ(a.commit(s_topic, 42, {.metadata = "note"}), ErrorCode::NONE);
    const auto found = b.fetch(s_topic);
    EXPECT_EQ(found.committedOffset, 42);
    EXPECT_EQ(found.committedLeaderEpoch, 0);
    EXPECT_EQ(found.metadata, "note");
    EXPECT_EQ(a.state(), "Empty");
}

TEST_F(GroupSemantics, S58_CommitsOfMembersAreChecked) {
    const auto id = stableSingle();
    EXPECT_EQ(a.commit(s_topic, 1), ErrorCode::UNKNOWN_MEMBER_ID);
    EXPECT_EQ(a.commit(s_topic, 1, {.memberId = id, .generation = generation + 1, .version = 8}),
              ErrorCode::ILLEGAL_GENERATION);
    EXPECT_EQ(a.commit(s_topic, 1, {.memberId = id, .generation = generation}), ErrorCode::NONE);
    (void)a.join({.memberId = id});
    EXPECT_EQ(a.commit(s_topic, 2, {.memberId = id, .generation = generation + 1}),
              ErrorCode::REBALANCE_IN_PROGRESS);
    EXPECT_EQ(a.fetch(s_topic).committedOffset, 1);
}

TEST_F(GroupSemantics, S58_GenerationInAMissingGroup) {
    EXPECT_EQ(a.commit(s_topic, 1, {.memberId = "m", .generation = 1, .version = 8}),
              ErrorCode::ILLEGAL_GENERATION);
    EXPECT_EQ(a.commit(s_topic, 1, {.memberId = "m", .generation = 1, .version = 9}),
              ErrorCode::GROUP_ID_NOT_FOUND);
}

TEST_F(GroupSemantics, S58_LongMetadataAndUnknownPartitionsAreToldAPartition) {
    EXPECT_EQ(a.commit(s_topic, 1, {.metadata = std::string(4'096, 'x')}), ErrorCode::NONE);
    EXPECT_EQ(a.commit(s_topic, 1, {.metadata = std::string(4'097, 'x')}),
              ErrorCode::OFFSET_METADATA_TOO_LARGE);
    EXPECT_EQ(a.commit(freshName("missing"), 1), ErrorCode::UNKNOWN_TOPIC_OR_PARTITION);
    EXPECT_EQ(a.commit(s_topic, 1, {.partition = 7}), ErrorCode::UNKNOWN_TOPIC_OR_PARTITION);
}

TEST_F(GroupSemantics, S58_FromVersion10TopicsGoByTheirId) {
    protocol::OffsetCommitRequest request;
    request.groupId = group;
    for (const auto& id : {s_topicId, base::Uuid::random()}) {
        auto& topic = request.topics.emplace_back();
        topic.topicId = id;
        topic.partitions.emplace_back().committedOffset = 9;
    }
    const auto response = a.client().call<protocol::OffsetCommitResponse>(request, 10);
    ASSERT_EQ(response.topics.size(), 2U);
    for (const auto& topic : response.topics)
        EXPECT_EQ(errorOf(topic.partitions.at(0).errorCode),
                  topic.topicId == s_topicId ? ErrorCode::NONE : ErrorCode::UNKNOWN_TOPIC_ID);

    protocol::OffsetFetchRequest fetch;
    auto& asked = fetch.groups.emplace_back();
    asked.groupId = group;
    asked.topics = {{"", s_topicId, {0, 1}}, {"", base::Uuid::random(), {0}}};
    const auto fetched = a.client().call<protocol::OffsetFetchResponse>(fetch, 10);
    ASSERT_EQ(fetched.groups.at(0).topics.size(), 2U);
    for (const auto& topic : fetched.groups[0].topics) {
        if (topic.topicId == s_topicId) {
            EXPECT_EQ(topic.partitions.at(0).committedOffset, 9);
            EXPECT_EQ(topic.partitions.at(1).committedOffset, -1);
        } else {
            EXPECT_EQ(errorOf(topic.partitions.at(0).errorCode), ErrorCode::UNKNOWN_TOPIC_ID);
        }
    }
}

TEST_F(GroupSemantics, S59_NothingCommittedIsMinusOneEvenInUnknownGroups) {
    const auto found = a.fetch(s_topic);
    EXPECT_EQ(found.committedOffset, -1);
    EXPECT_EQ(found.committedLeaderEpoch, -1);
    EXPECT_EQ(errorOf(found.errorCode), ErrorCode::NONE);
}

TEST_F(GroupSemantics, S59_NullTopicsAreAllAndGroupsComeInBatches) {
    GroupTalk other(s_broker->address(), group + "-other");
    awaitCoordinator(other.client(), group + "-other");
    EXPECT_EQ(a.commit(s_topic, 1), ErrorCode::NONE);
    EXPECT_EQ(a.commit(s_topic, 2, {.partition = 1}), ErrorCode::NONE);
    EXPECT_EQ(other.commit(s_topic, 3), ErrorCode::NONE);
    protocol::OffsetFetchRequest request;
    for (const auto& name : {group, group + "-other"}) {
        auto& asked = request.groups.emplace_back();
        asked.groupId = name;
        asked.topics = std::nullopt;
    }
    const auto response = a.client().call<protocol::OffsetFetchResponse>(request, 8);
    ASSERT_EQ(response.groups.size(), 2U);
    for (const auto& answered : response.groups) {
        ASSERT_EQ(answered.topics.size(), 1U);
        EXPECT_EQ(answered.topics[0].partitions.size(), answered.groupId == group ? 2U : 1U);
    }

    protocol::OffsetFetchRequest single;
    single.groupId = group;
    single.topics = std::nullopt;
    const auto all = a.client().call<protocol::OffsetFetchResponse>(single, 7);
    ASSERT_EQ(all.topics.size(), 1U);
    EXPECT_EQ(all.topics[0].partitions.size(), 2U);
}

TEST_F(GroupSemantics, S60_OffsetsOfASimpleGroupExpireAndTheGroupWithThem) {
    if (brokerSetting(a.client(), "offsets.retention.check.interval.ms") > 10'000)
        GTEST_SKIP() << "needs a broker with a short offsets.retention.check.interval.ms";
    protocol::OffsetCommitRequest request;
    request.groupId = group;
    request.retentionTimeMs = 1;
    auto& topic = request.topics.emplace_back();
    topic.name = s_topic;
    topic.partitions.emplace_back().committedOffset = 9;
    ASSERT_EQ(
        a.client().call<protocol::OffsetCommitResponse>(request, 4).topics.at(0).partitions.at(0).errorCode,
        0);
    EXPECT_TRUE(eventually([&] { return a.fetch(s_topic).committedOffset == -1 && a.state() == "Dead"; }));
}

TEST_F(GroupSemantics, OffsetsOfADeletedTopicAreForgotten) {
    const auto name = freshName("deleted");
    (void)makeTopic(a.client(), name);
    EXPECT_EQ(a.commit(name, 5), ErrorCode::NONE);
    protocol::DeleteTopicsRequest request;
    request.topicNames = {name};
    request.timeoutMs = 30'000;
    EXPECT_EQ(errorOf(a.client().call<protocol::DeleteTopicsResponse>(request, 5).responses.at(0).errorCode),
              ErrorCode::NONE);
    EXPECT_TRUE(eventually([&] { return a.fetch(name).committedOffset == -1; }));
}

} // namespace broker_test
