#include "transfer/line_count.h"

#include <utility>

#include "transfer/line_reader.h"

namespace transfer {

LineCount::LineCount(std::filesystem::path path)
    : m_thread([this, path = std::move(path)](const std::stop_token& stop) {
        m_state.store(count(path, stop), std::memory_order_release);
    }) {}

std::optional<LineCount::Extent> LineCount::extent() const {
    return m_state.load(std::memory_order_acquire) == State::Counted ? std::optional(m_extent) : std::nullopt;
}

bool LineCount::ended() const {
    return m_state.load(std::memory_order_acquire) != State::Counting;
}

LineCount::State LineCount::count(const std::filesystem::path& path, const std::stop_token& stop) {
    LineReader lines;
    if (!lines.open(path, 0))
        return State::Failed; // whoever reads it for good tells why
    while (!stop.stop_requested()) {
        const auto line = lines.next();
        if (!line)
            return State::Failed;
        if (!*line)
            return State::Counted;
        ++m_extent.lines;
        m_extent.bytes = (*line)->end;
    }
    return State::Failed;
}

} // namespace transfer
