// The scanner and the reader must judge every batch alike; the scanner must do it in a window.

#include <limits>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <snappy-c.h>
#include <zstd.h>

#include "base/byte_writer.h"
#include "protocol/counting_new.h"
#include "protocol/records/record_batch_builder.h"
#include "protocol/records/record_reader.h"
#include "protocol/records/record_scanner.h"

namespace {

using namespace protocol;

const Compression everyCodec[]{Compression::None, Compression::Gzip, Compression::Snappy, Compression::Lz4,
                               Compression::Zstd};
const Compression packers[]{Compression::Gzip, Compression::Snappy, Compression::Lz4, Compression::Zstd};
constexpr auto window = RecordScanner::defaultWindow;
constexpr auto limit = RecordReader::defaultLimit;

struct Seen {
    std::int64_t offset = 0;
    std::int64_t timestamp = 0;
    bool hasKey = false;
    bool operator==(const Seen&) const = default;
};

struct Verdict {
    std::vector<Seen> records;
    std::string error = "sound"; ///< or the error's name
    std::string cause;
    bool malformed = false; ///< a record, not the packing
    std::size_t unpackedBytes = 0;
};

Verdict scan(base::ByteView bytes, std::size_t windowSize = window, std::size_t most = limit) {
    Verdict verdict;
    auto scanner = RecordScanner::open(BatchView::parse(bytes).value(), most, windowSize).value();
    for (RecordOutline record; scanner.next(record);)
        verdict.records.push_back({record.offset.value(), record.timestamp, record.hasKey});
    if (!scanner.status()) {
        verdict.error = scanner.status().error().name;
        verdict.cause = scanner.status().error().cause;
    }
    verdict.malformed = scanner.recordIsMalformed();
    verdict.unpackedBytes = scanner.unpackedBytes();
    return verdict;
}

Verdict read(base::ByteView bytes, std::size_t most = limit) {
    Verdict verdict;
    const auto refuse = [&](const base::Error& error) {
        verdict.error = error.name;
        verdict.cause = error.cause;
        return verdict;
    };
    auto reader = RecordReader::open(BatchView::parse(bytes).value(), most);
    if (!reader)
        return refuse(reader.error());
    for (RecordView record; reader->next(record);)
        verdict.records.push_back({record.offset.value(), record.timestamp, record.key.has_value()});
    if (!reader->status()) {
        verdict.malformed = true;
        return refuse(reader->status().error());
    }
    return verdict;
}

/// The header of `like`, before records that were packed already.
base::Bytes batchOf(base::ByteView like, Compression codec, base::ByteView packed) {
    base::ByteWriter out;
    out.bytes(like.first(BatchLayout::headerSize));
    out.bytes(packed);
    out.patch(BatchLayout::length, static_cast<std::int32_t>(out.size() - BatchLayout::logOverhead));
    out.patch(BatchLayout::attributes, static_cast<std::uint16_t>(codec));
    return out.release();
}

base::ByteView recordsOf(base::ByteView batch) {
    return batch.subspan(BatchLayout::headerSize);
}

/// Uncompressed; every kind of field, and numbers of every length.
base::Bytes variedBatch() {
    RecordBatchBuilder builder({.baseOffset = base::Offset(700)});
    const std::string large(300, 'v');
    const std::vector<RecordHeaderView> headers{
        {"trace", base::asBytes("abc")}, {"", std::nullopt}, {"h", base::asBytes(large)}};
    const std::int64_t times[]{1700000000000, 1700000000001, 1700000009000, -1,
                               std::numeric_limits<std::int64_t>::max()};
    for (int i = 0; i < 10; ++i) {
        const auto key = base::asBytes(std::string_view(large).substr(0, static_cast<std::size_t>(i) * 9));
        const auto value = base::asBytes(std::string_view(large).substr(i % 4 == 0 ? 0 : 290));
        builder.appendAt(base::Offset(700 + i * i * 3), times[i % 5],
                         i % 3 == 0 ? std::nullopt : std::optional(key),
                         i % 4 == 1 ? std::nullopt : std::optional(value),
                         std::span(headers).first(static_cast<std::size_t>(i % 4)));
    }
    return builder.build().value();
}

/// Zeros in one record or in many. Uncompressed.
base::Bytes zerosBatch(std::size_t size, bool many) {
    RecordBatchBuilder builder;
    const base::Bytes value(many ? 10000 : size);
    for (std::size_t made = 0; made < size; made += value.size())
        builder.append(0, std::nullopt, value);
    return builder.build().value();
}

base::Bytes rawSnappy(base::ByteView plain) {
    base::Bytes packed(snappy_max_compressed_length(plain.size()));
    std::size_t size = packed.size();
    EXPECT_EQ(snappy_compress(reinterpret_cast<const char*>(plain.data()), plain.size(),
                              reinterpret_cast<char*>(packed.data()), &size),
              SNAPPY_OK);
    packed.resize(size);
    return packed;
}

} // namespace

TEST(RecordScanner, tellsWhatTheReaderTellsThroughEveryWindow) {
    const auto plain = variedBatch();
    const auto expected = read(plain);
    ASSERT_EQ(expected.records.size(), 10u);
    for (const auto codec : everyCodec) {
        const auto bytes = batchOf(plain, codec, compress(codec, recordsOf(plain)).value());
        for (std::size_t size = RecordScanner::smallestWindow; size < 700; ++size) {
            const auto seen = scan(bytes, size);
            EXPECT_EQ(seen.error, "sound") << compressionName(codec) << " " << size << ": " << seen.cause;
            EXPECT_EQ(seen.records, expected.records) << compressionName(codec) << " " << size;
            EXPECT_EQ(seen.unpackedBytes, codec == Compression::None ? 0 : recordsOf(plain).size());
        }
    }
    const auto raw = batchOf(plain, Compression::Snappy, rawSnappy(recordsOf(plain)));
    for (const auto size : {RecordScanner::smallestWindow, std::size_t{64}, window})
        EXPECT_EQ(scan(raw, size).records, expected.records);
}

TEST(RecordScanner, judgesEveryChangedRecordAsTheReaderDoes) {
    const auto plain = variedBatch();
    int refused = 0;
    for (std::size_t at = 0; at < recordsOf(plain).size(); ++at)
        for (const std::uint8_t flip : {0xff, 0x80, 0x01, 0x40}) {
            auto changed = plain;
            changed[BatchLayout::headerSize + at] ^= flip;
            const auto expected = read(changed);
            refused += expected.malformed;
            const auto whole = scan(changed);
            EXPECT_EQ(whole.cause, expected.cause) << at;
            EXPECT_EQ(whole.records, expected.records) << at;
            for (const auto codec : {Compression::Lz4, Compression::Snappy}) {
                const auto bytes = batchOf(plain, codec, compress(codec, recordsOf(changed)).value());
                for (const auto size : {RecordScanner::smallestWindow, std::size_t{100}, window}) {
                    const auto seen = scan(bytes, size);
                    EXPECT_EQ(seen.error, expected.error) << at << " " << size;
                    EXPECT_EQ(seen.malformed, expected.malformed) << at << " " << size;
                    EXPECT_EQ(seen.records, expected.records) << at << " " << size;
                }
            }
        }
    EXPECT_GT(refused, 100);
}

TEST(RecordScanner, judgesEveryCutBetweenRecordsAsTheReaderDoes) {
    const auto plain = variedBatch();
    for (std::size_t cut = 0; cut < recordsOf(plain).size(); ++cut) {
        const auto records = recordsOf(plain).first(cut);
        const auto expected = read(batchOf(plain, Compression::None, records));
        EXPECT_TRUE(expected.malformed);
        for (const auto codec : {Compression::None, Compression::Lz4})
            for (const auto size : {RecordScanner::smallestWindow, std::size_t{100}, window}) {
                const auto seen = scan(batchOf(plain, codec, compress(codec, records).value()), size);
                EXPECT_EQ(seen.cause, expected.cause) << cut << " " << size;
                EXPECT_TRUE(seen.malformed) << cut << " " << size;
            }
    }
}

TEST(RecordScanner, aCountThatDoesNotMatchTheBytesIsAnError) {
    for (const auto codec : everyCodec)
        for (const std::int32_t count : {0, 9, 11, std::numeric_limits<std::int32_t>::max()}) {
            const auto plain = variedBatch();
            auto bytes = batchOf(plain, codec, compress(codec, recordsOf(plain)).value());
            base::storeBigEndian(bytes.data() + BatchLayout::recordCount, count);
            EXPECT_TRUE(scan(bytes).malformed) << compressionName(codec) << " " << count;
            EXPECT_EQ(scan(bytes).cause, read(bytes).cause);
        }
}

TEST(RecordScanner, packedBytesThatAreCutAreCorrupt) {
    const auto plain = variedBatch();
    for (const auto codec : packers) {
        const auto packed = compress(codec, recordsOf(plain)).value();
        // Of xerial's header alone, nothing tells that a block should follow it.
        const std::size_t header = codec == Compression::Snappy ? 17 : 0;
        for (std::size_t cut = header; cut < packed.size(); ++cut) {
            // A copy, so that a read past its end is one past the end of an allocation.
            const auto bytes = batchOf(plain, codec, base::ByteView(packed).first(cut));
            for (const auto size : {RecordScanner::smallestWindow, window}) {
                const auto seen = scan(bytes, size);
                EXPECT_EQ(seen.error, "CORRUPT_MESSAGE") << compressionName(codec) << " cut at " << cut;
                EXPECT_FALSE(seen.malformed) << compressionName(codec) << " cut at " << cut;
            }
        }
    }
}

TEST(RecordScanner, packedBytesThatAreChangedGetTheReadersVerdict) {
    const auto plain = variedBatch();
    for (const auto codec : packers) {
        const auto packed = compress(codec, recordsOf(plain)).value();
        for (std::size_t at = 0; at < packed.size(); ++at)
            for (const std::uint8_t flip : {0xff, 0x80, 0x01}) {
                auto changed = packed;
                changed[at] ^= flip;
                const auto bytes = batchOf(plain, codec, changed);
                const auto expected = read(bytes, 1 << 20);
                for (const auto size : {RecordScanner::smallestWindow, window}) {
                    const auto before = bytesAllocated();
                    const auto seen = scan(bytes, size, 1 << 20);
                    EXPECT_LT(bytesAllocated() - before, 2 * window);
                    EXPECT_EQ(seen.error == "sound", expected.error == "sound")
                        << compressionName(codec) << " " << at << ": " << seen.cause << expected.cause;
                    if (expected.error == "sound") {
                        EXPECT_EQ(seen.records, expected.records) << compressionName(codec) << " " << at;
                    }
                }
            }
    }
}

TEST(RecordScanner, aBombIsScannedInAWindow) {
    for (const bool many : {false, true}) {
        const auto plain = zerosBatch(std::size_t{127} << 20, many);
        for (const auto codec : packers) {
            const auto bytes = batchOf(plain, codec, compress(codec, recordsOf(plain)).value());
            const auto before = bytesAllocated();
            const auto seen = scan(bytes);
            EXPECT_EQ(seen.error, "sound") << compressionName(codec);
            EXPECT_EQ(seen.records.size(), static_cast<std::size_t>(BatchView::parse(plain)->recordCount()));
            EXPECT_LT(bytesAllocated() - before, std::size_t{2} << 20) << compressionName(codec);
        }
    }
}

TEST(RecordScanner, aBombThatBurstsTheLimitIsRefused) {
    const auto plain = zerosBatch(std::size_t{129} << 20, false);
    for (const auto codec : packers) {
        const auto bytes = batchOf(plain, codec, compress(codec, recordsOf(plain)).value());
        const auto before = bytesAllocated();
        const auto seen = scan(bytes);
        EXPECT_EQ(seen.error, "RECORD_LIST_TOO_LARGE") << compressionName(codec);
        EXPECT_FALSE(seen.malformed);
        EXPECT_LT(bytesAllocated() - before, std::size_t{2} << 20) << compressionName(codec);
    }
}

TEST(RecordScanner, aRunOfZerosIsRefusedAtItsFirstRecord) {
    const auto plain = variedBatch();
    for (const auto codec : packers) {
        const auto bytes = batchOf(plain, codec, compress(codec, base::Bytes(8 << 20)).value());
        EXPECT_EQ(scan(bytes).cause, read(bytes).cause) << compressionName(codec);
        EXPECT_TRUE(scan(bytes).malformed);
    }
}

TEST(RecordScanner, doesNotAllocateForAnUncompressedBatch) {
    const auto bytes = zerosBatch(1 << 20, true);
    const auto batch = BatchView::parse(bytes).value();
    const auto before = bytesAllocated();
    auto scanner = RecordScanner::open(batch).value();
    RecordOutline record;
    while (scanner.next(record)) {
    }
    EXPECT_TRUE(scanner.status());
    EXPECT_EQ(bytesAllocated(), before);
}

TEST(RecordScanner, aSnappyBlockThatClaimsMoreThanItCanHoldAllocatesNothingForIt) {
    const auto plain = variedBatch();
    auto packed = compress(Compression::Snappy, recordsOf(plain)).value();
    packed.resize(16); // the header
    const base::Bytes block{0, 0, 0, 6, 0xff, 0xff, 0xff, 0x3f, 0x00, 'x'};
    packed.insert(packed.end(), block.begin(), block.end());
    const auto bytes = batchOf(plain, Compression::Snappy, packed);
    const auto before = bytesAllocated();
    EXPECT_EQ(scan(bytes).error, "CORRUPT_MESSAGE");
    EXPECT_LT(bytesAllocated() - before, 2 * window);
}

TEST(RecordScanner, aSnappyBlockMayUnpackToAsMuchAsTheFormatAllows) {
    const auto plain = zerosBatch(8 << 20, false);
    const auto raw = rawSnappy(recordsOf(plain));
    ASSERT_GT(recordsOf(plain).size(), raw.size() * 21);
    EXPECT_EQ(scan(batchOf(plain, Compression::Snappy, raw)).error, "sound");
}

TEST(RecordScanner, zstdMayLookBackFarOnlyOverLittle) {
    const auto packed = [](base::ByteView plain) {
        const std::unique_ptr<ZSTD_CCtx, std::size_t (*)(ZSTD_CCtx*)> context(ZSTD_createCCtx(),
                                                                              ZSTD_freeCCtx);
        ZSTD_CCtx_setParameter(context.get(), ZSTD_c_windowLog, 27); // as level 22 does
        ZSTD_CCtx_setParameter(context.get(), ZSTD_c_contentSizeFlag, 0);
        base::Bytes out(ZSTD_compressBound(plain.size()));
        out.resize(ZSTD_compress2(context.get(), out.data(), out.size(), plain.data(), plain.size()));
        return out;
    };
    const auto little = zerosBatch(std::size_t{31} << 20, true);
    EXPECT_EQ(scan(batchOf(little, Compression::Zstd, packed(recordsOf(little)))).error, "sound");
    const auto much = zerosBatch(std::size_t{40} << 20, true);
    const auto bytes = batchOf(much, Compression::Zstd, packed(recordsOf(much)));
    EXPECT_EQ(scan(bytes).error, "RECORD_LIST_TOO_LARGE");
    EXPECT_EQ(read(bytes).error, "sound"); // a reader holds everything anyway
}
