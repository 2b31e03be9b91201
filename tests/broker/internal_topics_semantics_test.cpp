#include "group_talk.h"
#include "protocol/messages/03_metadata.h"
#include "protocol/messages/21_delete_records.h"
#include "protocol/messages/37_create_partitions.h"
#include "record_talk.h"

namespace record_talk {
namespace {

const std::string Offsets = "__consumer_offsets";

class InternalTopicsSemantics : public testing::Test {
protected:
    static void SetUpTestSuite() { s_broker = new broker_test::ServedBroker; }
    static void TearDownTestSuite() { delete std::exchange(s_broker, nullptr); }
    void SetUp() override { broker_test::awaitCoordinator(talker.client, "who-makes-the-topic"); }

    std::size_t partitions() {
        protocol::MetadataRequest ask;
        ask.topics->emplace_back().name = Offsets;
        return talker.client.call<protocol::MetadataResponse>(ask, 9).topics.at(0).partitions.size();
    }
    ErrorCode grow(std::size_t total) {
        protocol::CreatePartitionsRequest request;
        request.timeoutMs = 5000;
        request.topics.push_back({Offsets, static_cast<std::int32_t>(total), std::nullopt});
        return errorOf(
            talker.client.call<protocol::CreatePartitionsResponse>(request, 2).results.at(0).errorCode);
    }

    static inline broker_test::ServedBroker* s_broker = nullptr;
    Talker talker{s_broker->address()};
};

TEST_F(InternalTopicsSemantics, S10OnlyTheAdminClientMayWriteToThem) {
    EXPECT_EQ(errorOf(talker.append(Offsets, batchOf(1)).errorCode), ErrorCode::INVALID_TOPIC_EXCEPTION);
    // It passes that door, and meets the next: a compacted topic wants keys.
    Talker admin(s_broker->address(), "__admin_client");
    EXPECT_EQ(errorOf(admin.append(Offsets, batchOf(1)).errorCode), ErrorCode::INVALID_RECORD);
}

TEST_F(InternalTopicsSemantics, S45TheirRecordsCannotBeDeleted) {
    protocol::DeleteRecordsRequest request;
    request.timeoutMs = 5000;
    request.topics.emplace_back().name = Offsets;
    request.topics[0].partitions.push_back({0, 0});
    const auto response = talker.client.call<protocol::DeleteRecordsResponse>(request, 2);
    EXPECT_EQ(errorOf(response.topics.at(0).partitions.at(0).errorCode), ErrorCode::INVALID_TOPIC_EXCEPTION);
}

// Groups stay where they are until the broker starts again.
TEST_F(InternalTopicsSemantics, S72TheyGrowAsOthersDoAndGroupsGoOn) {
    const auto before = partitions();
    EXPECT_EQ(grow(before), ErrorCode::INVALID_PARTITIONS);
    EXPECT_EQ(grow(before + 1), ErrorCode::NONE);
    EXPECT_TRUE(broker_test::eventually([&] { return partitions() == before + 1; }));
    for (int i = 0; i < 20; ++i)
        broker_test::awaitCoordinator(talker.client, "after-the-growth-" + std::to_string(i));
}

// On a broker of its own, also when it is somebody else's: nobody may have asked for a coordinator yet.
TEST(FirstCoordinator, NobodyCoordinatesGroupsUntilItIsAskedFor) {
    broker_test::ServedBroker broker;
    const auto name = freshName("group");
    broker_test::GroupTalk talk(broker.address(), name);
    const auto offsetsTopics = [&] {
        protocol::MetadataRequest ask;
        ask.topics->emplace_back().name = Offsets;
        ask.allowAutoTopicCreation = false;
        return talk.client().call<protocol::MetadataResponse>(ask, 9).topics.at(0).partitions.size();
    };
    ASSERT_EQ(offsetsTopics(), 0u);
    const auto topic = freshName("topic");
    (void)broker_test::makeTopic(talk.client(), topic);

    constexpr auto refusal = ErrorCode::NOT_COORDINATOR;
    EXPECT_EQ(errorOf(talk.join({}).errorCode), refusal);
    EXPECT_EQ(errorOf(talk.join({.session = 1}).errorCode), ErrorCode::INVALID_SESSION_TIMEOUT);
    EXPECT_EQ(errorOf(talk.sync("m", 1).errorCode), refusal);
    EXPECT_EQ(talk.heartbeat("m", 1), refusal);
    const auto left = talk.leave({{"m", std::nullopt}});
    EXPECT_EQ(errorOf(left.errorCode), refusal);
    EXPECT_TRUE(left.members.empty());
    EXPECT_EQ(talk.commit(topic, 5), refusal);
    EXPECT_EQ(talk.commit(freshName("nowhere"), 5), ErrorCode::UNKNOWN_TOPIC_OR_PARTITION);
    const auto described = talk.describe();
    EXPECT_EQ(errorOf(described.errorCode), refusal);
    EXPECT_EQ(described.groupState, "");
    EXPECT_EQ(talk.remove(), refusal);
    protocol::OffsetFetchRequest batch;
    batch.groups.push_back({.groupId = name, .topics = {{{topic, {}, {0}}}}});
    const auto fetched = talk.client().call<protocol::OffsetFetchResponse>(batch, 9).groups.at(0);
    EXPECT_EQ(errorOf(fetched.errorCode), refusal);
    EXPECT_TRUE(fetched.topics.empty());
    protocol::OffsetFetchRequest one;
    one.groupId = name;
    one.topics = {{topic, {0}}};
    const auto old = talk.client().call<protocol::OffsetFetchResponse>(one, 1).topics.at(0).partitions.at(0);
    EXPECT_EQ(errorOf(old.errorCode), refusal);
    EXPECT_EQ(old.committedOffset, -1);
    EXPECT_TRUE(
        talk.client().call<protocol::ListGroupsResponse>(protocol::ListGroupsRequest{}, 4).groups.empty());
    EXPECT_EQ(offsetsTopics(), 0u);

    broker_test::awaitCoordinator(talk.client(), name);
    EXPECT_EQ(errorOf(talk.join({}).errorCode), ErrorCode::MEMBER_ID_REQUIRED);
    EXPECT_EQ(talk.commit(topic, 5), ErrorCode::NONE);
}

} // namespace
} // namespace record_talk
