#include "session/records/record_inbox.h"

#include "session/records/record_rows.h"

namespace session {

bool RecordInbox::put(const std::vector<browse::RecordPtr>& records, int filter) {
    std::vector<Item> items; // made before the lock is taken: copying bytes is the long part
    items.reserve(records.size());
    for (const auto& record : records)
        items.push_back({makeRecordRow(*record), record->footprint(), filter});
    bool full = false;
    {
        const std::lock_guard lock(m_mutex);
        for (auto& item : items) {
            m_bytes += item.bytes;
            m_rows.push_back(std::move(item));
        }
        while (m_keepNewest > 0 && !m_rows.empty() && (m_rows.size() > m_keepNewest || m_bytes > maxBytes)) {
            m_bytes -= m_rows.front().bytes;
            m_rows.pop_front();
            ++m_dropped;
        }
        m_full = m_keepNewest == 0 && m_bytes + m_bytesTaken > maxBytes;
        full = m_full;
    }
    m_wake();
    return !full;
}

void RecordInbox::put(const browse::Progress& progress) {
    {
        const std::lock_guard lock(m_mutex);
        m_progress = progress;
    }
    m_wake();
}

void RecordInbox::put(const std::vector<browse::Decision>& decisions) {
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& decision : decisions) {
            for (auto& item : m_rows)
                decide(item.row, decision);
            if (m_decisions.size() < maxDecisions)
                m_decisions.push_back(decision);
        }
    }
    m_wake();
}

void RecordInbox::finish(browse::ScanResult result) {
    {
        const std::lock_guard lock(m_mutex);
        m_progress = result.progress;
        m_result = std::move(result);
    }
    m_wake();
}

RecordInbox::News RecordInbox::take(bool withRows) {
    const std::lock_guard lock(m_mutex);
    News news;
    news.progress = m_progress;
    news.dropped = std::exchange(m_dropped, 0);
    news.full = m_full;
    news.decisions = std::exchange(m_decisions, {});
    if (withRows) {
        news.rows.reserve(m_rows.size());
        for (auto& item : m_rows) {
            news.filters.push_back(item.filter);
            news.rows.push_back(std::move(item.row));
        }
        m_rows.clear();
        m_bytesTaken += std::exchange(m_bytes, 0);
    }
    news.waiting = static_cast<qint64>(m_rows.size());
    if (m_rows.empty())
        news.result = m_result;
    return news;
}

} // namespace session
