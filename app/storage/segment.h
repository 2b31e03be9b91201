#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>

#include "base/ids.h"
#include "base/result.h"
#include "base/thread_safety.h"
#include "storage/batch_facts.h"
#include "storage/index_table.h"
#include "storage/log_config.h"
#include "storage/segment_bytes.h"

namespace storage {

/// The largest timestamp of a segment and the last offset of the batch that brought it.
struct LargestTimestamp {
    std::int64_t timestampMs = -1;
    base::Offset lastOffset{-1};
};

/// A run of batches from one base offset, with its two indexes
/// (org.apache.kafka.storage.internals.log.LogSegment). The log's writer appends, seals and truncates; any
/// thread reads, looks up and flushes.
class Segment {
public:
    struct Parts {
        std::unique_ptr<SegmentBytes> bytes;
        std::unique_ptr<PooledFile> offsetIndex; ///< null in memory
        std::unique_ptr<PooledFile> timeIndex;
    };

    Segment(base::Offset baseOffset, Parts parts, std::int64_t nowMs);

    [[nodiscard]] base::Offset baseOffset() const { return m_baseOffset; }
    [[nodiscard]] std::int64_t size() const { return m_size.load(std::memory_order_acquire); }
    [[nodiscard]] LargestTimestamp largestTimestamp() const;
    /// By which retention.ms judges it: the largest timestamp, or the last write where records carry none.
    [[nodiscard]] std::int64_t ageReferenceMs() const;

    // The writer's side.
    [[nodiscard]] bool mustRollBefore(const BatchFacts& batch, const LogConfig& config,
                                      std::int64_t nowMs) const;
    [[nodiscard]] base::Status append(const BatchFacts& batch, base::ByteView header, base::ByteView body,
                                      std::int32_t indexIntervalBytes, std::int64_t nowMs);
    /// No more appends: the last time index entry is written, the indexes leave memory.
    [[nodiscard]] base::Status seal();
    /// Writes what a reader of the files must find after a clean stop; appending may go on.
    [[nodiscard]] base::Status finishIndexes();

    // Loading from a folder.
    /// Takes over the files as they are; false when an index cannot belong to the data and must be rebuilt.
    [[nodiscard]] base::Result<bool> load(std::int64_t size, std::int64_t modifiedMs);
    [[nodiscard]] base::Status beginRebuild();
    /// One batch after the other from the start of the segment.
    [[nodiscard]] base::Status rebuildWith(const BatchFacts& batch, std::int32_t indexIntervalBytes);
    /// Cuts the data to what rebuildWith() has seen.
    [[nodiscard]] base::Status endRebuild();
    [[nodiscard]] base::Status prepareForAppends();

    // Any thread.
    [[nodiscard]] base::Result<base::Buffer> read(std::int64_t position, std::size_t count) const;
    /// A position at or before the batch that holds `offset`.
    [[nodiscard]] base::Result<std::int64_t> floorPosition(base::Offset offset);
    /// The same for the first record whose timestamp is >= `ms`.
    [[nodiscard]] base::Result<std::int64_t> floorPositionOfTime(std::int64_t ms);
    [[nodiscard]] base::Status flush();

    /// For renaming and deleting; null in memory.
    [[nodiscard]] std::vector<PooledFile*> files();

private:
    [[nodiscard]] std::int32_t relative(base::Offset offset) const {
        return static_cast<std::int32_t>(offset - m_baseOffset);
    }
    [[nodiscard]] base::Status index(const BatchFacts& batch, std::int64_t position,
                                     std::int32_t intervalBytes) REQUIRES(m_mutex);
    [[nodiscard]] base::Status appendTimeEntry() REQUIRES(m_mutex);

    const base::Offset m_baseOffset;
    const std::unique_ptr<SegmentBytes> m_bytes;
    std::atomic<std::int64_t> m_size{0}; ///< only whole batches stand below it

    mutable base::Mutex m_mutex; // held for index look-ups, never for record data
    IndexTable<OffsetIndexEntry> m_offsets GUARDED_BY(m_mutex);
    IndexTable<TimeIndexEntry> m_times GUARDED_BY(m_mutex);
    LargestTimestamp m_largest GUARDED_BY(m_mutex);
    std::int64_t m_bytesSinceIndexEntry GUARDED_BY(m_mutex) = 0;
    std::optional<std::int64_t>
        m_firstTimestampMs GUARDED_BY(m_mutex); ///< of the first batch; rolling by age counts from it
    std::int64_t m_createdMs GUARDED_BY(m_mutex);
    std::int64_t m_modifiedMs GUARDED_BY(m_mutex);
};

} // namespace storage
