#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "base/buffer.h"
#include "protocol/records/record_batch.h"
#include "storage/batch_facts.h"
#include "storage/partition_log.h"

namespace storage {

/// Under which rules a batch is judged.
struct ValidationRules {
    AppendOrigin origin = AppendOrigin::Client;
    std::int16_t produceVersion = 0;
    const LogConfig& config;
    std::int64_t nowMs = 0;
    const std::string& partition; ///< for messages
};

/// A batch that may be appended. Its base offset and leader epoch are still to be set in `header`.
struct ValidatedBatch {
    base::Buffer batch;                                                 ///< what came, or what was made of it
    std::array<std::uint8_t, protocol::BatchLayout::headerSize> header; ///< instead of the batch's own
    BatchFacts facts;

    [[nodiscard]] base::ByteView body() const { return batch.view().subspan(header.size()); }
};

/// Judges one batch as org.apache.kafka.storage.internals.log.LogValidator does: format, checksum, counts,
/// keys and timestamps of every record. Stamps it where the topic uses LogAppendTime, corrects a wrong
/// largest timestamp, and writes it anew where inner offsets are wrong or the topic wants another codec. Any
/// thread; no state.
[[nodiscard]] tl::expected<ValidatedBatch, AppendError> validateBatch(const base::Buffer& batch,
                                                                      const ValidationRules& rules);

} // namespace storage
