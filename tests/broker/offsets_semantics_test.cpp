#include <limits>
#include <thread>

#include "protocol/messages/03_metadata.h"
#include "protocol/messages/20_delete_topics.h"
#include "protocol/messages/21_delete_records.h"
#include "protocol/messages/23_offset_for_leader_epoch.h"
#include "record_talk.h"

namespace record_talk {
namespace {

constexpr std::int64_t MaxTimestamp = -3, EarliestLocal = -4, LatestTiered = -5, EarliestPendingUpload = -6;

class OffsetsSemantics : public testing::Test {
protected:
    static void SetUpTestSuite() { s_broker = new broker_test::ServedBroker; }
    static void TearDownTestSuite() { delete std::exchange(s_broker, nullptr); }

    ErrorCode deleteRecords(const std::string& name, std::int64_t upTo, std::int64_t* low = nullptr) {
        protocol::DeleteRecordsRequest request;
        request.timeoutMs = 5000;
        request.topics.emplace_back().name = name;
        request.topics[0].partitions.push_back({0, upTo});
        const auto response = talker.client.call<protocol::DeleteRecordsResponse>(request, 2);
        if (low)
            *low = response.topics.at(0).partitions.at(0).lowWatermark;
        return errorOf(response.topics.at(0).partitions.at(0).errorCode);
    }
    base::Uuid idOf(const std::string& name) {
        protocol::MetadataRequest ask;
        ask.topics->emplace_back().name = name;
        ask.allowAutoTopicCreation = false;
        return talker.client.call<protocol::MetadataResponse>(ask, 12).topics.at(0).topicId;
    }

    static inline broker_test::ServedBroker* s_broker = nullptr;
    Talker talker{s_broker->address()};
    std::string topic = talker.topic();
};

TEST_F(OffsetsSemantics, S41SpecialTimestampsNameTheEndsAndTheNewest) {
    const auto stamp = now() - 1000;
    talker.appendGood(topic, batchOf({{"a", {}, stamp}, {"b", {}, stamp + 500}, {"c", {}, stamp + 100}}));
    EXPECT_EQ(talker.offsetAt(topic, Latest).offset, 3);
    EXPECT_EQ(talker.offsetAt(topic, Earliest).offset, 0);
    EXPECT_EQ(talker.offsetAt(topic, EarliestLocal).offset, 0);
    const auto newest = talker.offsetAt(topic, MaxTimestamp);
    EXPECT_EQ(newest.offset, 1);
    EXPECT_EQ(newest.timestamp, stamp + 500);
    EXPECT_EQ(talker.offsetAt(topic, LatestTiered, 9).offset, -1);
}

TEST_F(OffsetsSemantics, S41WithoutTieringNothingWaitsForItsUpload) {
    talker.appendGood(topic, batchOf(3));
    const auto pending = talker.offsetAt(topic, EarliestPendingUpload, 11);
    EXPECT_EQ(errorOf(pending.errorCode), ErrorCode::NONE);
    EXPECT_EQ(pending.offset, -1);
    EXPECT_EQ(pending.timestamp, -1);
    EXPECT_EQ(pending.leaderEpoch, -1);
}

TEST_F(OffsetsSemantics, S41SpecialTimestampsNeedTheirVersion) {
    EXPECT_EQ(errorOf(talker.offsetAt(topic, MaxTimestamp, 6).errorCode), ErrorCode::UNSUPPORTED_VERSION);
    EXPECT_EQ(errorOf(talker.offsetAt(topic, EarliestLocal, 7).errorCode), ErrorCode::UNSUPPORTED_VERSION);
    EXPECT_EQ(errorOf(talker.offsetAt(topic, LatestTiered, 8).errorCode), ErrorCode::UNSUPPORTED_VERSION);
    EXPECT_EQ(errorOf(talker.offsetAt(topic, EarliestPendingUpload, 10).errorCode),
              ErrorCode::UNSUPPORTED_VERSION);
    EXPECT_EQ(errorOf(talker.offsetAt(topic, -99).errorCode), ErrorCode::UNSUPPORTED_VERSION);
    EXPECT_EQ(errorOf(talker.offsetAt(topic, std::numeric_limits<std::int64_t>::min()).errorCode),
              ErrorCode::UNSUPPORTED_VERSION);
}

TEST_F(OffsetsSemantics, S42ATimestampFindsTheFirstRecordAtOrAfterIt) {
    const auto stamp = now() - 10'000;
    protocol::BatchOptions gzip;
    gzip.compression = protocol::Compression::Gzip;
    talker.appendGood(topic, batchOf({{"a", {}, stamp}, {"b", {}, stamp + 10}, {"c", {}, stamp + 20}}, gzip));
    talker.appendGood(topic, batchOf({{"d", {}, stamp + 30}}));
    const auto inside = talker.offsetAt(topic, stamp + 11);
    EXPECT_EQ(inside.offset, 2);
    EXPECT_EQ(inside.timestamp, stamp + 20);
    EXPECT_EQ(talker.offsetAt(topic, stamp + 30).offset, 3);
    const auto none = talker.offsetAt(topic, stamp + 31);
    EXPECT_EQ(errorOf(none.errorCode), ErrorCode::NONE);
    EXPECT_EQ(none.offset, -1);
    EXPECT_EQ(none.timestamp, -1);
    EXPECT_EQ(talker.offsetAt(topic, Latest).timestamp, -1);
}

TEST_F(OffsetsSemantics, S43APartitionNamedTwiceIsAnInvalidRequest) {
    protocol::ListOffsetsRequest request;
    request.topics.emplace_back().name = topic;
    request.topics[0].partitions.resize(2);
    const auto response = talker.client.call<protocol::ListOffsetsResponse>(request, 5);
    ASSERT_EQ(response.topics.size(), 1u);
    ASSERT_EQ(response.topics[0].partitions.size(), 1u); // answered once
    EXPECT_EQ(errorOf(response.topics[0].partitions[0].errorCode), ErrorCode::INVALID_REQUEST);
}

TEST_F(OffsetsSemantics, S44AnotherLeaderEpochIsUnknownAndTheEndOfAnEpochIsTold) {
    talker.appendGood(topic, batchOf(3));
    protocol::OffsetForLeaderEpochRequest request;
    request.topics.emplace_back().topic = topic;
    auto& asked = request.topics[0].partitions.emplace_back();
    const auto answer = [&] {
        return talker.client.call<protocol::OffsetForLeaderEpochResponse>(request, 3)
            .topics.at(0)
            .partitions.at(0);
    };
    EXPECT_EQ(answer().endOffset, 3);
    EXPECT_EQ(answer().leaderEpoch, 0);
    asked.leaderEpoch = 5;
    EXPECT_EQ(answer().endOffset, -1);
    EXPECT_EQ(answer().leaderEpoch, -1);
    asked.currentLeaderEpoch = 99;
    EXPECT_EQ(errorOf(answer().errorCode), ErrorCode::UNKNOWN_LEADER_EPOCH);
}

TEST_F(OffsetsSemantics, S45DeleteRecordsMovesTheLogStart) {
    talker.appendGood(topic, batchOf(5));
    std::int64_t low = 0;
    EXPECT_EQ(deleteRecords(topic, 2, &low), ErrorCode::NONE);
    EXPECT_EQ(low, 2);
    EXPECT_EQ(talker.offsetAt(topic, Earliest).offset, 2);
    EXPECT_EQ(errorOf(talker.fetch(topic, 1).errorCode), ErrorCode::OFFSET_OUT_OF_RANGE);
    EXPECT_EQ(deleteRecords(topic, 6), ErrorCode::OFFSET_OUT_OF_RANGE);
    EXPECT_EQ(deleteRecords(topic, -1, &low), ErrorCode::NONE);
    EXPECT_EQ(low, 5);
    EXPECT_EQ(talker.append(topic, batchOf(1)).baseOffset, 5);
}

TEST_F(OffsetsSemantics, S45RecordsOfACompactedTopicCannotBeDeleted) {
    topic = talker.topic(1, {{"cleanup.policy", "compact"}});
    EXPECT_EQ(deleteRecords(topic, 0), ErrorCode::POLICY_VIOLATION);
    EXPECT_EQ(deleteRecords(freshName("nowhere"), 0), ErrorCode::UNKNOWN_TOPIC_OR_PARTITION);
}

TEST_F(OffsetsSemantics, S46ARecreatedTopicHasANewIdAndStartsAtZero) {
    talker.appendGood(topic, batchOf(5));
    const auto before = idOf(topic);
    protocol::DeleteTopicsRequest remove;
    remove.topicNames = {topic};
    remove.timeoutMs = 5000;
    EXPECT_EQ(
        errorOf(talker.client.call<protocol::DeleteTopicsResponse>(remove, 5).responses.at(0).errorCode),
        ErrorCode::NONE);
    protocol::CreateTopicsRequest create;
    create.topics.emplace_back().name = topic;
    create.topics[0].numPartitions = 1;
    create.topics[0].replicationFactor = 1;
    // Somebody else's broker may take a while to forget and to learn.
    for (int tries = 0; tries < 1000; ++tries) {
        const auto code =
            errorOf(talker.client.call<protocol::CreateTopicsResponse>(create, 5).topics.at(0).errorCode);
        if (code == ErrorCode::NONE)
            break;
        EXPECT_EQ(code, ErrorCode::TOPIC_ALREADY_EXISTS);
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    for (int tries = 0; tries < 1000 && (idOf(topic).isZero() || idOf(topic) == before ||
                                         talker.offsetAt(topic, Latest).errorCode != 0);
         ++tries)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    EXPECT_NE(idOf(topic), before);
    EXPECT_EQ(talker.offsetAt(topic, Latest).offset, 0);
}

} // namespace
} // namespace record_talk
