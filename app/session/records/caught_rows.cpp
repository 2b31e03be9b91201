#include "session/records/caught_rows.h"

#include <algorithm>
#include <utility>

#include "session/records/record_rows.h"

namespace session {

void CaughtRows::clear() {
    m_rows.clear();
    m_inPart.clear();
    m_filter.reset();
    m_number = 0;
}

bool CaughtRows::passes(const RecordRow& row) {
    if (!m_filter->isCertain(row))
        m_inPart.insert(&row);
    return m_filter->matches(row);
}

CaughtRows::Row CaughtRows::add(RecordRow row, int lookedWith) {
    m_rows.push_front(std::make_shared<RecordRow>(std::move(row)));
    const bool shows = !m_filter || lookedWith == m_number || passes(*m_rows.front());
    return shows ? m_rows.front() : nullptr;
}

CaughtRows::Row CaughtRows::dropBeyond(std::size_t most) {
    if (m_rows.size() <= most)
        return nullptr;
    Row oldest = std::move(m_rows.back());
    m_rows.pop_back();
    m_inPart.erase(oldest.get());
    return oldest;
}

void CaughtRows::setFilter(const RecordWish& wish, int number) {
    m_filter.emplace(wish);
    m_number = number;
}

std::deque<CaughtRows::Row> CaughtRows::shown() {
    m_inPart.clear();
    std::deque<Row> out;
    std::ranges::copy_if(m_rows, std::back_inserter(out),
                         [this](const Row& row) { return !m_filter || passes(*row); });
    return out;
}

bool CaughtRows::decide(const std::vector<browse::Decision>& decisions) {
    bool changed = false;
    for (const Row& row : m_rows) {
        changed = (row->mark == RecordMark::Open &&
                   std::ranges::any_of(decisions,
                                       [&row](const auto& one) { return session::decide(*row, one); })) ||
                  changed;
    }
    return changed;
}

} // namespace session
