#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>

#include "browse/record.h"

namespace browse {

/// The rows of one Messages page, bounded by count and bytes: when either is passed the oldest additions go.
/// Not thread-safe: it belongs to whoever shows it.
class RecordStore {
public:
    explicit RecordStore(std::size_t maxRows = 100'000, std::size_t maxBytes = 256u << 20);

    /// Adds at the end; returns how many rows went from the front.
    std::size_t append(const std::vector<RecordPtr>& rows);
    void clear();

    [[nodiscard]] const std::deque<RecordPtr>& rows() const { return m_rows; }
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }
    /// Rows dropped since the last clear().
    [[nodiscard]] std::uint64_t evicted() const { return m_evicted; }

private:
    const std::size_t m_maxRows;
    const std::size_t m_maxBytes;
    std::deque<RecordPtr> m_rows;
    std::size_t m_bytes = 0;
    std::uint64_t m_evicted = 0;
};

} // namespace browse
