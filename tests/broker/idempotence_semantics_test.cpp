#include <chrono>
#include <thread>

#include "protocol/messages/21_delete_records.h"
#include "protocol/messages/22_init_producer_id.h"
#include "record_talk.h"

namespace record_talk {
namespace {

class IdempotenceSemantics : public testing::Test {
protected:
    static void SetUpTestSuite() { s_broker = new broker_test::ServedBroker; }
    static void TearDownTestSuite() { delete std::exchange(s_broker, nullptr); }

    protocol::InitProducerIdResponse init(std::optional<std::string> transactionalId = std::nullopt) {
        protocol::InitProducerIdRequest request;
        request.transactionalId = std::move(transactionalId);
        request.transactionTimeoutMs = 60'000;
        for (int tries = 0;; ++tries) {
            auto response = talker.client.call<protocol::InitProducerIdResponse>(request, 4);
            // A broker that has just started may not have its first block of ids yet.
            if (!protocol::errorInfo(response.errorCode).retriable || tries == 1000)
                return response;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
    }
    Appended append(std::int32_t sequence, int count = 1, std::int16_t epoch = 0) {
        return talker.append(topic, sequenced(producer, epoch, sequence, count));
    }
    ErrorCode appendError(std::int32_t sequence, int count = 1, std::int16_t epoch = 0) {
        return errorOf(append(sequence, count, epoch).errorCode);
    }

    static inline broker_test::ServedBroker* s_broker = nullptr;
    Talker talker{s_broker->address()};
    std::string topic = talker.topic();
    std::int64_t producer = init().producerId;
};

TEST_F(IdempotenceSemantics, S12ARepeatedBatchIsAnsweredWithItsFirstOffset) {
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(append(i * 2, 2).baseOffset, i * 2);
    for (int i = 0; i < 5; ++i) {
        const auto again = append(i * 2, 2);
        EXPECT_EQ(errorOf(again.errorCode), ErrorCode::NONE);
        EXPECT_EQ(again.baseOffset, i * 2);
    }
    EXPECT_EQ(talker.offsetAt(topic, Latest).offset, 10);
}

TEST_F(IdempotenceSemantics, S12OnlyTheLastFiveAreKnown) {
    for (int i = 0; i < 6; ++i)
        append(i);
    EXPECT_NE(appendError(0), ErrorCode::NONE);
    EXPECT_EQ(append(1).baseOffset, 1);
}

TEST_F(IdempotenceSemantics, S13AGapInSequencesIsOutOfOrder) {
    append(0, 3);
    EXPECT_EQ(appendError(4), ErrorCode::OUT_OF_ORDER_SEQUENCE_NUMBER);
    EXPECT_EQ(appendError(3), ErrorCode::NONE);
}

TEST_F(IdempotenceSemantics, S13SequencesWrapFromTheLargestToZero) {
    EXPECT_EQ(appendError(2147483646, 2), ErrorCode::NONE);
    EXPECT_EQ(appendError(0), ErrorCode::NONE);
}

TEST_F(IdempotenceSemantics, S14AnUnknownProducerMayStartAnywhere) {
    EXPECT_EQ(appendError(1234), ErrorCode::NONE);
    EXPECT_EQ(appendError(1235), ErrorCode::NONE);
}

// Brokers before Apache Kafka 2.5 forgot a producer with its last record; since KIP-360 its state ends by
// producer.id.expiration.ms alone.
TEST_F(IdempotenceSemantics, S14AProducerOutlivesItsRecordsDeletedByDeleteRecords) {
    append(0, 3);
    protocol::DeleteRecordsRequest request;
    request.timeoutMs = 5000;
    request.topics.emplace_back().name = topic;
    request.topics[0].partitions.push_back({0, -1});
    const auto deleted = talker.client.call<protocol::DeleteRecordsResponse>(request, 2);
    ASSERT_EQ(deleted.topics.at(0).partitions.at(0).lowWatermark, 3);
    EXPECT_EQ(appendError(7), ErrorCode::OUT_OF_ORDER_SEQUENCE_NUMBER);
    EXPECT_EQ(append(0, 3).baseOffset, 0); // known as a repetition
    EXPECT_EQ(append(3).baseOffset, 3);
}

TEST_F(IdempotenceSemantics, S15AnOlderEpochIsFencedAndANewerStartsAtZero) {
    EXPECT_EQ(appendError(0, 1, 1), ErrorCode::NONE);
    EXPECT_EQ(appendError(1, 1, 0), ErrorCode::INVALID_PRODUCER_EPOCH);
    EXPECT_EQ(appendError(1, 1, 2), ErrorCode::OUT_OF_ORDER_SEQUENCE_NUMBER);
    EXPECT_EQ(appendError(0, 1, 2), ErrorCode::NONE);
}

TEST_F(IdempotenceSemantics, S16SequencesCountRecordsNotBatches) {
    append(0, 10);
    EXPECT_EQ(appendError(1), ErrorCode::OUT_OF_ORDER_SEQUENCE_NUMBER);
    EXPECT_EQ(appendError(10), ErrorCode::NONE);
}

TEST_F(IdempotenceSemantics, S19ANullIdGetsAFreshProducerAtEpochZero) {
    const auto first = init(), second = init();
    EXPECT_EQ(errorOf(first.errorCode), ErrorCode::NONE);
    EXPECT_EQ(first.producerEpoch, 0);
    EXPECT_GE(first.producerId, 0);
    EXPECT_NE(first.producerId, second.producerId);
    EXPECT_EQ(errorOf(init("").errorCode), ErrorCode::INVALID_REQUEST);
}

// Kafka serves transactions; we say at once that we do not yet.
TEST_F(IdempotenceSemantics, ATransactionalIdIsRefusedSoThatClientsStop) {
    if (broker_test::ServedBroker::isForeign())
        GTEST_SKIP() << "about Milena's own state";
    EXPECT_EQ(errorOf(init("tx").errorCode), ErrorCode::TRANSACTIONAL_ID_AUTHORIZATION_FAILED);
}

} // namespace
} // namespace record_talk
