#include <limits>
#include <thread>

#include <gmock/gmock.h>

#include "record_talk.h"

namespace record_talk {
namespace {

using protocol::BatchLayout;
using testing::ElementsAre;

constexpr std::int64_t Hour = 3'600'000;

/// A gzip batch whose records all claim the first offset.
base::Bytes batchOfOneOffset(int count) {
    auto batch = batchOf(1);
    const base::Bytes record(batch.begin() + BatchLayout::headerSize, batch.end());
    base::Bytes records;
    for (int i = 0; i < count; ++i)
        records.insert(records.end(), record.begin(), record.end());
    const auto packed = *protocol::compress(protocol::Compression::Gzip, records);
    batch.resize(BatchLayout::headerSize);
    batch.insert(batch.end(), packed.begin(), packed.end());
    put(batch, BatchLayout::length, static_cast<std::int32_t>(batch.size() - BatchLayout::logOverhead));
    put(batch, BatchLayout::attributes, static_cast<std::int16_t>(protocol::Compression::Gzip));
    put(batch, BatchLayout::lastOffsetDelta, count - 1);
    put(batch, BatchLayout::recordCount, count);
    seal(batch);
    return batch;
}

class ProduceSemantics : public testing::Test {
protected:
    static void SetUpTestSuite() { s_broker = new broker_test::ServedBroker; }
    static void TearDownTestSuite() { delete std::exchange(s_broker, nullptr); }

    ErrorCode appendError(base::Bytes batch, std::int16_t version = 9) {
        return errorOf(talker.append(topic, std::move(batch), version).errorCode);
    }
    /// Three records whose header says something else.
    ErrorCode countsError(std::int32_t count, std::int32_t lastOffsetDelta, bool sealed = true) {
        auto batch = batchOf(3);
        put(batch, BatchLayout::recordCount, count);
        put(batch, BatchLayout::lastOffsetDelta, lastOffsetDelta);
        if (sealed)
            seal(batch);
        return appendError(std::move(batch));
    }
    std::int64_t end() { return talker.offsetAt(topic, Latest).offset; }

    static inline broker_test::ServedBroker* s_broker = nullptr;
    Talker talker{s_broker->address()};
    std::string topic = talker.topic();
};

TEST_F(ProduceSemantics, S1EachPartitionCarriesExactlyOneBatchOfMagic2) {
    auto two = batchOf(1);
    const auto second = batchOf(1);
    two.insert(two.end(), second.begin(), second.end());
    EXPECT_EQ(appendError(two), ErrorCode::INVALID_RECORD);
    EXPECT_EQ(appendError({}), ErrorCode::INVALID_RECORD);
    auto old = batchOf(1);
    old[BatchLayout::magic] = 1;
    EXPECT_EQ(appendError(old), ErrorCode::INVALID_RECORD);
    EXPECT_EQ(end(), 0);
}

TEST_F(ProduceSemantics, S1ZstdBeforeProduce7IsUnsupported) {
    protocol::BatchOptions zstd;
    zstd.compression = protocol::Compression::Zstd;
    EXPECT_EQ(appendError(batchOf(3, zstd), 6), ErrorCode::UNSUPPORTED_COMPRESSION_TYPE);
    EXPECT_EQ(appendError(batchOf(3, zstd), 7), ErrorCode::NONE);
}

TEST_F(ProduceSemantics, S2CountsMustAgreeAndSequencesBelongToProducers) {
    auto batch = batchOf(3);
    put<std::int32_t>(batch, BatchLayout::lastOffsetDelta, 5);
    seal(batch);
    EXPECT_EQ(appendError(batch), ErrorCode::INVALID_RECORD);
    EXPECT_EQ(appendError(sequenced(7, 0, -1)), ErrorCode::INVALID_RECORD);
    EXPECT_EQ(countsError(-1, 2), ErrorCode::INVALID_RECORD);
    EXPECT_EQ(countsError(3, -1), ErrorCode::INVALID_RECORD);
    EXPECT_EQ(countsError(0, -1), ErrorCode::INVALID_RECORD);
    EXPECT_EQ(countsError(-1, -2), ErrorCode::INVALID_RECORD);
    EXPECT_EQ(countsError(0, 2), ErrorCode::INVALID_RECORD);
    EXPECT_EQ(countsError(std::numeric_limits<std::int32_t>::max(), 2), ErrorCode::INVALID_RECORD);
    EXPECT_EQ(countsError(3, std::numeric_limits<std::int32_t>::min()), ErrorCode::INVALID_RECORD);
    EXPECT_EQ(countsError(-1, 2, false), ErrorCode::CORRUPT_MESSAGE);
    protocol::BatchOptions control;
    control.control = true;
    EXPECT_EQ(appendError(batchOf(1, control)), ErrorCode::INVALID_RECORD);
}

TEST_F(ProduceSemantics, S2AClientsBatchStartsAtOffsetZero) {
    for (const std::int64_t base : {1, -1}) {
        auto batch = batchOf(2);
        put(batch, BatchLayout::baseOffset, base); // outside the checksum
        EXPECT_EQ(appendError(batch), ErrorCode::INVALID_RECORD) << base;
    }
    EXPECT_EQ(end(), 0);
    EXPECT_EQ(appendError(batchOf(2)), ErrorCode::NONE);
}

TEST_F(ProduceSemantics, S2ABatchHoldsAtLeastOneRecord) {
    for (const std::int32_t lastOffsetDelta : {-1, 0}) {
        auto batch = batchOf(0);
        put(batch, BatchLayout::lastOffsetDelta, lastOffsetDelta);
        seal(batch);
        EXPECT_EQ(appendError(batch), ErrorCode::INVALID_RECORD) << lastOffsetDelta;
    }
    EXPECT_EQ(end(), 0);
}

TEST_F(ProduceSemantics, S3ABadChecksumIsACorruptMessage) {
    auto batch = batchOf(2);
    batch.back() ^= 1;
    EXPECT_EQ(appendError(batch), ErrorCode::CORRUPT_MESSAGE);
    EXPECT_EQ(end(), 0);
}

TEST_F(ProduceSemantics, S4ABatchAboveMaxMessageBytesIsTooLarge) {
    topic = talker.topic(1, {{"max.message.bytes", "1000"}});
    EXPECT_EQ(appendError(batchOf({{std::string(2000, 'x'), {}, {}}})), ErrorCode::MESSAGE_TOO_LARGE);
    protocol::BatchOptions gzip;
    gzip.compression = protocol::Compression::Gzip;
    // Checked on the compressed batch.
    EXPECT_EQ(appendError(batchOf({{std::string(2000, 'x'), {}, {}}}, gzip)), ErrorCode::NONE);
}

TEST_F(ProduceSemantics, S5LogAppendTimeIsTheBrokersAndIsAnswered) {
    topic = talker.topic(1, {{"message.timestamp.type", "LogAppendTime"}});
    const auto before = now();
    const auto appended = talker.append(topic, batchOf({{"a", {}, 1000}}));
    EXPECT_GE(appended.logAppendTimeMs, before);
    const auto fetched = talker.fetch(topic, 0);
    const auto batch = protocol::BatchView::parse(fetched.records->view());
    ASSERT_TRUE(batch.has_value());
    EXPECT_TRUE(batch->isLogAppendTime());
    EXPECT_TRUE(batch->crcMatches());
    EXPECT_EQ(batch->maxTimestamp(), appended.logAppendTimeMs);
}

TEST_F(ProduceSemantics, S5AClientMayNotClaimLogAppendTime) {
    protocol::BatchOptions claimed;
    claimed.logAppendTime = now();
    EXPECT_EQ(talker.append(topic, batchOf(1)).logAppendTimeMs, -1);
    topic = talker.topic(1, {{"message.timestamp.type", "LogAppendTime"}});
    EXPECT_EQ(appendError(batchOf(1, claimed)), ErrorCode::INVALID_TIMESTAMP);
}

TEST_F(ProduceSemantics, S6TheLargestTimestampIsComputedAnewAndTheFutureIsBounded) {
    const auto stamp = now() - 5000;
    auto batch = batchOf({{"a", {}, stamp}, {"b", {}, stamp + 7}});
    put<std::int64_t>(batch, BatchLayout::maxTimestamp, stamp + 1000);
    seal(batch);
    EXPECT_EQ(appendError(batch), ErrorCode::NONE);
    const auto fetched = talker.fetch(topic, 0);
    const auto stored = protocol::BatchView::parse(fetched.records->view());
    EXPECT_EQ(stored->maxTimestamp(), stamp + 7);
    EXPECT_TRUE(stored->crcMatches());
    EXPECT_EQ(appendError(batchOf({{"late", {}, now() + 2 * Hour}})), ErrorCode::INVALID_TIMESTAMP);
}

TEST_F(ProduceSemantics, S6ATimeBefore1970IsPastUnlessItsDistanceWrapsAround) {
    constexpr auto earliest = std::numeric_limits<std::int64_t>::min();
    constexpr auto latest = std::numeric_limits<std::int64_t>::max();
    const auto errorAt = [&](std::int64_t time, std::int64_t delta) {
        const auto wrapped = static_cast<std::uint64_t>(time) + static_cast<std::uint64_t>(delta);
        return appendError(batchOf({{"a", {}, time}, {"b", {}, static_cast<std::int64_t>(wrapped)}}));
    };
    EXPECT_EQ(errorAt(-1, 0), ErrorCode::NONE); // no time at all
    EXPECT_EQ(errorAt(-1000, -1), ErrorCode::NONE);
    EXPECT_EQ(errorAt(now() - Hour, earliest), ErrorCode::INVALID_TIMESTAMP);
    EXPECT_EQ(errorAt(now() - Hour, latest), ErrorCode::INVALID_TIMESTAMP);
    EXPECT_EQ(errorAt(earliest, 0), ErrorCode::INVALID_TIMESTAMP);
    EXPECT_EQ(errorAt(latest, 0), ErrorCode::INVALID_TIMESTAMP);
}

TEST_F(ProduceSemantics, S7ANullKeyOnACompactedTopicFailsTheBatchAndNamesTheRecords) {
    topic = talker.topic(1, {{"cleanup.policy", "compact"}});
    const auto appended = talker.append(topic, batchOf({{"a", "k", {}}, {"b", {}, {}}}));
    EXPECT_EQ(errorOf(appended.errorCode), ErrorCode::INVALID_RECORD);
    ASSERT_EQ(appended.recordErrors.size(), 1u);
    EXPECT_EQ(appended.recordErrors[0].batchIndex, 1);
    const std::string why =
        "Compacted topic cannot accept message without key in topic partition " + topic + "-0";
    const auto told = appended.recordErrors[0].batchIndexErrorMessage.value_or("");
    EXPECT_EQ(told, why);
    EXPECT_EQ(
        appended.errorMessage.value_or(""),
        "One or more records have been rejected due to 1 record errors in total, and only showing the first "
        "three errors at most: [RecordError(batchIndex=1, message='" +
            told + "')]");
    EXPECT_EQ(end(), 0);
}

TEST_F(ProduceSemantics, S8WrongInnerOffsetsOfACompressedBatchAreRewritten) {
    // Into the topic's own codec Apache Kafka 4.3.1 rewrites nothing: having skipped the records' keys it
    // cannot write them again, and answers UNKNOWN_SERVER_ERROR.
    std::vector<std::string> codecs{"lz4"};
    if (!broker_test::ServedBroker::isForeign())
        codecs.emplace_back("producer");
    for (const auto& codec : codecs) {
        topic = talker.topic(1, {{"compression.type", codec}});
        talker.appendGood(topic, batchOf(1));
        const auto appended = talker.append(topic, batchOfOneOffset(3));
        EXPECT_EQ(appended.baseOffset, 1) << appended.errorMessage.value_or("");
        const auto fetched = talker.fetch(topic, 1);
        const auto stored = protocol::BatchView::parse(fetched.records->view());
        ASSERT_TRUE(stored.has_value());
        EXPECT_TRUE(stored->crcMatches());
        EXPECT_NE(stored->compression(), protocol::Compression::None);
        EXPECT_THAT(offsetsIn(*fetched.records), ElementsAre(1, 2, 3));
    }
}

TEST_F(ProduceSemantics, S8AnotherCompressionTypeOfTheTopicRewritesTheBatch) {
    topic = talker.topic(1, {{"compression.type", "lz4"}});
    EXPECT_EQ(appendError(batchOf(3)), ErrorCode::NONE);
    const auto fetched = talker.fetch(topic, 0);
    EXPECT_EQ(protocol::BatchView::parse(fetched.records->view())->compression(), protocol::Compression::Lz4);
    EXPECT_THAT(valuesIn(*fetched.records), ElementsAre("value 0", "value 1", "value 2"));
}

TEST_F(ProduceSemantics, S9AcksZeroIsNotAnsweredAndAnErrorClosesTheConnection) {
    talker.client.send(produceRequest(topic, batchOf(1), 0), 9);
    // The next answer is that of the next request.
    EXPECT_EQ(end(), 1);
    talker.client.send(produceRequest(freshName("nowhere"), batchOf(1), 0), 9);
    EXPECT_TRUE(talker.client.isClosedByPeer());
}

TEST_F(ProduceSemantics, S9OtherAcksAreInvalid) {
    EXPECT_EQ(errorOf(talker.append(topic, batchOf(1), 9, 2).errorCode), ErrorCode::INVALID_REQUIRED_ACKS);
    EXPECT_EQ(errorOf(talker.append(topic, batchOf(1), 9, -1).errorCode), ErrorCode::NONE);
}

// A topic has as many replicas as there are brokers, one, and more than there are is never asked for: whether
// a replica that fell behind is missed cannot be shown on one node.
TEST_F(ProduceSemantics, S9AllAcksAskForNoMoreReplicasThanTheTopicHas) {
    topic = talker.topic(1, {{"min.insync.replicas", "2"}});
    EXPECT_EQ(errorOf(talker.append(topic, batchOf(1), 9, -1).errorCode), ErrorCode::NONE);
    EXPECT_EQ(errorOf(talker.append(topic, batchOf(1), 9, 1).errorCode), ErrorCode::NONE);
    EXPECT_EQ(end(), 2);
}

TEST_F(ProduceSemantics, S10AnUnknownPartitionHasNoSideEffects) {
    const auto name = freshName("nowhere");
    EXPECT_EQ(errorOf(talker.append(name, batchOf(1)).errorCode), ErrorCode::UNKNOWN_TOPIC_OR_PARTITION);
    EXPECT_EQ(errorOf(talker.offsetAt(name, Latest).errorCode), ErrorCode::UNKNOWN_TOPIC_OR_PARTITION);
}

TEST_F(ProduceSemantics, S11TheAnswerCarriesBaseOffsetAndLogStart) {
    EXPECT_EQ(talker.append(topic, batchOf(4)).baseOffset, 0);
    const auto second = talker.append(topic, batchOf(2));
    EXPECT_EQ(second.baseOffset, 4);
    EXPECT_EQ(second.logStartOffset, 0);
}

TEST_F(ProduceSemantics, EveryCodecComesBackAsItWasSent) {
    using protocol::Compression;
    for (const auto codec :
         {Compression::None, Compression::Gzip, Compression::Snappy, Compression::Lz4, Compression::Zstd}) {
        protocol::BatchOptions options;
        options.compression = codec;
        const auto name = talker.topic();
        talker.appendGood(name, batchOf(3, options));
        const auto fetched = talker.fetch(name, 0);
        EXPECT_EQ(protocol::BatchView::parse(fetched.records->view())->compression(), codec);
        EXPECT_THAT(valuesIn(*fetched.records), ElementsAre("value 0", "value 1", "value 2"));
    }
}

TEST_F(ProduceSemantics, BombsOfManyClientsAndWhatAnotherSendsAreAllAppended) {
    protocol::BatchOptions zstd;
    zstd.compression = protocol::Compression::Zstd;
    const auto bomb = batchOf({{std::string(std::size_t{127} << 20, '\0'), {}, {}}}, zstd);
    constexpr int clients = 16;
    std::vector<std::thread> bombers;
    for (int i = 0; i < clients; ++i)
        bombers.emplace_back([&] {
            Talker bomber{s_broker->address()};
            EXPECT_EQ(errorOf(bomber.append(topic, bomb).errorCode), ErrorCode::NONE);
        });
    const auto calm = talker.topic();
    for (int i = 0; i < clients; ++i)
        EXPECT_EQ(talker.append(calm, batchOf(1)).baseOffset, i);
    for (auto& bomber : bombers)
        bomber.join();
    EXPECT_EQ(end(), clients);
}

} // namespace
} // namespace record_talk
