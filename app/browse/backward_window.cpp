#include "browse/backward_window.h"

#include <algorithm>

namespace browse {

BackwardWindow::BackwardWindow(const Bounds& bounds, std::int64_t firstSpan, std::size_t blockBytes,
                               std::int64_t records)
    : m_partition(bounds.partition)
    , m_blockBytes(blockBytes)
    , m_start(std::min(bounds.start, bounds.end))
    , m_end(bounds.end)
    , m_low(bounds.end)
    , m_recordsLeft(records > 0 ? records : -1)
    , m_span(std::max<std::int64_t>(firstSpan, 1)) {}

RecordPtr BackwardWindow::take() {
    RecordPtr out = std::move(m_rows.back());
    m_rows.pop_back();
    return out;
}

bool BackwardWindow::mayHoldBefore(const std::optional<RowKey>& row) const {
    if (!m_rows.empty() || !mayGrow())
        return false;
    // What is not loaded is at most as young as the oldest record looked at.
    return !row || !m_lowTimestampMs || RowKey{*m_lowTimestampMs, m_partition, m_low} > *row;
}

FetchSpec BackwardWindow::wanted() {
    if (!m_block) {
        const base::Offset from = std::max(m_start, m_low - std::min(m_span, m_low - m_start));
        m_block = Block{.from = from, .at = from};
    }
    return {m_partition, m_block->at};
}

ReadRows BackwardWindow::take(const Chunk& chunk, const RowReader& reader, std::size_t atMost) {
    ReadRows read;
    read.next = m_block->at;
    if (chunk.bytes && !chunk.bytes->empty()) {
        const auto countLast = m_recordsLeft < 0 ? 0 : static_cast<std::size_t>(m_recordsLeft);
        read = reader.read(m_partition, *chunk.bytes, m_block->at, m_low, Keep::Last, atMost, countLast);
        m_block->bytes += static_cast<std::int64_t>(chunk.bytes->size());
    } else if (chunk.atEnd) {
        read.next = m_low;
    }
    Block& block = *m_block;
    block.at = std::min(read.next, m_low);
    block.rising =
        block.rising && read.rising &&
        !(block.lastTimestampMs && read.firstTimestampMs && *read.firstTimestampMs < *block.lastTimestampMs);
    if (!block.firstTimestampMs)
        block.firstTimestampMs = read.firstTimestampMs;
    if (read.lastTimestampMs)
        block.lastTimestampMs = read.lastTimestampMs;
    std::move(read.rows.begin(), read.rows.end(), std::back_inserter(block.rows));
    read.rows.clear();
    block.dropped = block.dropped || read.dropped || block.rows.size() > atMost;
    if (block.rows.size() > atMost)
        block.rows.erase(block.rows.begin(), block.rows.end() - static_cast<std::ptrdiff_t>(atMost));
    block.lastOffsets.insert(block.lastOffsets.end(), read.lastOffsets.begin(), read.lastOffsets.end());
    while (m_recordsLeft >= 0 && static_cast<std::int64_t>(block.lastOffsets.size()) > m_recordsLeft)
        block.lastOffsets.pop_front();
    if (block.at >= m_low)
        finishBlock();
    else
        shrinkBlock();
    return read;
}

void BackwardWindow::finishBlock() {
    Block block = std::move(*m_block);
    m_block.reset();
    m_rising = m_rising && block.rising &&
               !(block.lastTimestampMs && m_lowTimestampMs && *block.lastTimestampMs > *m_lowTimestampMs);
    if (block.firstTimestampMs)
        m_lowTimestampMs = block.firstTimestampMs;
    const std::int64_t offsets = std::max<std::int64_t>(m_low - block.from, 1);
    const std::int64_t bytesEach = std::max<std::int64_t>(block.bytes / offsets, 1);
    const std::int64_t affordable =
        std::max<std::int64_t>(static_cast<std::int64_t>(m_blockBytes) / bytesEach, 1);
    m_span = std::min(m_span * 2, affordable);
    m_low = block.from;
    if (block.dropped && !block.rows.empty()) {
        // As if the block had begun at the oldest row kept: what was left out is read again if it is wanted
        // after all.
        m_low = block.rows.front()->offset;
        m_lowTimestampMs = block.rows.front()->timestampMs;
    }
    if (m_recordsLeft >= 0) {
        const auto seen = static_cast<std::int64_t>(block.lastOffsets.size());
        if (seen >= m_recordsLeft) {
            // Enough: what lies before the last record counted does not concern this scan.
            const base::Offset first = block.lastOffsets.empty() ? m_low : block.lastOffsets.front();
            std::erase_if(block.rows, [first](const RecordPtr& row) { return row->offset < first; });
            m_start = m_low;
        }
        m_recordsLeft = std::max<std::int64_t>(m_recordsLeft - seen, 0);
    }
    m_rows.insert(m_rows.begin(), block.rows.begin(), block.rows.end());
}

void BackwardWindow::shrinkBlock() {
    const std::int64_t done = m_block->at - m_block->from;
    const std::int64_t left = m_low - m_block->at;
    if (done <= 0 || left <= 0 || m_block->bytes <= static_cast<std::int64_t>(m_blockBytes))
        return;
    // The block is larger than thought: begin nearer to what is loaded, so that it does not have to be held
    // as a whole.
    const std::int64_t bytesEach = std::max<std::int64_t>(m_block->bytes / done, 1);
    const std::int64_t affordable =
        std::max<std::int64_t>(static_cast<std::int64_t>(m_blockBytes) / bytesEach, 1);
    if (left <= affordable)
        return;
    m_span = affordable;
    m_block.reset();
}

void BackwardWindow::raiseStart(base::Offset start) {
    m_start = std::min(std::max(m_start, start), m_low);
    if (m_block && m_block->at < m_start)
        m_block.reset();
}

std::optional<Position> BackwardWindow::resume() const {
    if (!m_rows.empty())
        return Position{m_partition, m_rows.back()->offset + 1};
    if (mayGrow())
        return Position{m_partition, m_low};
    return std::nullopt;
}

} // namespace browse
