#include "browse/record_store.h"

namespace browse {

RecordStore::RecordStore(std::size_t maxRows, std::size_t maxBytes)
    : m_maxRows(maxRows), m_maxBytes(maxBytes) {}

std::size_t RecordStore::append(const std::vector<RecordPtr>& rows) {
    for (const RecordPtr& row : rows) {
        m_bytes += row->footprint();
        m_rows.push_back(row);
    }
    std::size_t gone = 0;
    while (m_rows.size() > m_maxRows || (m_bytes > m_maxBytes && m_rows.size() > 1)) {
        m_bytes -= m_rows.front()->footprint();
        m_rows.pop_front();
        ++gone;
    }
    m_evicted += gone;
    return gone;
}

void RecordStore::clear() {
    m_rows.clear();
    m_bytes = 0;
    m_evicted = 0;
}

} // namespace browse
