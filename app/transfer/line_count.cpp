#include "transfer/line_count.h"

#include <utility>

#include "transfer/line_reader.h"

namespace transfer {

LineCount::LineCount(std::filesystem::path path)
    : m_thread([this, path = std::move(path)](const std::stop_token& stop) {
        m_extent = of(path, stop);
        m_ended.store(true, std::memory_order_release);
    }) {}

std::optional<LineCount::Extent> LineCount::extent() const {
    return m_ended.load(std::memory_order_acquire) ? m_extent : std::nullopt;
}

std::optional<LineCount::Extent> LineCount::of(const std::filesystem::path& path,
                                               const std::stop_token& stop) {
    LineReader lines;
    if (!lines.open(path, 0))
        return std::nullopt; // whoever reads it for good tells why
    Extent out;
    while (!stop.stop_requested()) {
        const auto line = lines.next();
        if (!line)
            return std::nullopt;
        if (!*line)
            return out;
        ++out.lines;
        out.bytes = (*line)->end;
    }
    return std::nullopt;
}

} // namespace transfer
