#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "protocol/records/batch_reader.h"
#include "protocol/records/record_batch_builder.h"
#include "protocol/records/record_reader.h"
#include "protocol/vectors.h"

namespace {

using namespace protocol;
using simdjson::dom::element;

std::string text(element e) {
    return std::string(e.get_string().value());
}
std::int64_t number(element e, const char* name) {
    return e[name].get_int64().value();
}
bool flag(element e, const char* name) {
    return e[name].get_bool().value();
}

std::string hexOrNull(std::optional<base::ByteView> bytes) {
    return bytes ? vectors::toHex(*bytes) : "null";
}
std::string hexOrNull(element e) {
    return e.is_null() ? "null" : text(e);
}

void expectHeader(const BatchView& batch, element expected) {
    EXPECT_EQ(batch.baseOffset().value(), number(expected, "baseOffset"));
    EXPECT_EQ(batch.lastOffset().value(), number(expected, "lastOffset"));
    EXPECT_EQ(static_cast<std::int64_t>(batch.sizeInBytes()), number(expected, "sizeInBytes"));
    EXPECT_EQ(batch.crc(), number(expected, "crc"));
    EXPECT_TRUE(batch.crcMatches());
    EXPECT_EQ(batch.partitionLeaderEpoch().value(), number(expected, "partitionLeaderEpoch"));
    EXPECT_EQ(compressionName(batch.compression()), text(expected["compression"].value()));
    EXPECT_EQ(batch.isLogAppendTime(), text(expected["timestampType"].value()) == "LogAppendTime");
    EXPECT_EQ(batch.maxTimestamp(), number(expected, "maxTimestamp"));
    EXPECT_EQ(batch.producerId().value(), number(expected, "producerId"));
    EXPECT_EQ(batch.producerEpoch().value(), number(expected, "producerEpoch"));
    EXPECT_EQ(batch.baseSequence(), number(expected, "baseSequence"));
    EXPECT_EQ(batch.isTransactional(), flag(expected, "isTransactional"));
    EXPECT_EQ(batch.isControl(), flag(expected, "isControl"));
    EXPECT_EQ(batch.recordCount(), number(expected, "recordCount"));
}

void expectRecord(const RecordView& record, element expected) {
    EXPECT_EQ(record.offset.value(), number(expected, "offset"));
    EXPECT_EQ(record.timestamp, number(expected, "timestamp"));
    EXPECT_EQ(hexOrNull(record.key), hexOrNull(expected["key"].value()));
    EXPECT_EQ(hexOrNull(record.value), hexOrNull(expected["value"].value()));
    const simdjson::dom::array headers = expected["headers"].get_array().value();
    ASSERT_EQ(static_cast<std::size_t>(record.headers.count()), headers.size());
    std::size_t i = 0;
    record.headers.forEach([&](const RecordHeaderView& header) {
        EXPECT_EQ(header.key, text(headers.at(i)["key"].value()));
        EXPECT_EQ(hexOrNull(header.value), hexOrNull(headers.at(i)["value"].value()));
        ++i;
    });
}

void expectRecords(const BatchView& batch, element expected) {
    auto reader = RecordReader::open(batch);
    ASSERT_TRUE(reader) << reader.error().cause;
    RecordView record;
    std::size_t count = 0;
    const simdjson::dom::array records = expected["records"].get_array().value();
    for (const auto each : records) {
        ASSERT_TRUE(reader->next(record)) << reader->status().error().cause;
        expectRecord(record, each);
        ++count;
    }
    EXPECT_FALSE(reader->next(record));
    EXPECT_TRUE(reader->status());
    EXPECT_EQ(static_cast<std::int32_t>(count), batch.recordCount());
}

/// The batch written anew from its records, in the same compression.
base::Bytes rebuilt(const BatchView& batch) {
    BatchOptions options;
    options.compression = batch.compression();
    options.baseOffset = batch.baseOffset();
    options.partitionLeaderEpoch = batch.partitionLeaderEpoch();
    options.producerId = batch.producerId();
    options.producerEpoch = batch.producerEpoch();
    options.baseSequence = batch.baseSequence();
    options.transactional = batch.isTransactional();
    options.control = batch.isControl();
    if (batch.isLogAppendTime())
        options.logAppendTime = batch.maxTimestamp();
    RecordBatchBuilder builder(options);
    auto reader = RecordReader::open(batch);
    for (RecordView record; reader && reader->next(record);) {
        std::vector<RecordHeaderView> headers;
        record.headers.forEach([&](const RecordHeaderView& header) { headers.push_back(header); });
        builder.appendAt(record.offset, record.timestamp, record.key, record.value, headers);
    }
    return builder.build().value();
}

} // namespace

TEST(vectors, everyRecordBatchIsReadAsKafkaDoesAndWrittenAnew) {
    std::ifstream in(vectors::folder() / "record_batches.jsonl");
    simdjson::dom::parser parser;
    int compared = 0;
    for (std::string line; std::getline(in, line);) {
        const element vector = parser.parse(line).value();
        SCOPED_TRACE(text(vector["name"].value()));
        const auto bytes = vectors::fromHex(vector["bytes"].get_string().value());
        BatchReader batches(bytes);
        const simdjson::dom::array expectedBatches = vector["batches"].get_array().value();
        for (const auto expected : expectedBatches) {
            const auto batch = batches.next();
            ASSERT_TRUE(batch) << (batches.status() ? "cut" : batches.status().error().cause);
            expectHeader(*batch, expected);
            expectRecords(*batch, expected);
            const auto again = rebuilt(*batch);
            const auto copy = BatchView::parse(again);
            ASSERT_TRUE(copy);
            EXPECT_TRUE(copy->crcMatches());
            expectRecords(*copy, expected);
            // Only the unpacked bytes are Kafka's own word for word; logAppendTime hides what the deltas
            // counted from.
            if (batch->compression() == Compression::None && !batch->isLogAppendTime()) {
                EXPECT_EQ(vectors::toHex(again), vectors::toHex(batch->bytes()));
            }
            ++compared;
        }
        EXPECT_FALSE(batches.next());
        EXPECT_EQ(batches.position(), bytes.size());
    }
    EXPECT_GE(compared, 30);
    std::printf("%d record batches compared\n", compared);
}
