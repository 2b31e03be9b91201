// The records of a partition as a broker gets them from a producer, or a console from a broker.

#include <cstdlib>
#include <vector>

#include "protocol/records/batch_reader.h"
#include "protocol/records/record_batch_builder.h"
#include "protocol/records/record_reader.h"
#include "protocol/records/record_scanner.h"

namespace {

using namespace protocol;

constexpr std::size_t limit = 1 << 20;

/// Reads every record; what was read, written anew, must have as many.
void readAndWrite(const BatchView& batch) {
    (void)batch.crcMatches();
    (void)batch.lastSequence();
    auto reader = RecordReader::open(batch, limit);
    if (!reader)
        return;
    RecordBatchBuilder builder({.compression = batch.compression()});
    for (RecordView record; reader->next(record);) {
        std::vector<RecordHeaderView> headers;
        record.headers.forEach([&](const RecordHeaderView& header) { headers.push_back(header); });
        if (static_cast<std::int32_t>(headers.size()) != record.headers.count())
            std::abort();
        builder.append(record.timestamp, record.key, record.value, headers);
    }
    if (!reader->status() || builder.empty())
        return;
    const auto bytes = builder.build();
    const auto again = bytes ? BatchView::parse(*bytes) : base::fail(bytes.error());
    if (!again || !again->crcMatches() || again->recordCount() != batch.recordCount())
        std::abort();
}

bool alike(const RecordOutline& outline, const RecordView& record) {
    return outline.offset == record.offset && outline.timestamp == record.timestamp &&
           outline.hasKey == record.key.has_value();
}

/// What a broker accepts by scanning, a client must be able to read, and the other way round.
void scanAsTheReaderReads(const BatchView& batch, std::size_t window) {
    auto reader = RecordReader::open(batch, limit);
    auto scanner = RecordScanner::open(batch, limit, window).value();
    RecordView record;
    RecordOutline outline;
    while (reader && reader->next(record))
        if (!scanner.next(outline) || !alike(outline, record))
            std::abort();
    while (scanner.next(outline))
        if (reader)
            std::abort();
    const bool sound = reader && reader->status();
    if (sound != scanner.status().has_value())
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    BatchReader batches({data, size});
    while (const auto batch = batches.next()) {
        readAndWrite(*batch);
        for (const auto window : {RecordScanner::smallestWindow, RecordScanner::defaultWindow})
            scanAsTheReaderReads(*batch, window);
    }
    return 0;
}
