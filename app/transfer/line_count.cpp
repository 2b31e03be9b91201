#include "transfer/line_count.h"

#include <utility>

#include "transfer/line_reader.h"

namespace transfer {

LineCount::LineCount(std::filesystem::path path)
    : m_thread([this, path = std::move(path)](const std::stop_token& stop) { count(path, stop); }) {}

std::optional<LineCount::Extent> LineCount::extent() const {
    return m_done.load(std::memory_order_acquire) ? std::optional(m_extent) : std::nullopt;
}

void LineCount::count(const std::filesystem::path& path, const std::stop_token& stop) {
    LineReader lines;
    if (!lines.open(path, 0))
        return; // whoever reads it for good tells why
    while (!stop.stop_requested()) {
        const auto line = lines.next();
        if (!line)
            return;
        if (!*line)
            return m_done.store(true, std::memory_order_release);
        ++m_extent.lines;
        m_extent.bytes = (*line)->end;
    }
}

} // namespace transfer
