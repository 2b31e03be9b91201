#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/buffer.h"
#include "base/ids.h"
#include "base/result.h"
#include "storage/log_config.h"
#include "storage/subscription.h"

namespace storage {

/// Who appends: a client's produce request (validated to the letter), or the broker's own coordinators.
enum class AppendOrigin { Client, Coordinator };

struct AppendInfo {
    base::Offset baseOffset;
    base::Offset lastOffset;
    std::int64_t logAppendTimeMs = -1; ///< -1 unless the topic uses LogAppendTime
    base::Offset logStartOffset;
    bool duplicate = false; ///< nothing was appended: the batch is one of the producer's last five
};

struct RecordError {
    std::int32_t batchIndex = 0; ///< of the record within its batch
    std::string message;
};

struct AppendError {
    base::Error error; ///< code and name are Kafka's
    /// Which records were refused and why; empty when the batch as a whole was. At most kMaxRecordErrors.
    std::vector<RecordError> recordErrors;
};

inline constexpr std::size_t kMaxRecordErrors = 1000;

struct ReadResult {
    base::Buffer records; ///< whole batches one after the other; empty at the end of the log
    base::Offset highWatermark;
    base::Offset lastStableOffset;
    base::Offset logStartOffset;
    bool cut = false; ///< more could be read than the limit took
};

struct TimestampOffset {
    std::int64_t timestampMs = -1;
    base::Offset offset{-1};
    base::LeaderEpoch leaderEpoch{-1};

    bool operator==(const TimestampOffset&) const = default;
};

/// One partition: an ordered, append-only run of record batches, kept in segments.
/// Thread-safe. One writer at a time is let in; reading never waits for writing. Shared by the LogStore and
/// whoever serves requests; after its topic is deleted every call answers UNKNOWN_TOPIC_OR_PARTITION. With a
/// single broker the high watermark and the last stable offset are the end offset.
class PartitionLog {
public:
    virtual ~PartitionLog() = default;

    /// Validates one batch (org.apache.kafka.storage.internals.log.LogValidator), checks the producer's
    /// sequence numbers, assigns offsets and writes it; when this returns the data survives the death of the
    /// process. `produceVersion` is the API version it came with. Blocks for one write(2) (and for fsync only
    /// where `flush.messages` asks for it).
    [[nodiscard]] virtual tl::expected<AppendInfo, AppendError>
    append(base::Buffer batch, AppendOrigin origin, std::int16_t produceVersion) = 0;

    /// Whole batches from the one that holds `from`, at most `maxBytes`; with `atLeastOneBatch` the first one
    /// comes whole even when it is larger. Empty at the end offset. Outside [log start, end]:
    /// OFFSET_OUT_OF_RANGE.
    [[nodiscard]] virtual base::Result<ReadResult> read(base::Offset from, std::int32_t maxBytes,
                                                        bool atLeastOneBatch) = 0;

    [[nodiscard]] virtual base::Offset logStartOffset() const = 0;
    /// The offset the next record will get.
    [[nodiscard]] virtual base::Offset endOffset() const = 0;
    [[nodiscard]] virtual base::LeaderEpoch leaderEpoch() const = 0;

    /// The first record whose timestamp is >= `ms`, exact at record level; {-1, -1, -1} when there is none.
    [[nodiscard]] virtual TimestampOffset offsetForTimestamp(std::int64_t ms) = 0;
    /// The first record that carries the largest timestamp; {-1, -1, -1} in an empty log.
    [[nodiscard]] virtual TimestampOffset maxTimestamp() = 0;
    /// The largest epoch <= `asked` and the offset at which it ends (KIP-101); {-1, -1} when unknown.
    [[nodiscard]] virtual std::pair<base::LeaderEpoch, base::Offset>
    endOffsetForEpoch(base::LeaderEpoch asked) const = 0;

    /// Moves the log start to `upTo`, -1 meaning the high watermark; whole segments below go with the next
    /// sweep. Never moves it back. Returns the log start; beyond the high watermark or below -1:
    /// OFFSET_OUT_OF_RANGE.
    [[nodiscard]] virtual base::Result<base::Offset> deleteRecords(base::Offset upTo) = 0;

    virtual void setConfig(const LogConfig& config) = 0;
    [[nodiscard]] virtual LogConfig config() const = 0;

    /// Bytes of record data held, without indexes.
    [[nodiscard]] virtual std::int64_t sizeBytes() const = 0;
    /// Records held: end offset - log start.
    [[nodiscard]] virtual std::uint64_t messageCount() const = 0;
    /// Since this process opened the log.
    [[nodiscard]] virtual std::int64_t appendedBytesTotal() const = 0;
    [[nodiscard]] virtual std::int64_t appendedRecordsTotal() const = 0;

    /// `callback` runs after every append that moved the end (and once when the topic is deleted), on the
    /// thread that did it and without any lock of the log held; it must be cheap.
    [[nodiscard]] virtual Subscription onAppended(std::function<void()> callback) = 0;
};

} // namespace storage
