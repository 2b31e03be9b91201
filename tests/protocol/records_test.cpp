#include <limits>
#include <string>
#include <utility>

#include <gtest/gtest.h>
#include <lz4frame.h>
#include <snappy-c.h>

#include "protocol/counting_new.h"
#include "protocol/error_codes.h"
#include "protocol/records/batch_reader.h"
#include "protocol/records/crc32c.h"
#include "protocol/records/record_batch_builder.h"
#include "protocol/records/record_reader.h"

namespace {

using namespace protocol;

const Compression everyCodec[]{Compression::None, Compression::Gzip, Compression::Snappy, Compression::Lz4,
                               Compression::Zstd};

base::ByteView view(const char* text) {
    return base::asBytes(text);
}

base::Bytes batchOf(int records, BatchOptions options = {}) {
    RecordBatchBuilder builder(options);
    const std::vector<RecordHeaderView> headers{
        {"trace", view("abc")}, {"trace", std::nullopt}, {"", view("")}};
    for (int i = 0; i < records; ++i)
        builder.append(1000 + i, view("key"), view("a value of some length"), headers);
    return builder.build().value();
}

int countRecords(base::ByteView bytes, std::size_t limit = RecordReader::defaultLimit) {
    const auto batch = BatchView::parse(bytes);
    if (!batch)
        return -1;
    auto reader = RecordReader::open(*batch, limit);
    if (!reader)
        return -1;
    int count = 0;
    for (RecordView record; reader->next(record);)
        ++count;
    return reader->status() ? count : -1;
}

/// As many zeros as asked for, which every codec packs to next to nothing.
base::Bytes bomb(Compression codec, std::size_t size) {
    return compress(codec, base::Bytes(size)).value();
}

base::Bytes lz4Frame(base::ByteView plain, LZ4F_blockMode_t mode = LZ4F_blockIndependent,
                     unsigned dictionary = 0) {
    LZ4F_preferences_t preferences{};
    preferences.frameInfo.blockSizeID = LZ4F_max64KB;
    preferences.frameInfo.blockMode = mode;
    preferences.frameInfo.dictID = dictionary;
    preferences.frameInfo.contentChecksumFlag = LZ4F_contentChecksumEnabled;
    preferences.frameInfo.blockChecksumFlag = LZ4F_blockChecksumEnabled;
    preferences.frameInfo.contentSize = plain.size();
    base::Bytes out(LZ4F_compressFrameBound(plain.size(), &preferences));
    out.resize(LZ4F_compressFrame(out.data(), out.size(), plain.data(), plain.size(), &preferences));
    return out;
}

base::Bytes joined(base::Bytes first, const base::Bytes& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

/// What `frame` is with `block` before its own ones.
base::Bytes withFirstBlock(base::Bytes frame, const base::Bytes& block) {
    const auto header = LZ4F_headerSize(frame.data(), frame.size());
    frame.insert(frame.begin() + static_cast<std::ptrdiff_t>(header), block.begin(), block.end());
    return frame;
}

} // namespace

TEST(Crc32c, isTheCastagnoliSum) {
    EXPECT_EQ(crc32c(view("123456789")), 0xe3069283U); // RFC 3720's check value
    EXPECT_EQ(crc32c(view("456789"), crc32c(view("123"))), 0xe3069283U);
    EXPECT_EQ(crc32c({}), 0U);
}

TEST(Compression, everyCodecReadsBackWhatItWrote) {
    for (const auto codec : everyCodec)
        for (const std::size_t size :
             {std::size_t{0}, std::size_t{1}, std::size_t{32768}, std::size_t{300000}}) {
            base::Bytes plain(size);
            for (std::size_t i = 0; i < size; ++i)
                plain[i] = static_cast<std::uint8_t>(i * i >> 7);
            const auto packed = compress(codec, plain);
            ASSERT_TRUE(packed);
            const auto unpacked = decompress(codec, *packed, size);
            ASSERT_TRUE(unpacked) << compressionName(codec) << " " << size << ": " << unpacked.error().cause;
            EXPECT_EQ(*unpacked, plain);
        }
}

TEST(Compression, outputOverTheLimitIsRefusedBeforeItIsHeld) {
    for (const auto codec : everyCodec) {
        const auto packed = bomb(codec, 8 << 20);
        const auto before = bytesAllocated();
        const auto unpacked = decompress(codec, packed, 1 << 20);
        ASSERT_FALSE(unpacked) << compressionName(codec);
        EXPECT_EQ(unpacked.error().code, toWire(ErrorCode::RECORD_LIST_TOO_LARGE));
        EXPECT_LT(bytesAllocated() - before, std::size_t{4} << 20) << compressionName(codec);
    }
}

TEST(Compression, cutOrChangedInputIsAnErrorAndNeverMore) {
    base::Bytes plain(2000);
    for (std::size_t i = 0; i < plain.size(); ++i)
        plain[i] = static_cast<std::uint8_t>(i * 31 >> 3);
    for (const auto codec : everyCodec) {
        if (codec == Compression::None)
            continue;
        const auto packed = compress(codec, plain).value();
        for (std::size_t cut = 0; cut < packed.size(); ++cut) {
            const auto unpacked = decompress(codec, base::ByteView(packed).first(cut), plain.size());
            EXPECT_FALSE(unpacked && *unpacked == plain) << compressionName(codec) << " cut at " << cut;
        }
        for (std::size_t at = 0; at < packed.size(); ++at) {
            auto changed = packed;
            changed[at] ^= 0xff;
            (void)decompress(codec, changed, plain.size());
        }
    }
}

TEST(Compression, rawSnappyIsReadToo) {
    const std::string plain(1000, 'x');
    std::string raw(snappy_max_compressed_length(plain.size()), 0);
    std::size_t size = raw.size();
    ASSERT_EQ(snappy_compress(plain.data(), plain.size(), raw.data(), &size), SNAPPY_OK);
    raw.resize(size);
    const auto unpacked = decompress(Compression::Snappy, base::asBytes(raw), 1000);
    ASSERT_TRUE(unpacked);
    EXPECT_EQ(base::asText(*unpacked), plain);
}

TEST(Compression, snappyThatAnnouncesMoreThanItCanHoldAllocatesNothing) {
    const base::Bytes packed{0xff, 0xff, 0xff, 0x3f, 0x00}; // 128 MiB from one byte
    const auto before = bytesAllocated();
    EXPECT_FALSE(decompress(Compression::Snappy, packed, std::size_t{256} << 20));
    EXPECT_LT(bytesAllocated() - before, 4096U);
}

TEST(Compression, lz4IsOneFrameOfIndependentBlocksAsKafkaReadsIt) {
    const base::Bytes plain(200000, 'x'); // several blocks
    const auto unpacked = [&](const base::Bytes& packed) {
        return decompress(Compression::Lz4, packed, 2 * plain.size());
    };
    const auto whole = lz4Frame(plain);
    ASSERT_EQ(unpacked(whole), plain);
    const base::Bytes skippable{0x50, 0x2a, 0x4d, 0x18, 1, 0, 0, 0, 'x'};
    const auto unchecked = compress(Compression::Lz4, plain).value();
    const std::pair<const char*, base::Bytes> refused[]{
        {"dependent blocks", lz4Frame(plain, LZ4F_blockLinked)},
        {"a dictionary", lz4Frame(plain, LZ4F_blockIndependent, 7)},
        {"two frames", joined(whole, whole)},
        {"an empty frame first", joined(lz4Frame({}), whole)},
        {"an empty frame last", joined(whole, lz4Frame({}))},
        {"a skippable frame first", joined(skippable, whole)},
        {"a skippable frame last", joined(whole, skippable)},
        {"an empty stored block", withFirstBlock(unchecked, {0, 0, 0, 0x80})},
        {"an empty packed block", withFirstBlock(unchecked, {1, 0, 0, 0, 0})},
    };
    for (const auto& [what, packed] : refused) {
        const auto result = unpacked(packed);
        ASSERT_FALSE(result) << what;
        EXPECT_EQ(result.error().code, toWire(ErrorCode::CORRUPT_MESSAGE)) << what;
    }
}

TEST(Compression, namesAreKafkas) {
    for (const auto codec : everyCodec)
        EXPECT_EQ(compressionFromName(compressionName(codec)), codec);
    EXPECT_EQ(compressionFromName("brotli"), std::nullopt);
}

TEST(RecordReader, readsEveryCodec) {
    for (const auto codec : everyCodec)
        EXPECT_EQ(countRecords(batchOf(100, {.compression = codec})), 100) << compressionName(codec);
}

TEST(RecordReader, doesNotAllocateForAnUncompressedBatch) {
    const auto bytes = batchOf(1000);
    const auto before = bytesAllocated();
    EXPECT_EQ(countRecords(bytes), 1000);
    EXPECT_EQ(bytesAllocated(), before);
}

TEST(RecordReader, refusesABatchThatUnpacksToTooMuch) {
    BatchOptions options{.compression = Compression::Gzip};
    RecordBatchBuilder builder(options);
    const base::Bytes zeros(4 << 20);
    builder.append(0, std::nullopt, zeros);
    const auto bytes = builder.build().value();
    EXPECT_EQ(countRecords(bytes), 1);
    EXPECT_EQ(countRecords(bytes, 1 << 20), -1);
}

TEST(RecordReader, saysWhichRecordCannotBeReadAndWhy) {
    auto bytes = batchOf(3);
    bytes[BatchLayout::headerSize] = 0x7f; // the length of the first record: -64
    const auto batch = BatchView::parse(bytes);
    ASSERT_TRUE(batch);
    auto reader = RecordReader::open(*batch);
    ASSERT_TRUE(reader);
    RecordView record;
    EXPECT_FALSE(reader->next(record));
    ASSERT_FALSE(reader->status());
    EXPECT_EQ(reader->status().error().name, "CORRUPT_MESSAGE");
    EXPECT_NE(reader->status().error().cause.find("Record 0 of 3"), std::string::npos);
}

TEST(RecordReader, aCountThatDoesNotMatchTheBytesIsAnError) {
    auto bytes = batchOf(3);
    base::storeBigEndian<std::int32_t>(bytes.data() + BatchLayout::recordCount, 2);
    EXPECT_EQ(countRecords(bytes), -1);
    base::storeBigEndian<std::int32_t>(bytes.data() + BatchLayout::recordCount, 4);
    EXPECT_EQ(countRecords(bytes), -1);
}

TEST(RecordReader, anyChangedByteIsReadOrRefusedAndSeenByTheChecksum) {
    for (const auto codec : everyCodec) {
        const auto good = batchOf(5, {.compression = codec});
        for (std::size_t at = 0; at < good.size(); ++at)
            for (const std::uint8_t flip : {std::uint8_t{0xff}, std::uint8_t{0x80}, std::uint8_t{0x01}}) {
                auto bytes = good;
                bytes[at] ^= flip;
                const auto before = bytesAllocated();
                (void)countRecords(bytes, 1 << 20);
                EXPECT_LT(bytesAllocated() - before, std::size_t{5} << 20);
                const auto batch = BatchView::parse(bytes);
                if (batch && at >= BatchLayout::crc) {
                    EXPECT_FALSE(batch->crcMatches()) << at;
                }
            }
    }
}

TEST(BatchView, everyCutIsAnError) {
    const auto bytes = batchOf(2);
    for (std::size_t size = 0; size < bytes.size(); ++size)
        EXPECT_FALSE(BatchView::parse(base::ByteView(bytes).first(size))) << size;
    EXPECT_TRUE(BatchView::parse(bytes));
}

TEST(BatchView, tellsOldFormatsAndUnknownCodecsApart) {
    auto bytes = batchOf(1);
    bytes[BatchLayout::magic] = 1;
    EXPECT_EQ(BatchView::parse(bytes).error().name, "UNSUPPORTED_FOR_MESSAGE_FORMAT");
    bytes[BatchLayout::magic] = 2;
    bytes[BatchLayout::attributes + 1] = 5;
    EXPECT_EQ(BatchView::parse(bytes).error().name, "UNSUPPORTED_COMPRESSION_TYPE");
}

TEST(BatchView, offsetsBeyondTheLastPossibleOneAreRefused) {
    auto bytes = batchOf(3);
    setBaseOffset(bytes, base::Offset(std::numeric_limits<std::int64_t>::max() - 3));
    EXPECT_TRUE(BatchView::parse(bytes));
    setBaseOffset(bytes, base::Offset(std::numeric_limits<std::int64_t>::max() - 2));
    EXPECT_FALSE(BatchView::parse(bytes));
}

TEST(RecordBatchBuilder, keepsTimesThatAreAsFarApartAsTheyCan) {
    RecordBatchBuilder builder;
    const std::int64_t times[]{std::numeric_limits<std::int64_t>::min(),
                               std::numeric_limits<std::int64_t>::max(), -1};
    for (const auto time : times)
        builder.append(time, std::nullopt, std::nullopt);
    const auto bytes = builder.build().value();
    auto reader = RecordReader::open(*BatchView::parse(bytes)).value();
    RecordView record;
    for (const auto time : times) {
        ASSERT_TRUE(reader.next(record));
        EXPECT_EQ(record.timestamp, time);
    }
}

TEST(BatchView, offsetAndEpochAreSetOutsideOfTheChecksum) {
    auto bytes = batchOf(3);
    setBaseOffset(bytes, base::Offset(500));
    setPartitionLeaderEpoch(bytes, base::LeaderEpoch(7));
    const auto batch = BatchView::parse(bytes).value();
    EXPECT_EQ(batch.lastOffset(), base::Offset(502));
    EXPECT_EQ(batch.partitionLeaderEpoch(), base::LeaderEpoch(7));
    EXPECT_TRUE(batch.crcMatches());
}

TEST(BatchView, theBrokersTimeReplacesThatOfEveryRecord) {
    const auto bytes = batchOf(3);
    base::Bytes header(bytes.begin(), bytes.begin() + BatchLayout::headerSize);
    const base::Bytes records(bytes.begin() + BatchLayout::headerSize, bytes.end());
    setLogAppendTime(header, records, 99);
    auto whole = header;
    whole.insert(whole.end(), records.begin(), records.end());
    const auto batch = BatchView::parse(whole).value();
    EXPECT_TRUE(batch.isLogAppendTime());
    EXPECT_TRUE(batch.crcMatches());
    auto reader = RecordReader::open(batch).value();
    for (RecordView record; reader.next(record);)
        EXPECT_EQ(record.timestamp, 99);
    setMaxTimestamp(whole, base::ByteView(whole).subspan(BatchLayout::headerSize), 123);
    EXPECT_EQ(BatchView::parse(whole)->maxTimestamp(), 123);
    EXPECT_TRUE(BatchView::parse(whole)->crcMatches());
}

TEST(BatchView, sequencesWrapAround) {
    const auto bytes = batchOf(3, {.producerId = base::ProducerId(1), .baseSequence = 2147483647});
    EXPECT_EQ(BatchView::parse(bytes)->lastSequence(), 1);
}

TEST(BatchReader, endsAtABatchThatIsCut) {
    auto bytes = batchOf(2);
    const auto first = bytes.size();
    const auto second = batchOf(4, {.baseOffset = base::Offset(2)});
    bytes.insert(bytes.end(), second.begin(), second.end());
    for (std::size_t size = first; size < bytes.size(); ++size) {
        BatchReader reader(base::ByteView(bytes).first(size));
        EXPECT_TRUE(reader.next());
        EXPECT_FALSE(reader.next());
        EXPECT_TRUE(reader.status()) << size;
        EXPECT_EQ(reader.position(), first);
    }
    BatchReader whole(bytes);
    EXPECT_EQ(whole.next()->recordCount(), 2);
    EXPECT_EQ(whole.next()->baseOffset(), base::Offset(2));
    EXPECT_EQ(whole.position(), bytes.size());
}

TEST(BatchReader, aLengthThatCannotBeIsAnErrorAndEndsTheWalk) {
    for (const std::int32_t length : {-1, 0, 48, -2147483647}) {
        auto bytes = batchOf(2);
        base::storeBigEndian(bytes.data() + BatchLayout::length, length);
        BatchReader reader(bytes);
        EXPECT_FALSE(reader.next());
        EXPECT_FALSE(reader.status()) << length;
    }
}
