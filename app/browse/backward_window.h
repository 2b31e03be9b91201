#pragma once

#include "browse/row_reader.h"

namespace browse {

/// One partition of a scan that goes towards its start. Blocks of offsets are read from their beginning to
/// where the block above begins; how many offsets make a block is chosen by the bytes they had so far.
class BackwardWindow {
public:
    /// Looks at [bounds.start, bounds.end). `records`: how many to look at altogether, 0 for all.
    BackwardWindow(const Bounds& bounds, std::int64_t firstSpan, std::size_t blockBytes,
                   std::int64_t records);

    /// No row is loaded and none can come.
    [[nodiscard]] bool finished() const { return m_rows.empty() && !mayGrow(); }
    [[nodiscard]] bool hasRow() const { return !m_rows.empty(); }
    /// The newest row not taken.
    [[nodiscard]] const RecordPtr& row() const { return m_rows.back(); }
    RecordPtr take();
    /// Whether a row that is not loaded yet may belong before `row` (nothing: before anything at all).
    [[nodiscard]] bool mayHoldBefore(const std::optional<RowKey>& row) const;

    /// What to fetch next; begins a new block if none is being read.
    [[nodiscard]] FetchSpec wanted();
    /// Whether the block begun by wanted() is not read to its end yet.
    [[nodiscard]] bool loading() const { return m_block.has_value(); }
    /// Takes a chunk in. `atMost`: more rows than these are never needed.
    ReadRows take(const Chunk& chunk, const RowReader& reader, std::size_t atMost);
    /// The partition begins later now: what stood before `start` was deleted.
    void raiseStart(base::Offset start);

    /// See Position; nothing when there is nothing more.
    [[nodiscard]] std::optional<Position> resume() const;
    [[nodiscard]] std::int64_t offsetsDone() const { return m_end - m_low; }
    [[nodiscard]] bool rising() const { return m_rising; }

private:
    struct Block {
        base::Offset from;
        base::Offset at; ///< read up to here
        std::int64_t bytes = 0;
        std::vector<RecordPtr> rows;
        std::deque<base::Offset> lastOffsets;
        std::optional<std::int64_t> firstTimestampMs;
        std::optional<std::int64_t> lastTimestampMs;
        bool rising = true;
        bool dropped = false; ///< matches older than `rows` were left out, for there were enough
    };

    [[nodiscard]] bool mayGrow() const { return m_low > m_start; }
    void finishBlock();
    void shrinkBlock();

    const base::PartitionId m_partition;
    const std::size_t m_blockBytes;
    base::Offset m_start;
    const base::Offset m_end;
    base::Offset m_low;         ///< everything from here to the end was looked at
    std::int64_t m_recordsLeft; ///< to look at; -1 for all
    std::int64_t m_span;
    std::optional<Block> m_block;
    std::deque<RecordPtr> m_rows;                 ///< rising
    std::optional<std::int64_t> m_lowTimestampMs; ///< of the record at m_low
    bool m_rising = true;
};

} // namespace browse
