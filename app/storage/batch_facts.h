#pragma once

#include <cstdint>
#include <optional>

#include "base/buffer.h"
#include "base/ids.h"
#include "protocol/records/record_batch.h"
#include "storage/producer_state.h"

namespace storage {

/// What storage needs to know of a batch, read from its header alone.
struct BatchFacts {
    base::Offset baseOffset;
    base::Offset lastOffset;
    std::int32_t sizeBytes = 0; ///< all of it, overhead included
    base::LeaderEpoch leaderEpoch;
    std::int64_t maxTimestampMs = -1;
    std::int32_t recordCount = 0;
    std::optional<ProducerBatch> producer; ///< of an idempotent producer's data batch

    /// Nothing when `header`, at least protocol::BatchLayout::headerSize, is not the start of a batch of this
    /// format. The checksum is not looked at.
    [[nodiscard]] static std::optional<BatchFacts> parse(base::ByteView header);
};

} // namespace storage
