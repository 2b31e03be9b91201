#pragma once

#include "browse/query.h"
#include "browse/record.h"
#include "protocol/records/record_reader.h"

namespace browse {

/// The facts of a batch; computes its checksum.
std::shared_ptr<const BatchFacts> factsOf(const protocol::BatchView& batch,
                                          const protocol::RecordReader& reader);

/// What the records of a batch have in common beside its header.
struct BatchFate {
    TransactionState transaction = TransactionState::None;
    Control control = Control::None;
};

/// A row with bytes of its own, cut at the limits.
std::shared_ptr<Record> makeRecord(base::PartitionId partition, const protocol::RecordView& record,
                                   const protocol::BatchView& batch, const BatchFate& fate,
                                   std::shared_ptr<const BatchFacts> facts, const Limits& limits);

} // namespace browse
