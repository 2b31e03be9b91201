#include <limits>
#include <thread>

#include <gmock/gmock.h>

#include "storage/fixture.h"

namespace storage_test {
namespace {

using storage::AppendOrigin;
using testing::ElementsAre;
using testing::HasSubstr;

/// The same behaviour in a folder and in memory.
class PartitionLogTest : public testing::TestWithParam<Kind> {
protected:
    StoreFixture m{GetParam()};
};

std::string error(const tl::expected<storage::AppendInfo, storage::AppendError>& result) {
    return result ? "accepted" : result.error().error.name;
}

TEST_P(PartitionLogTest, RecordsComeBackInOrderWithRisingOffsets) {
    auto& log = m.makeTopic();
    const auto first = m.produce(log, {.values = {"a", "b"}});
    ASSERT_TRUE(first);
    EXPECT_EQ(first->baseOffset, Offset(0));
    EXPECT_EQ(first->lastOffset, Offset(1));
    EXPECT_EQ(first->logAppendTimeMs, -1);
    ASSERT_EQ(m.produce(log, {.values = {"c"}})->baseOffset, Offset(2));
    EXPECT_EQ(log.endOffset(), Offset(3));
    EXPECT_EQ(log.messageCount(), 3u);
    EXPECT_EQ(log.appendedRecordsTotal(), 3);
    const auto records = readAll(log, Offset(0));
    EXPECT_THAT(valuesOf(records), ElementsAre("a", "b", "c"));
    EXPECT_EQ(records.back().offset, Offset(2));
}

TEST_P(PartitionLogTest, S1_ProduceCarriesExactlyOneBatchOfMagic2) {
    auto& log = m.makeTopic();
    const auto now = m.clock().wallMs();
    EXPECT_EQ(error(log.append({}, AppendOrigin::Client, 11)), "INVALID_RECORD");
    auto two = Batch{.values = {"a"}}.make(now);
    base::Bytes bytes(two.view().begin(), two.view().end());
    bytes.insert(bytes.end(), two.view().begin(), two.view().end());
    EXPECT_EQ(error(log.append(base::Buffer(bytes), AppendOrigin::Client, 11)), "INVALID_RECORD");
    base::Bytes old(two.view().begin(), two.view().end());
    old[protocol::BatchLayout::magic] = 1;
    EXPECT_EQ(error(log.append(base::Buffer(old), AppendOrigin::Client, 11)), "INVALID_RECORD");
    Batch zstd{.values = {"a"}, .options = {.compression = protocol::Compression::Zstd}};
    EXPECT_EQ(error(m.produce(log, zstd, 6)), "UNSUPPORTED_COMPRESSION_TYPE");
    EXPECT_EQ(error(m.produce(log, zstd, 7)), "accepted");
    EXPECT_EQ(log.endOffset(), Offset(1));
}

TEST_P(PartitionLogTest, S2_CountsOffsetsAndKindsThatCannotBeAreRefused) {
    auto& log = m.makeTopic();
    const auto changed = [&](auto change, const Batch& batch = {.values = {"a", "b"}}) {
        const auto good = batch.make(m.clock().wallMs());
        base::Bytes bytes(good.view().begin(), good.view().end());
        change(bytes);
        const auto rest = base::ByteView(bytes).subspan(protocol::BatchLayout::headerSize);
        protocol::setMaxTimestamp(bytes, rest, m.clock().wallMs()); // a sound checksum
        return error(log.append(base::Buffer(bytes), AppendOrigin::Client, 11));
    };
    using Layout = protocol::BatchLayout;
    EXPECT_EQ(changed([](base::Bytes& b) { b[Layout::baseOffset + 7] = 5; }), "INVALID_RECORD");
    EXPECT_EQ(changed([](base::Bytes& b) { b[Layout::lastOffsetDelta + 3] = 7; }), "INVALID_RECORD");
    EXPECT_EQ(changed([](base::Bytes& b) { b[Layout::recordCount + 3] = 1; }), "INVALID_RECORD");
    EXPECT_EQ(changed([](base::Bytes& b) { b[Layout::attributes + 1] |= Layout::control; }),
              "INVALID_RECORD");
    EXPECT_EQ(changed([](base::Bytes& b) { b[Layout::attributes + 1] |= Layout::transactional; }),
              "INVALID_TXN_STATE");
    EXPECT_EQ(changed([](base::Bytes&) {}, {.values = {"a"}, .options = producedBy(7, 0, -1)}),
              "INVALID_RECORD");
    EXPECT_EQ(changed([](base::Bytes& b) { b.back() = 1; }),
              "INVALID_RECORD"); // a header count without headers
    EXPECT_EQ(changed([](base::Bytes&) {}), "accepted");
}

TEST_P(PartitionLogTest, S3_ABrokenChecksumIsCorrupt) {
    auto& log = m.makeTopic();
    const auto good = Batch{.values = {"abc"}}.make(m.clock().wallMs());
    base::Bytes bytes(good.view().begin(), good.view().end());
    bytes.back() ^= 1;
    EXPECT_EQ(error(log.append(base::Buffer(bytes), AppendOrigin::Client, 11)), "CORRUPT_MESSAGE");
    EXPECT_EQ(log.endOffset(), Offset(0));
}

TEST_P(PartitionLogTest, S4_ABatchAboveMaxMessageBytesIsTooLargeAsItComes) {
    m.config.maxMessageBytes = 1000;
    auto& log = m.makeTopic();
    EXPECT_EQ(error(m.produce(log, {.values = {std::string(2000, 'x')}})), "MESSAGE_TOO_LARGE");
    Batch packed{.values = {std::string(2000, 'x')}, .options = {.compression = protocol::Compression::Gzip}};
    EXPECT_EQ(error(m.produce(log, packed)), "accepted");
}

TEST_P(PartitionLogTest, S5_LogAppendTimeStampsTheBatchAndRenewsItsChecksum) {
    m.config.logAppendTime = true;
    auto& log = m.makeTopic();
    const auto now = m.clock().wallMs();
    const auto done = m.produce(log, {.values = {"a", "b"}, .timestamps = {5, 6}});
    ASSERT_TRUE(done) << done.error().error.cause;
    EXPECT_EQ(done->logAppendTimeMs, now);
    for (const auto& record : readAll(log, Offset(0)))
        EXPECT_EQ(record.timestamp, now);
    const auto marked = m.produce(log, {.values = {"a"}, .options = {.logAppendTime = now}});
    EXPECT_EQ(error(marked), "INVALID_TIMESTAMP");
}

TEST_P(PartitionLogTest, S6_AWrongLargestTimestampIsCorrectedAndBoundsHold) {
    auto& log = m.makeTopic();
    const auto now = m.clock().wallMs();
    const auto good = Batch{.values = {"a", "b"}, .timestamps = {now - 5, now - 9}}.make(now);
    base::Bytes bytes(good.view().begin(), good.view().end());
    protocol::setMaxTimestamp(bytes, base::ByteView(bytes).subspan(protocol::BatchLayout::headerSize),
                              now + 77);
    ASSERT_EQ(error(log.append(base::Buffer(bytes), AppendOrigin::Client, 11)), "accepted");
    const auto stored = log.read(Offset(0), 1 << 20, true)->records;
    EXPECT_EQ(protocol::BatchView::parse(stored.view())->maxTimestamp(), now - 5);
    EXPECT_TRUE(protocol::BatchView::parse(stored.view())->crcMatches());

    const auto late = m.produce(log, {.values = {"a", "b"}, .timestamps = {now, now + 3600001}});
    ASSERT_EQ(error(late), "INVALID_TIMESTAMP");
    ASSERT_EQ(late.error().recordErrors.size(), 1u);
    EXPECT_EQ(late.error().recordErrors[0].batchIndex, 1);
    auto config = log.config();
    config.timestampBeforeMaxMs = 1000;
    log.setConfig(config);
    EXPECT_EQ(error(m.produce(log, {.values = {"a"}, .timestamps = {now - 1001}})), "INVALID_TIMESTAMP");
    EXPECT_EQ(error(m.produce(log, {.values = {"a"}, .timestamps = {now - 1000}})), "accepted");
}

TEST_P(PartitionLogTest, S6_TimesBefore1970ArePastAndNoTimeIsNotJudged) {
    constexpr auto earliest = std::numeric_limits<std::int64_t>::min();
    auto& log = m.makeTopic();
    const auto now = m.clock().wallMs();
    const auto at = [&](std::int64_t time) {
        return error(m.produce(log, {.values = {"a"}, .timestamps = {time}}));
    };
    EXPECT_EQ(at(-1), "accepted");
    EXPECT_EQ(at(-1000), "accepted");
    EXPECT_EQ(at(earliest + now + 1), "accepted"); // as far back as a topic can allow
    EXPECT_EQ(at(earliest + now), "INVALID_TIMESTAMP");
    EXPECT_EQ(at(earliest), "INVALID_TIMESTAMP");
    auto config = log.config();
    config.timestampBeforeMaxMs = now; // not before 1970
    log.setConfig(config);
    EXPECT_EQ(at(0), "accepted");
    EXPECT_EQ(at(-1), "accepted");
    EXPECT_EQ(at(-2), "INVALID_TIMESTAMP");
}

TEST_P(PartitionLogTest, S7_ACompactedTopicRefusesRecordsWithoutAKey) {
    m.config.cleanupCompact = true;
    auto& log = m.makeTopic();
    const auto done = m.produce(log, {.values = {"a", "b"}, .keyed = false});
    ASSERT_EQ(error(done), "INVALID_RECORD");
    ASSERT_EQ(done.error().recordErrors.size(), 2u);
    EXPECT_EQ(done.error().recordErrors[1].batchIndex, 1);
    EXPECT_EQ(log.endOffset(), Offset(0));
    EXPECT_EQ(error(m.produce(log, {.values = {"a"}})), "accepted");
}

TEST_P(PartitionLogTest, S8_WrongInnerOffsetsAreWrittenAnewAndATopicsCodecIsApplied) {
    auto& log = m.makeTopic();
    const auto now = m.clock().wallMs();
    protocol::RecordBatchBuilder builder({.compression = protocol::Compression::Lz4});
    for (const auto* value : {"a", "b", "c"})
        builder.appendAt(Offset(2), now, base::asBytes("k"), base::asBytes(value)); // 2, 2, 2
    ASSERT_EQ(error(log.append(base::Buffer(builder.build().value()), AppendOrigin::Client, 11)), "accepted");
    EXPECT_EQ(readAll(log, Offset(0)),
              (std::vector<ReadRecord>{{Offset(0), now, "a"}, {Offset(1), now, "b"}, {Offset(2), now, "c"}}));

    auto config = log.config();
    config.codec = storage::Codec::Gzip;
    log.setConfig(config);
    ASSERT_TRUE(m.produce(log, {.values = {"d"}, .options = producedBy(4, 0, 0)}));
    const auto stored = log.read(Offset(3), 1 << 20, true)->records;
    const auto batch = protocol::BatchView::parse(stored.view());
    EXPECT_EQ(batch->compression(), protocol::Compression::Gzip);
    EXPECT_EQ(batch->producerId(), base::ProducerId(4));
    EXPECT_THAT(valuesOf(recordsIn(stored.view())), ElementsAre("d"));
    config.codec = storage::Codec::Uncompressed;
    log.setConfig(config);
    ASSERT_TRUE(m.produce(log, {.values = {"e"}, .options = {.compression = protocol::Compression::Snappy}}));
    const auto plain = log.read(Offset(4), 1 << 20, true)->records;
    EXPECT_EQ(protocol::BatchView::parse(plain.view())->compression(), protocol::Compression::None);
}

/// What a little packed input unpacks to.
Batch bomb(protocol::Compression codec, std::size_t size) {
    return {.values = {std::string(size, '\0')}, .options = {.compression = codec}};
}

TEST_P(PartitionLogTest, ABombIsJudgedByWhatItUnpacksTo) {
    auto& log = m.makeTopic();
    EXPECT_EQ(error(m.produce(log, bomb(protocol::Compression::Zstd, std::size_t{127} << 20))), "accepted");
    EXPECT_EQ(error(m.produce(log, bomb(protocol::Compression::Zstd, std::size_t{129} << 20))),
              "RECORD_LIST_TOO_LARGE");
    EXPECT_EQ(log.endOffset(), Offset(1));
}

TEST_P(PartitionLogTest, ABatchThatIsWrittenAnewMayNotUnpackToFarMore) {
    m.config.codec = storage::Codec::Zstd;
    auto& log = m.makeTopic();
    EXPECT_EQ(error(m.produce(log, bomb(protocol::Compression::Lz4, std::size_t{31} << 20))), "accepted");
    EXPECT_EQ(error(m.produce(log, bomb(protocol::Compression::Lz4, std::size_t{33} << 20))),
              "RECORD_LIST_TOO_LARGE");
    // Nothing of this one has to be written anew.
    EXPECT_EQ(error(m.produce(log, bomb(protocol::Compression::Zstd, std::size_t{33} << 20))), "accepted");
}

TEST_P(PartitionLogTest, ABatchThatIsWrittenAnewIsBoundedHoweverLargeItsTopicAllows) {
    m.config.maxMessageBytes = 20'000'000;
    auto& log = m.makeTopic();
    const auto ofOneOffset = [&](std::size_t size) {
        protocol::RecordBatchBuilder builder({.compression = protocol::Compression::Zstd});
        const base::Bytes half(size / 2);
        for (int i = 0; i < 2; ++i)
            builder.appendAt(Offset(1), m.clock().wallMs(), std::nullopt, half);
        return error(log.append(base::Buffer(builder.build().value()), AppendOrigin::Client, 11));
    };
    EXPECT_EQ(ofOneOffset(std::size_t{63} << 20), "accepted");
    EXPECT_EQ(ofOneOffset(std::size_t{65} << 20), "RECORD_LIST_TOO_LARGE");
}

TEST_P(PartitionLogTest, PackedBytesThatCannotBeReadAreNotAskedForAgain) {
    auto& log = m.makeTopic();
    using Layout = protocol::BatchLayout;
    for (const auto codec : {protocol::Compression::Gzip, protocol::Compression::Snappy,
                             protocol::Compression::Lz4, protocol::Compression::Zstd}) {
        const auto good =
            Batch{.values = {"a", "b"}, .options = {.compression = codec}}.make(m.clock().wallMs());
        const auto changed = [&](auto change) {
            base::Bytes bytes(good.view().begin(), good.view().end());
            change(bytes);
            const auto rest = base::ByteView(bytes).subspan(Layout::headerSize);
            protocol::setMaxTimestamp(bytes, rest, m.clock().wallMs()); // a sound checksum
            return error(log.append(base::Buffer(bytes), AppendOrigin::Client, 11));
        };
        // A byte that says how the rest is packed: the method, a block's length, the version, the frame's
        // magic.
        const std::size_t at = codec == protocol::Compression::Snappy ? 16 : 2;
        EXPECT_EQ(changed([&](base::Bytes& b) { b[Layout::headerSize + at] ^= 0x7f; }), "INVALID_RECORD");
        EXPECT_EQ(changed([](base::Bytes& b) { // a third record that is not there
                      ++b[Layout::lastOffsetDelta + 3];
                      ++b[Layout::recordCount + 3];
                  }),
                  "INVALID_RECORD");
        EXPECT_EQ(changed([](base::Bytes&) {}), "accepted");
    }
}

TEST_P(PartitionLogTest, S12_ARepeatedBatchIsAnsweredWithItsFirstOffset) {
    auto& log = m.makeTopic();
    for (int i = 0; i < 6; ++i)
        ASSERT_TRUE(m.produce(log, {.values = {"a", "b"}, .options = producedBy(9, 0, 2 * i)}));
    for (int i = 1; i < 6; ++i) {
        const auto again = m.produce(log, {.values = {"a", "b"}, .options = producedBy(9, 0, 2 * i)});
        ASSERT_TRUE(again) << i;
        EXPECT_TRUE(again->duplicate);
        EXPECT_EQ(again->baseOffset, Offset(2 * i));
        EXPECT_EQ(again->lastOffset, Offset(2 * i + 1));
    }
    EXPECT_EQ(error(m.produce(log, {.values = {"a", "b"}, .options = producedBy(9, 0, 0)})),
              "OUT_OF_ORDER_SEQUENCE_NUMBER"); // the sixth from the end is forgotten
    EXPECT_EQ(log.endOffset(), Offset(12));
}

TEST_P(PartitionLogTest, S13_SequencesRiseByOneAndWrapToZero) {
    auto& log = m.makeTopic();
    constexpr auto top = std::numeric_limits<std::int32_t>::max();
    ASSERT_TRUE(m.produce(log, {.values = {"a", "b"}, .options = producedBy(9, 0, top - 2)}));
    EXPECT_EQ(error(m.produce(log, {.values = {"x"}, .options = producedBy(9, 0, 0)})),
              "OUT_OF_ORDER_SEQUENCE_NUMBER");
    ASSERT_TRUE(m.produce(log, {.values = {"c", "d", "e"}, .options = producedBy(9, 0, top)})); // top, 0, 1
    ASSERT_TRUE(m.produce(log, {.values = {"f"}, .options = producedBy(9, 0, 2)}));
    EXPECT_TRUE(m.produce(log, {.values = {"c", "d", "e"}, .options = producedBy(9, 0, top)})->duplicate);
}

TEST_P(PartitionLogTest, S14_AnUnknownProducerMayBeginAnywhere) {
    auto& log = m.makeTopic();
    EXPECT_EQ(error(m.produce(log, {.values = {"a"}, .options = producedBy(9, 3, 4711)})), "accepted");
}

TEST_P(PartitionLogTest, S15_AnOlderEpochIsRefusedAndANewOneBeginsAtZero) {
    auto& log = m.makeTopic();
    ASSERT_TRUE(m.produce(log, {.values = {"a"}, .options = producedBy(9, 2, 5)}));
    EXPECT_EQ(error(m.produce(log, {.values = {"b"}, .options = producedBy(9, 1, 6)})),
              "INVALID_PRODUCER_EPOCH");
    EXPECT_EQ(error(m.produce(log, {.values = {"b"}, .options = producedBy(9, 3, 6)})),
              "OUT_OF_ORDER_SEQUENCE_NUMBER");
    EXPECT_EQ(error(m.produce(log, {.values = {"b"}, .options = producedBy(9, 3, 0)})), "accepted");
}

TEST_P(PartitionLogTest, S17_ASilentProducerIsForgotten) {
    auto& log = m.makeTopic();
    ASSERT_TRUE(m.produce(log, {.values = {"a"}, .options = producedBy(9, 0, 0)}));
    m.clock().advance(86400000 - 1);
    m.store().sweep(m.clock().wallMs());
    EXPECT_EQ(error(m.produce(log, {.values = {"x"}, .options = producedBy(9, 0, 7)})),
              "OUT_OF_ORDER_SEQUENCE_NUMBER");
    m.clock().advance(1);
    m.store().sweep(m.clock().wallMs());
    EXPECT_EQ(error(m.produce(log, {.values = {"x"}, .options = producedBy(9, 0, 7)})), "accepted");
}

TEST_P(PartitionLogTest, S30_AnOffsetInsideABatchBringsTheWholeBatch) {
    auto& log = m.makeTopic();
    ASSERT_TRUE(m.produce(log, {.values = {"a", "b", "c"}}));
    const auto read = log.read(Offset(1), 1 << 20, true);
    ASSERT_TRUE(read);
    EXPECT_THAT(valuesOf(recordsIn(read->records.view())), ElementsAre("a", "b", "c"));
    EXPECT_EQ(read->highWatermark, Offset(3));
    EXPECT_EQ(read->lastStableOffset, Offset(3));
}

TEST_P(PartitionLogTest, S31_TheFirstBatchComesWholeEvenAboveTheLimit) {
    auto& log = m.makeTopic();
    m.fill(log, 3, 1000);
    EXPECT_EQ(recordsIn(log.read(Offset(0), 10, true)->records.view()).size(), 1u);
    EXPECT_TRUE(log.read(Offset(0), 10, false)->records.empty());
    EXPECT_EQ(recordsIn(log.read(Offset(0), 2500, true)->records.view()).size(), 2u);
}

TEST_P(PartitionLogTest, S33_AnOffsetOutsideIsOutOfRangeAndTheEndIsEmpty) {
    auto& log = m.makeTopic();
    m.fill(log, 3);
    EXPECT_EQ(log.read(Offset(4), 100, true).error().name, "OFFSET_OUT_OF_RANGE");
    EXPECT_TRUE(log.read(Offset(3), 100, true)->records.empty());
    ASSERT_TRUE(log.deleteRecords(Offset(2)));
    EXPECT_EQ(log.read(Offset(1), 100, true).error().name, "OFFSET_OUT_OF_RANGE");
    EXPECT_THAT(valuesOf(readAll(log, Offset(2))), ElementsAre("v2"));
}

TEST_P(PartitionLogTest, S42_ATimestampFindsTheFirstRecordAtOrAfterIt) {
    m.config.segmentBytes = 2000;
    m.config.indexIntervalBytes = 200;
    auto& log = m.makeTopic();
    const auto t = m.clock().wallMs();
    std::vector<std::int64_t> stamps;
    for (int batch = 0; batch < 60; ++batch) { // disorder inside of batches, and across them
        const std::int64_t at = t + 100 * batch;
        Batch sent{.values = {"a", "b", "c"}, .timestamps = {at + 250, at, at + 30}};
        sent.options.compression = static_cast<protocol::Compression>(batch % 5);
        ASSERT_TRUE(m.produce(log, sent));
        stamps.insert(stamps.end(), sent.timestamps.begin(), sent.timestamps.end());
    }
    for (std::int64_t ms = t - 10; ms < t + 6400; ms += 7) {
        storage::TimestampOffset expected;
        for (std::size_t i = 0; i < stamps.size() && expected.offset.value() < 0; ++i)
            if (stamps[i] >= ms)
                expected = {stamps[i], Offset(static_cast<std::int64_t>(i)), base::LeaderEpoch(0)};
        ASSERT_EQ(log.offsetForTimestamp(ms), expected) << ms - t;
    }
    EXPECT_EQ(log.offsetForTimestamp(t + 99 * 100).offset, Offset(-1));
    EXPECT_EQ(log.maxTimestamp().timestampMs, t + 59 * 100 + 250);
    EXPECT_EQ(log.maxTimestamp().offset, Offset(59 * 3));
}

TEST_P(PartitionLogTest, S44_TheEndOfAnEpochIsTold) {
    auto& log = m.makeTopic();
    m.fill(log, 3);
    EXPECT_EQ(log.endOffsetForEpoch(log.leaderEpoch()), std::pair(base::LeaderEpoch(0), Offset(3)));
    EXPECT_EQ(log.endOffsetForEpoch(base::LeaderEpoch(1)), std::pair(base::LeaderEpoch(-1), Offset(-1)));
    EXPECT_EQ(log.endOffsetForEpoch(base::LeaderEpoch(-1)), std::pair(base::LeaderEpoch(-1), Offset(-1)));
}

TEST_P(PartitionLogTest, S45_DeletingRecordsMovesTheLogStart) {
    m.config.segmentBytes = 1000;
    auto& log = m.makeTopic();
    m.fill(log, 40, 100);
    const auto before = log.sizeBytes();
    EXPECT_EQ(log.deleteRecords(Offset(7)).value(), Offset(7));
    EXPECT_EQ(log.logStartOffset(), Offset(7));
    EXPECT_EQ(log.deleteRecords(Offset(3)).value(), Offset(7));
    EXPECT_EQ(log.deleteRecords(Offset(41)).error().name, "OFFSET_OUT_OF_RANGE");
    EXPECT_EQ(log.deleteRecords(Offset(-2)).error().name, "OFFSET_OUT_OF_RANGE");
    m.store().sweep(m.clock().wallMs());
    EXPECT_LT(log.sizeBytes(), before);
    EXPECT_EQ(readAll(log, Offset(7)).size(), 33u);
    EXPECT_EQ(log.deleteRecords(Offset(-1)).value(), Offset(40));
    m.store().sweep(m.clock().wallMs());
    EXPECT_EQ(log.sizeBytes(), 0);
    EXPECT_EQ(log.endOffset(), Offset(40));
    m.fill(log, 1);
    EXPECT_THAT(valuesOf(readAll(log, Offset(40))), ElementsAre("v40"));
}

TEST_P(PartitionLogTest, S46_ADeletedTopicIsGoneAndItsNameBeginsAnew) {
    auto& old = m.makeTopic();
    const auto held = m.store().topics()[0].partitions[0];
    m.fill(old, 3);
    const auto oldId = m.store().topics()[0].id;
    int woken = 0;
    const auto subscription = held->onAppended([&] { ++woken; });
    ASSERT_TRUE(m.store().deleteTopic("t"));
    EXPECT_EQ(woken, 1);
    EXPECT_EQ(held->read(Offset(0), 100, true).error().name, "UNKNOWN_TOPIC_OR_PARTITION");
    EXPECT_EQ(error(m.produce(*held, {.values = {"x"}})), "UNKNOWN_TOPIC_OR_PARTITION");
    EXPECT_EQ(m.store().deleteTopic("t").error().name, "UNKNOWN_TOPIC_OR_PARTITION");
    auto& fresh = m.makeTopic();
    EXPECT_EQ(fresh.endOffset(), Offset(0));
    EXPECT_NE(m.store().topics()[0].id, oldId);
}

TEST_P(PartitionLogTest, S76_RetentionByTimeDropsSegmentsByTheirLargestTimestamp) {
    m.config.segmentBytes = 1000;
    m.config.retentionMs = 60000;
    auto& log = m.makeTopic();
    m.fill(log, 20, 100);
    m.clock().advance(50000);
    m.fill(log, 20, 100);
    m.clock().advance(20000);
    m.store().sweep(m.clock().wallMs());
    EXPECT_GT(log.logStartOffset(), Offset(10));
    EXPECT_LE(log.logStartOffset(), Offset(20));
    EXPECT_EQ(readAll(log, log.logStartOffset()).size(),
              static_cast<std::size_t>(40 - log.logStartOffset().value()));
    m.clock().advance(60000);
    m.store().sweep(m.clock().wallMs());
    EXPECT_EQ(log.logStartOffset(), Offset(40)); // the active one too
    EXPECT_EQ(log.sizeBytes(), 0);
}

TEST_P(PartitionLogTest, S76_RetentionBySizeKeepsAtLeastThatMuch) {
    m.config.segmentBytes = 1000;
    m.config.retentionBytes = 3000;
    auto& log = m.makeTopic();
    m.fill(log, 100, 100);
    m.store().sweep(m.clock().wallMs());
    EXPECT_GE(log.sizeBytes(), 3000);
    EXPECT_LT(log.sizeBytes(), 4000);
    EXPECT_EQ(valuesOf(readAll(log, log.logStartOffset())).back().substr(0, 3), "v99");
}

TEST_P(PartitionLogTest, ACompactedTopicKeepsWhatRetentionWouldDrop) {
    m.config.segmentBytes = 1000;
    m.config.retentionBytes = 3000;
    m.config.cleanupDelete = false;
    m.config.cleanupCompact = true;
    auto& log = m.makeTopic();
    m.fill(log, 100, 100);
    m.clock().advance(999999999);
    m.store().sweep(m.clock().wallMs());
    EXPECT_EQ(log.logStartOffset(), Offset(0));
}

TEST_P(PartitionLogTest, ABatchLargerThanASegmentIsRefused) {
    m.config.segmentBytes = 1000;
    auto& log = m.makeTopic();
    EXPECT_EQ(error(m.produce(log, {.values = {std::string(1500, 'x')}})), "RECORD_LIST_TOO_LARGE");
}

TEST_P(PartitionLogTest, ReadingFromEveryOffsetCrossesSegments) {
    m.config.segmentBytes = 700;
    m.config.indexIntervalBytes = 100;
    auto& log = m.makeTopic();
    m.fill(log, 100, 50);
    for (std::int64_t from = 0; from < 100; ++from) {
        const auto records = readAll(log, Offset(from), 400);
        ASSERT_EQ(records.size(), static_cast<std::size_t>(100 - from));
        ASSERT_EQ(records.front().offset, Offset(from));
    }
    // One read goes on in the next segment, so that min_bytes can be met.
    EXPECT_EQ(recordsIn(log.read(Offset(0), 1 << 20, true)->records.view()).size(), 100u);
}

TEST_P(PartitionLogTest, SubscribersHearOfAppendsUntilTheyLeave) {
    auto& log = m.makeTopic();
    int calls = 0;
    storage::Subscription subscription;
    subscription = log.onAppended([&] {
        if (++calls == 2)
            subscription.reset(); // from inside of the call
    });
    m.fill(log, 3);
    EXPECT_EQ(calls, 2);
}

TEST_P(PartitionLogTest, ReadersSeeWholeBatchesWhileAWriterAppends) {
    m.config.segmentBytes = 2000; // many rolls: what a reader may pass over is the end of a segment
    auto& log = m.makeTopic();
    constexpr int count = 2000;
    std::thread writer([&] { m.fill(log, count, 30); });
    std::vector<std::thread> readers;
    for (int i = 0; i < 2; ++i)
        readers.emplace_back([&] {
            Offset at(0);
            while (at.value() < count) {
                const auto part = log.read(at, 4096, true);
                ASSERT_TRUE(part) << part.error().cause;
                for (const auto& record : recordsIn(part->records.view())) {
                    ASSERT_EQ(record.offset, at);
                    ++at;
                }
                ASSERT_LE(at, part->highWatermark);
            }
        });
    writer.join();
    for (auto& reader : readers)
        reader.join();
}

INSTANTIATE_TEST_SUITE_P(Both, PartitionLogTest, testing::Values(Kind::Folder, Kind::Memory),
                         [](const auto& kind) { return kind.param == Kind::Folder ? "Folder" : "Memory"; });

} // namespace
} // namespace storage_test
