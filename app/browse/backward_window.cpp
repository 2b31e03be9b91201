#include "browse/backward_window.h"

#include <algorithm>

namespace browse {
namespace {

/// Where batches grow towards the end, each guess at a block's start may fall short; after so many the rest
/// is read through.
constexpr std::size_t mostIslands = 4;

} // namespace

BackwardWindow::BackwardWindow(const Bounds& bounds, std::int64_t firstSpan, std::size_t room,
                               std::int64_t records)
    : m_partition(bounds.partition)
    , m_firstSpan(std::max<std::int64_t>(firstSpan, 1))
    , m_plan(room)
    , m_start(std::min(bounds.start, bounds.end))
    , m_end(bounds.end)
    , m_stable(bounds.stable)
    , m_low(bounds.end)
    , m_recordsLeft(records > 0 ? records : -1) {}

RecordPtr BackwardWindow::take() {
    RecordPtr out = std::move(m_rows.back().row);
    m_rows.pop_back();
    return out;
}

bool BackwardWindow::mayHoldBefore(const std::optional<RowKey>& row) const {
    if (!m_rows.empty() || !mayGrow())
        return false;
    // What is not loaded is at most as young as the oldest record looked at.
    return !row || !m_lowTimestampMs || RowKey{*m_lowTimestampMs, m_partition, m_low} > *row;
}

FetchSpec BackwardWindow::wanted() const {
    const base::Offset lowest = floor();
    const std::int64_t span = !m_plan.isKnown() ? m_firstSpan : m_plan.isOneByOne() ? 1 : m_plan.offsets();
    const bool through = m_islands.size() >= mostIslands || m_low - lowest <= span;
    const base::Offset from = through ? lowest : m_low - span;
    return {m_partition, from, m_plan.bytesOf(m_low - from), from < m_stable};
}

ReadRows BackwardWindow::take(const Chunk& chunk, RowReader& reader, std::size_t atMost) {
    const base::Offset asked = wanted().from;
    const base::Offset before = m_low;
    ReadRows read;
    read.next = asked;
    if (chunk.bytes && !chunk.bytes->empty()) {
        const auto countLast = m_recordsLeft < 0 ? 0 : static_cast<std::size_t>(m_recordsLeft);
        // The batch that holds the offset asked for begins before it, and is read whole.
        read = reader.read(
            chunk,
            {.from = floor(), .below = m_low, .keep = Keep::Last, .atMost = atMost, .countLast = countLast});
        m_plan.learn(read);
    } else if (chunk.atEnd) {
        read.next = chunk.isCommitted && asked < m_stable ? std::min(m_stable, m_low) : m_low;
        m_firstSpan *= 2; // a long gap is passed in a few steps
    }
    if (read.next > asked)
        add(read, asked, atMost);
    while (!m_islands.empty() && m_islands.back().to >= m_low)
        join(reader.ledger());
    m_apart = m_low == before;
    read.rows.clear();
    return read;
}

void BackwardWindow::add(ReadRows& read, base::Offset asked, std::size_t atMost) {
    if (m_islands.empty() || m_islands.back().to < asked) {
        const base::Offset from = std::max(std::min(read.begins.value_or(asked), asked), floor());
        m_islands.push_back({.from = from,
                             .to = from,
                             .rows = {},
                             .lastOffsets = {},
                             .markers = {},
                             .firstTimestampMs = {},
                             .lastTimestampMs = {}});
    }
    Island& island = m_islands.back();
    island.to = std::min(read.next, m_low);
    island.rising = island.rising && read.rising &&
                    !(island.lastTimestampMs && read.firstTimestampMs &&
                      *read.firstTimestampMs < *island.lastTimestampMs);
    if (!island.firstTimestampMs)
        island.firstTimestampMs = read.firstTimestampMs;
    if (read.lastTimestampMs)
        island.lastTimestampMs = read.lastTimestampMs;
    for (FoundRow& found : read.rows)
        island.rows.push_back({std::move(found.row), island.looked + found.before});
    island.looked += read.scanned;
    island.dropped = island.dropped || read.dropped || island.rows.size() > atMost;
    if (island.rows.size() > atMost)
        island.rows.erase(island.rows.begin(), island.rows.end() - static_cast<std::ptrdiff_t>(atMost));
    for (const Marker& marker : read.markers) {
        if (marker.offset >= m_stable)
            island.markers.push_back(marker);
    }
    island.lastOffsets.insert(island.lastOffsets.end(), read.lastOffsets.begin(), read.lastOffsets.end());
    while (m_recordsLeft >= 0 && static_cast<std::int64_t>(island.lastOffsets.size()) > m_recordsLeft)
        island.lastOffsets.pop_front();
}

/// What became of transactions above the last stable offset: the markers stand behind the records.
void BackwardWindow::judge(const Island& island, Ledger& ledger) const {
    for (const Marker& marker : island.markers)
        ledger.note(m_partition, marker);
    for (const FoundRow& one : island.rows) {
        Record& row = *one.row;
        if (row.transaction != TransactionState::None && row.offset >= m_stable)
            row.transaction = ledger.state(m_partition, row.batch->producerId, row.offset);
    }
}

/// The highest island reaches what is above it.
void BackwardWindow::join(Ledger& ledger) {
    Island island = std::move(m_islands.back());
    m_islands.pop_back();
    judge(island, ledger);
    m_rising = m_rising && island.rising &&
               !(island.lastTimestampMs && m_lowTimestampMs && *island.lastTimestampMs > *m_lowTimestampMs);
    if (island.firstTimestampMs)
        m_lowTimestampMs = island.firstTimestampMs;
    m_low = island.from;
    std::int64_t leftOut = 0;
    if (island.dropped && !island.rows.empty()) {
        // As if it had begun at the oldest row kept: what was left out is read again if it is wanted after
        // all.
        const FoundRow& oldest = island.rows.front();
        m_low = oldest.row->offset;
        m_lowTimestampMs = oldest.row->timestampMs;
        leftOut = oldest.before;
        m_islands.clear();
    }
    if (m_recordsLeft >= 0) {
        const std::int64_t seen = island.looked - leftOut;
        if (seen >= m_recordsLeft) {
            // Enough: what lies before the last record counted does not concern this scan.
            const base::Offset first = island.lastOffsets.empty() ? m_low : island.lastOffsets.front();
            std::erase_if(island.rows, [first](const FoundRow& one) { return one.row->offset < first; });
            leftOut = island.looked - m_recordsLeft;
            m_start = m_low;
            m_islands.clear();
        }
        m_recordsLeft = std::max<std::int64_t>(m_recordsLeft - seen, 0);
    }
    for (FoundRow& one : island.rows)
        one.before = m_looked + (island.looked - one.before - 1);
    m_looked += island.looked - leftOut;
    m_rows.insert(m_rows.begin(), std::make_move_iterator(island.rows.begin()),
                  std::make_move_iterator(island.rows.end()));
}

void BackwardWindow::raiseStart(base::Offset start) {
    const base::Offset from = std::min(std::max(m_start, start), m_low);
    // Of a few that are wanted no more can be missing.
    m_deleted += m_recordsLeft < 0 ? from - m_start : std::min(from - m_start, m_recordsLeft);
    m_start = from;
    std::erase_if(m_islands, [this](const Island& island) { return island.from < m_start; });
}

std::optional<Position> BackwardWindow::resume() const {
    if (!m_rows.empty())
        return Position{m_partition, m_rows.back().row->offset + 1};
    if (mayGrow())
        return Position{m_partition, m_low};
    return std::nullopt;
}

} // namespace browse
