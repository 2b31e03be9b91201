#include "browse/stands_at.h"

#include "browse/scan_limits.h"
#include "browse/transactions.h"
#include "protocol/records/batch_reader.h"
#include "protocol/records/record_reader.h"

namespace browse {
namespace {

Missing kindOf(const protocol::BatchView& batch) {
    const auto marker = markerOf(batch);
    const Control kind = marker ? marker->kind : Control::Other;
    return kind == Control::Commit  ? Missing::Commit
           : kind == Control::Abort ? Missing::Abort
                                    : Missing::OtherControl;
}

base::Result<Missing> lookInside(const protocol::BatchView& batch, base::Offset offset) {
    auto reader = protocol::RecordReader::open(batch);
    if (!reader)
        return base::fail(reader.error());
    protocol::RecordView record;
    while (reader->next(record)) {
        if (record.offset == offset)
            return Missing::Nothing;
    }
    if (!reader->status())
        return base::fail(reader->status().error());
    return Missing::Compacted;
}

} // namespace

base::Result<Missing> whatStandsAt(base::Offset offset, base::ByteView bytes) {
    protocol::BatchReader batches(bytes);
    while (const auto batch = batches.next()) {
        if (batch->nextOffset() <= offset)
            continue;
        if (batch->baseOffset() > offset)
            return Missing::Compacted;
        return batch->isControl() ? base::Result<Missing>(kindOf(*batch)) : lookInside(*batch, offset);
    }
    if (!batches.status())
        return base::fail(batches.status().error());
    return base::fail({.name = std::string(notFound),
                       .cause = "No batch came from offset " + std::to_string(offset.value()) + " on."});
}

} // namespace browse
