#pragma once

#include "browse/block_plan.h"

namespace browse {

/// One partition of a scan that goes towards its start. Answers go upwards from the batch that holds the
/// offset asked for; so each is kept as an island until what lies above it has been read too, and a batch is
/// never fetched twice.
class BackwardWindow {
public:
    /// Looks at [bounds.start, bounds.end), in blocks of `room` bytes at most; `firstSpan` offsets to begin
    /// with. `records`: how many to look at altogether, 0 for all.
    BackwardWindow(const Bounds& bounds, std::int64_t firstSpan, std::size_t room, std::int64_t records);

    /// No row is loaded and none can come.
    [[nodiscard]] bool finished() const { return m_rows.empty() && !mayGrow(); }
    [[nodiscard]] bool hasRow() const { return !m_rows.empty(); }
    /// The newest row not taken.
    [[nodiscard]] const Record& row() const { return *m_rows.back().row; }
    RecordPtr take();
    /// Whether a row that is not loaded yet may belong before `row` (nothing: before anything at all).
    [[nodiscard]] bool mayHoldBefore(const std::optional<RowKey>& row) const;

    [[nodiscard]] FetchSpec wanted() const;
    /// Whether what came last is not joined to what is above it yet.
    [[nodiscard]] bool loading() const { return m_apart; }
    /// Takes a chunk in. `atMost`: more rows than these are never needed.
    ReadRows take(const Chunk& chunk, RowReader& reader, std::size_t atMost);
    void starve() { m_plan.starve(); }
    /// The partition begins later now: what stood before `start` was deleted.
    void raiseStart(base::Offset start);
    /// Offsets that were deleted before they were looked at.
    [[nodiscard]] std::int64_t deleted() const { return m_deleted; }
    /// None: whoever goes on begins above what was deleted.
    [[nodiscard]] static std::vector<OffsetSpan> deletedSpans() { return {}; }

    /// Nothing below it is looked at.
    [[nodiscard]] base::Offset start() const { return m_start; }
    /// See Position; nothing when there is nothing more.
    [[nodiscard]] std::optional<Position> resume() const;
    /// Down to the next row.
    [[nodiscard]] std::int64_t offsetsDone() const {
        return m_end - (m_rows.empty() ? m_low : m_rows.back().row->offset + 1);
    }
    /// Records looked at, down to the next row.
    [[nodiscard]] std::int64_t counted() const { return m_rows.empty() ? m_looked : m_rows.back().before; }
    [[nodiscard]] bool rising() const { return m_rising; }

private:
    /// Offsets that were read, below others that were not.
    struct Island {
        base::Offset from;
        base::Offset to;
        std::vector<FoundRow> rows; ///< `before` counts from the island's start
        std::int64_t looked = 0;
        std::deque<base::Offset> lastOffsets;
        std::vector<Marker> markers;
        std::optional<std::int64_t> firstTimestampMs;
        std::optional<std::int64_t> lastTimestampMs;
        bool rising = true;
        bool dropped = false; ///< matches older than `rows` were left out, for there were enough
    };

    [[nodiscard]] bool mayGrow() const { return m_low > m_start; }
    /// Below it everything is read, or out of bounds.
    [[nodiscard]] base::Offset floor() const { return m_islands.empty() ? m_start : m_islands.back().to; }
    void add(ReadRows& read, base::Offset asked, std::size_t atMost);
    void join(Ledger& ledger);
    void judge(const Island& island, Ledger& ledger) const;

    const base::PartitionId m_partition;
    std::int64_t m_firstSpan;
    BlockPlan m_plan;
    base::Offset m_start;
    const base::Offset m_end;
    const base::Offset m_stable;
    base::Offset m_low;            ///< everything from here to the end was looked at
    std::int64_t m_recordsLeft;    ///< to look at; -1 for all
    std::vector<Island> m_islands; ///< rising, apart from each other, all below m_low
    std::deque<FoundRow> m_rows;   ///< rising; `before` counts from the end
    std::int64_t m_looked = 0;
    std::int64_t m_deleted = 0;
    std::optional<std::int64_t> m_lowTimestampMs; ///< of the record at m_low
    bool m_rising = true;
    bool m_apart = false;
};

} // namespace browse
