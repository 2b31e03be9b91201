#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/buffer.h"
#include "base/ids.h"
#include "base/result.h"

namespace storage {

/// What a batch says about its idempotent producer. Sequences count records and wrap from 2147483647 to 0.
struct ProducerBatch {
    base::ProducerId producerId;
    base::ProducerEpoch epoch;
    std::int32_t baseSequence = 0;
    std::int32_t lastOffsetDelta = 0;
    std::int64_t maxTimestampMs = -1;

    [[nodiscard]] std::int32_t lastSequence() const;
};

/// A batch that is in the log.
struct AppendedBatch {
    std::int32_t lastSequence = 0;
    std::int32_t offsetDelta = 0;
    base::Offset lastOffset;

    [[nodiscard]] std::int32_t firstSequence() const;
    [[nodiscard]] base::Offset firstOffset() const { return lastOffset - offsetDelta; }
};

/// The idempotent producers of one partition with their last five batches
/// (org.apache.kafka.storage.internals.log.ProducerStateManager). Not thread-safe: guarded by its log's
/// writer.
class ProducerState {
public:
    /// Producers beyond this many push out those that were silent longest; they may then begin with any
    /// sequence.
    static constexpr std::size_t kMaxProducers = 65536;

    /// The same batch, if it is one of the producer's last five.
    [[nodiscard]] std::optional<AppendedBatch> findDuplicate(const ProducerBatch& batch) const;
    /// OUT_OF_ORDER_SEQUENCE_NUMBER or INVALID_PRODUCER_EPOCH. `where` names the partition for the message.
    [[nodiscard]] base::Status check(const ProducerBatch& batch, const std::string& where) const;
    /// The batch stands in the log now; also called for every batch of a log that is read back.
    void record(const ProducerBatch& batch, base::Offset lastOffset);

    /// Forgets producers whose last batch is at least that old.
    void expire(std::int64_t nowMs, std::int64_t expirationMs);
    void clear() { m_producers.clear(); }
    [[nodiscard]] std::size_t size() const { return m_producers.size(); }

    /// The content of a `.snapshot` file, version 1.
    [[nodiscard]] base::Bytes toSnapshot() const;
    /// Replaces everything; on error nothing changes.
    [[nodiscard]] base::Status loadSnapshot(base::ByteView bytes, std::int64_t nowMs,
                                            std::int64_t expirationMs);

private:
    struct Entry {
        std::int64_t lastTimestampMs = -1;
        std::int64_t currentTxnFirstOffset = -1;
        std::int32_t coordinatorEpoch = -1;
        base::ProducerEpoch epoch{-1};
        std::uint8_t count = 0;
        std::array<AppendedBatch, 5> batches; ///< oldest first

        void add(AppendedBatch batch);
    };

    void makeRoom();

    std::unordered_map<base::ProducerId, Entry> m_producers;
};

} // namespace storage
