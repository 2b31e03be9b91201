#include "browse/forward_window.h"

#include <algorithm>

namespace browse {

ForwardWindow::ForwardWindow(const Bounds& bounds, std::size_t room)
    : m_partition(bounds.partition)
    , m_start(bounds.start)
    , m_end(bounds.end)
    , m_stable(bounds.stable)
    , m_plan(room)
    , m_at(bounds.start) {}

RecordPtr ForwardWindow::take() {
    RecordPtr out = std::move(m_rows.front().row);
    m_rows.pop_front();
    return out;
}

bool ForwardWindow::mayHoldBefore(const std::optional<RowKey>& row) const {
    if (!m_rows.empty() || !mayGrow())
        return false;
    // What is not loaded is at least as old as the youngest record looked at.
    return !row || !m_lastTimestampMs || RowKey{*m_lastTimestampMs, m_partition, m_at} < *row;
}

ReadRows ForwardWindow::take(const Chunk& chunk, RowReader& reader, std::size_t atMost) {
    ReadRows read;
    read.next = m_at;
    if (chunk.bytes && !chunk.bytes->empty())
        read = reader.read(chunk, {.from = m_at, .below = m_end, .keep = Keep::First, .atMost = atMost});
    else if (chunk.atEnd)
        read.next = chunk.isCommitted && m_at < m_stable ? std::min(m_stable, m_end) : m_end;
    m_rising = m_rising && read.rising &&
               !(m_lastTimestampMs && read.firstTimestampMs && *read.firstTimestampMs < *m_lastTimestampMs);
    if (read.lastTimestampMs)
        m_lastTimestampMs = read.lastTimestampMs;
    m_plan.learn(read);
    m_at = std::min(read.next, m_end);
    for (FoundRow& found : read.rows)
        m_rows.push_back({std::move(found.row), m_looked + found.before});
    m_looked += read.scanned;
    read.rows.clear();
    return read;
}

void ForwardWindow::raiseStart(base::Offset start) {
    const base::Offset from = std::min(std::max(m_at, start), m_end);
    if (from > m_at)
        m_deleted.push_back({m_partition, m_at, from});
    m_at = from;
}

std::int64_t ForwardWindow::deleted() const {
    std::int64_t out = 0;
    for (const OffsetSpan& one : m_deleted)
        out += one.to - one.from;
    return out;
}

std::optional<Position> ForwardWindow::resume() const {
    if (!m_rows.empty())
        return Position{m_partition, m_rows.front().row->offset};
    if (mayGrow())
        return Position{m_partition, m_at};
    return std::nullopt;
}

} // namespace browse
