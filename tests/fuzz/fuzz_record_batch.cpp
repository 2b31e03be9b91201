// The records of a partition as a broker gets them from a producer, or a console from a broker.

#include <cstdlib>
#include <vector>

#include "protocol/records/batch_reader.h"
#include "protocol/records/record_batch_builder.h"
#include "protocol/records/record_reader.h"

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

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    BatchReader batches({data, size});
    while (const auto batch = batches.next())
        readAndWrite(*batch);
    return 0;
}
