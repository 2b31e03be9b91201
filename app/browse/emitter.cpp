#include "browse/emitter.h"

namespace browse {
namespace {

constexpr std::size_t handful = 500;
constexpr std::chrono::milliseconds interval{50};

} // namespace

void Emitter::add(RecordPtr row) {
    m_rows.push_back(std::move(row));
    ++progress.matched;
    if (m_rows.size() >= handful)
        flush();
}

void Emitter::beat() {
    if (Clock::now() - m_last >= interval)
        flush();
}

void Emitter::finish() {
    flush();
}

void Emitter::decide(const std::vector<Decision>& decisions) const {
    if (!decisions.empty() && m_sink.decided)
        m_sink.decided(decisions);
}

void Emitter::flush() {
    m_last = Clock::now();
    if (!m_rows.empty() && m_sink.rows)
        m_sink.rows(std::exchange(m_rows, {}));
    m_rows.clear();
    if (m_sink.progress)
        m_sink.progress(progress);
}

} // namespace browse
