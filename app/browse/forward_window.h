#pragma once

#include "browse/block_plan.h"

namespace browse {

/// One partition of a scan that goes towards its end.
class ForwardWindow {
public:
    /// Looks at [bounds.start, bounds.end), in blocks of `room` bytes at most.
    ForwardWindow(const Bounds& bounds, std::size_t room);

    [[nodiscard]] bool finished() const { return m_rows.empty() && !mayGrow(); }
    [[nodiscard]] bool hasRow() const { return !m_rows.empty(); }
    /// The oldest row not taken.
    [[nodiscard]] const Record& row() const { return *m_rows.front().row; }
    RecordPtr take();
    /// Whether a row that is not loaded yet may belong before `row` (nothing: before anything at all).
    [[nodiscard]] bool mayHoldBefore(const std::optional<RowKey>& row) const;

    [[nodiscard]] FetchSpec wanted() const { return {m_partition, m_at, m_plan.bytes(), m_at < m_stable}; }
    /// Every chunk can be used at once.
    [[nodiscard]] bool loading() const { return false; }
    /// Takes a chunk in. `atMost`: more rows than these are not needed now.
    ReadRows take(const Chunk& chunk, RowReader& reader, std::size_t atMost);
    void starve() { m_plan.starve(); }
    /// The partition begins later now: what stood before `start` was deleted.
    void raiseStart(base::Offset start);
    /// Offsets that were deleted before they were looked at.
    [[nodiscard]] std::int64_t deleted() const;
    /// What `deleted` counts. None lies behind a row that was not taken: there is no looking on before it is.
    [[nodiscard]] const std::vector<OffsetSpan>& deletedSpans() const { return m_deleted; }

    [[nodiscard]] std::optional<Position> resume() const;
    /// Up to the next row.
    [[nodiscard]] std::int64_t offsetsDone() const {
        return (m_rows.empty() ? m_at : m_rows.front().row->offset) - m_start;
    }
    /// Records looked at, up to the next row.
    [[nodiscard]] std::int64_t counted() const { return m_rows.empty() ? m_looked : m_rows.front().before; }
    [[nodiscard]] bool rising() const { return m_rising; }

private:
    [[nodiscard]] bool mayGrow() const { return m_at < m_end; }

    const base::PartitionId m_partition;
    const base::Offset m_start;
    const base::Offset m_end;
    const base::Offset m_stable;
    BlockPlan m_plan;
    base::Offset m_at;           ///< everything before was looked at
    std::deque<FoundRow> m_rows; ///< rising; `before` counts from the start
    std::int64_t m_looked = 0;
    std::vector<OffsetSpan> m_deleted;             ///< rising
    std::optional<std::int64_t> m_lastTimestampMs; ///< of the record before m_at
    bool m_rising = true;
};

} // namespace browse
