#pragma once

#include "browse/query.h"
#include "browse/record.h"
#include "protocol/records/record_reader.h"

namespace browse {

/// The facts of a batch; computes its checksum.
std::shared_ptr<const BatchFacts> factsOf(const protocol::BatchView& batch);

/// A row with bytes of its own, cut at the limits.
RecordPtr makeRecord(base::PartitionId partition, const protocol::RecordView& record, TimestampType type,
                     std::shared_ptr<const BatchFacts> facts, const Limits& limits);

} // namespace browse
