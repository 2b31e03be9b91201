#include <algorithm>
#include <chrono>
#include <thread>

#include <gmock/gmock.h>

#include "protocol/messages/03_metadata.h"
#include "protocol/messages/21_delete_records.h"
#include "record_talk.h"

namespace record_talk {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

class FetchSemantics : public testing::Test {
protected:
    static void SetUpTestSuite() { s_broker = new broker_test::ServedBroker; }
    static void TearDownTestSuite() { delete std::exchange(s_broker, nullptr); }

    protocol::FetchRequest waiting(std::int64_t offset, std::chrono::milliseconds wait,
                                   std::int32_t minBytes = 1) {
        auto request = fetchRequest(topic, offset);
        request.maxWaitMs = static_cast<std::int32_t>(wait.count());
        request.minBytes = minBytes;
        return request;
    }
    protocol::FetchResponse call(const protocol::FetchRequest& request, std::int16_t version = 11) {
        return talker.client.call<protocol::FetchResponse>(request, version);
    }

    static inline broker_test::ServedBroker* s_broker = nullptr;
    Talker talker{s_broker->address()};
    Talker other{s_broker->address()};
    std::string topic = talker.topic();
};

TEST_F(FetchSemantics, S29AFetchIsParkedUntilBytesArrive) {
    talker.client.send(waiting(0, 30s), 11);
    EXPECT_FALSE(talker.client.readable(50ms));
    other.appendGood(topic, batchOf(1));
    const auto response = talker.client.receive<protocol::FetchResponse>(11);
    EXPECT_THAT(valuesIn(*response.responses[0].partitions[0].records), ElementsAre("value 0"));
}

TEST_F(FetchSemantics, S29ParkedFetchesHoldNoThread) {
    // More than any broker here has threads.
    std::vector<Talker> parked;
    for (int i = 0; i < 200; ++i) {
        parked.emplace_back(s_broker->address());
        parked.back().client.send(waiting(0, 60s), 11);
    }
    const auto answered = [&] {
        return std::ranges::count_if(parked, [](const auto& each) { return each.client.readable(0ms); });
    };
    protocol::MetadataRequest ask;
    ask.topics->emplace_back().name = topic;
    for (int i = 0; i < 100; ++i)
        ASSERT_EQ(other.client.call<protocol::MetadataResponse>(ask, 9).topics.size(), 1u);
    EXPECT_EQ(answered(), 0);
    other.appendGood(topic, batchOf(1));
    for (auto& each : parked) {
        const auto response = each.client.receive<protocol::FetchResponse>(11);
        EXPECT_THAT(valuesIn(*response.responses.at(0).partitions.at(0).records), ElementsAre("value 0"));
    }
}

TEST_F(FetchSemantics, S29AFetchIsAnsweredEmptyWhenItsTimeIsUp) {
    const auto response = call(waiting(0, 100ms));
    EXPECT_EQ(errorOf(response.responses[0].partitions[0].errorCode), ErrorCode::NONE);
    EXPECT_EQ(response.responses[0].partitions[0].records->size(), 0u);
}

TEST_F(FetchSemantics, S29APartitionErrorIsNotKeptWaiting) {
    auto request = waiting(0, 30s);
    request.topics.push_back(request.topics[0]);
    request.topics[1].topic = freshName("nowhere");
    const auto response = call(request);
    EXPECT_EQ(errorOf(response.responses[1].partitions[0].errorCode), ErrorCode::UNKNOWN_TOPIC_OR_PARTITION);
}

TEST_F(FetchSemantics, S29SeveralSmallAppendsTogetherReachMinBytes) {
    talker.client.send(waiting(0, 30s, 300), 11);
    for (int i = 0; i < 5; ++i)
        other.appendGood(topic, batchOf(1));
    const auto response = talker.client.receive<protocol::FetchResponse>(11);
    EXPECT_GE(response.responses[0].partitions[0].records->size(), 300u);
}

// What is appended while a fetch looks counts once.
TEST_F(FetchSemantics, S29MinBytesHoldForAFetchThatComesAmidAppends) {
    std::jthread appending([this](const std::stop_token& stop) {
        while (!stop.stop_requested())
            other.appendGood(topic, batchOf(1));
    });
    std::int64_t offset = 0;
    for (int i = 0; i < 500; ++i) {
        const auto response = call(waiting(offset, 30s, 300));
        const auto& records = *response.responses[0].partitions[0].records;
        ASSERT_GE(records.size(), 300u) << "fetch " << i << " at " << offset;
        offset += static_cast<std::int64_t>(valuesIn(records).size());
    }
}

TEST_F(FetchSemantics, S29APartitionAtItsLimitReachesMinBytesWithWholeBatches) {
    for (int i = 0; i < 20; ++i)
        other.appendGood(topic, batchOf(1));
    auto request = waiting(0, 10min, 490);
    request.topics[0].partitions[0].partitionMaxBytes = 500;
    talker.client.send(request, 11);
    // And parked first, with all that comes.
    auto late = Talker(s_broker->address());
    request.topics[0].partitions[0].fetchOffset = 20;
    late.client.send(request, 11);
    EXPECT_LE(talker.client.receive<protocol::FetchResponse>(11).responses[0].partitions[0].records->size(),
              500u);
    for (int i = 0; i < 20; ++i)
        other.appendGood(topic, batchOf(1));
    EXPECT_LE(late.client.receive<protocol::FetchResponse>(11).responses[0].partitions[0].records->size(),
              500u);
}

TEST_F(FetchSemantics, S30AnOffsetInsideABatchGetsTheWholeBatch) {
    talker.appendGood(topic, batchOf(5));
    const auto fetched = talker.fetch(topic, 3);
    EXPECT_EQ(protocol::BatchView::parse(fetched.records->view())->baseOffset(), base::Offset(0));
    EXPECT_EQ(valuesIn(*fetched.records).size(), 5u);
}

TEST_F(FetchSemantics, S31TheFirstBatchComesWholeAboveTheLimitsAndLaterPartitionsRespectThem) {
    const auto second = talker.topic();
    talker.appendGood(topic, batchOf({{std::string(5000, 'a'), {}, {}}}));
    talker.appendGood(second, batchOf({{std::string(5000, 'b'), {}, {}}}));
    auto request = fetchRequest(topic, 0);
    request.maxBytes = 100;
    request.topics[0].partitions[0].partitionMaxBytes = 100;
    request.topics.push_back(request.topics[0]);
    request.topics[1].topic = second;
    const auto response = call(request);
    EXPECT_EQ(valuesIn(*response.responses[0].partitions[0].records).size(), 1u);
    EXPECT_TRUE(valuesIn(*response.responses[1].partitions[0].records).empty());
}

TEST_F(FetchSemantics, S32MinBytesAboveMaxBytesDoesNotHang) {
    talker.appendGood(topic, batchOf(3));
    auto request = waiting(0, 30s, 1 << 30);
    request.maxBytes = 10;
    EXPECT_FALSE(call(request).responses[0].partitions[0].records->empty());
}

void expectOutOfRange(const protocol::FetchResponse& response) {
    const auto& partition = response.responses.at(0).partitions.at(0);
    EXPECT_EQ(errorOf(partition.errorCode), ErrorCode::OFFSET_OUT_OF_RANGE);
    EXPECT_EQ(partition.highWatermark, -1);
    EXPECT_EQ(partition.logStartOffset, -1);
}

TEST_F(FetchSemantics, S33OutsideTheLogIsOutOfRangeAtOnceWithWatermarksOfMinusOne) {
    talker.appendGood(topic, batchOf(3));
    expectOutOfRange(call(waiting(4, 30s)));
    EXPECT_EQ(errorOf(talker.fetch(topic, 3).errorCode), ErrorCode::NONE);
}

TEST_F(FetchSemantics, S33BelowTheLogStartIsOutOfRangeAtOnceWithWatermarksOfMinusOne) {
    talker.appendGood(topic, batchOf(3));
    protocol::DeleteRecordsRequest remove;
    remove.timeoutMs = 5000;
    remove.topics.emplace_back().name = topic;
    remove.topics[0].partitions.push_back({0, 2});
    const auto removed = talker.client.call<protocol::DeleteRecordsResponse>(remove, 2);
    ASSERT_EQ(removed.topics.at(0).partitions.at(0).lowWatermark, 2);
    expectOutOfRange(call(waiting(1, 30s)));
    EXPECT_EQ(errorOf(talker.fetch(topic, 2).errorCode), ErrorCode::NONE);
}

TEST_F(FetchSemantics, S34TheHighWatermarkIsTheNextOffset) {
    talker.appendGood(topic, batchOf(3));
    const auto fetched = talker.fetch(topic, 0);
    EXPECT_EQ(fetched.highWatermark, 3);
    EXPECT_EQ(fetched.lastStableOffset, 3);
    EXPECT_EQ(fetched.logStartOffset, 0);
}

TEST_F(FetchSemantics, S35ThereIsNoPreferredReadReplica) {
    talker.appendGood(topic, batchOf(1));
    EXPECT_EQ(talker.fetch(topic, 0).preferredReadReplica, -1);
}

TEST_F(FetchSemantics, S37FromVersion13TopicsGoByIdAndAnUnknownOneSaysSo) {
    talker.appendGood(topic, batchOf(1));
    protocol::MetadataRequest ask;
    ask.topics->emplace_back().name = topic;
    const auto id = talker.client.call<protocol::MetadataResponse>(ask, 12).topics.at(0).topicId;
    auto request = fetchRequest("", 0);
    request.topics[0].topicId = id;
    EXPECT_EQ(call(request, 13).responses[0].partitions[0].highWatermark, 1);
    request.topics[0].topicId = base::Uuid::random();
    EXPECT_EQ(errorOf(call(request, 13).responses[0].partitions[0].errorCode), ErrorCode::UNKNOWN_TOPIC_ID);
}

TEST_F(FetchSemantics, S37ALastRecordThatTheLeaderNeverHadIsToldWithWhereToCut) {
    talker.appendGood(topic, batchOf(3));
    auto request = waiting(7, 30s);
    request.topics[0].partitions[0].lastFetchedEpoch = 0;
    const auto response = call(request, 12);
    const auto& partition = response.responses[0].partitions[0];
    EXPECT_EQ(errorOf(partition.errorCode), ErrorCode::NONE);
    EXPECT_EQ(partition.divergingEpoch.epoch, 0);
    EXPECT_EQ(partition.divergingEpoch.endOffset, 3);
}

TEST_F(FetchSemantics, S38AZstdTopicBeforeFetch10IsUnsupported) {
    if (broker_test::ServedBroker::isForeign())
        GTEST_SKIP() << "Kafka 4 gave this check up together with down-conversion; old clients still need it";
    topic = talker.topic(1, {{"compression.type", "zstd"}});
    talker.appendGood(topic, batchOf(1));
    EXPECT_EQ(errorOf(talker.fetch(topic, 0, 9).errorCode), ErrorCode::UNSUPPORTED_COMPRESSION_TYPE);
    EXPECT_EQ(errorOf(talker.fetch(topic, 0, 10).errorCode), ErrorCode::NONE);
}

TEST_F(FetchSemantics, S39FetchBefore4ClosesTheConnection) {
    talker.client.send(fetchRequest(topic, 0), 3);
    EXPECT_TRUE(talker.client.isClosedByPeer());
}

TEST_F(FetchSemantics, S40AnswersComeStrictlyInOrderEvenBehindAParkedFetch) {
    talker.client.send(waiting(0, 300ms), 11);
    protocol::ListOffsetsRequest list;
    list.topics.emplace_back().name = topic;
    list.topics[0].partitions.emplace_back().timestamp = Latest;
    talker.client.send(list, 5);
    talker.client.receive<protocol::FetchResponse>(11);
    EXPECT_EQ(talker.client.receive<protocol::ListOffsetsResponse>(5).topics.at(0).partitions.at(0).offset,
              0);
}

TEST_F(FetchSemantics, ReadCommittedAnswersAnAbortedListAndReadUncommittedNull) {
    talker.appendGood(topic, batchOf(1));
    auto request = fetchRequest(topic, 0);
    EXPECT_FALSE(call(request).responses[0].partitions[0].abortedTransactions.has_value());
    request.isolationLevel = 1;
    EXPECT_TRUE(call(request).responses[0].partitions[0].abortedTransactions.has_value());
}

} // namespace
} // namespace record_talk
