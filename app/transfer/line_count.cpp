#include "transfer/line_count.h"

#include <utility>

#include "transfer/line_reader.h"

namespace transfer {

LineCount::LineCount(std::filesystem::path path)
    : m_thread([this, path = std::move(path)](const std::stop_token& stop) {
        m_extent = of(path, stop).value_or(std::nullopt);
        m_ended.store(true, std::memory_order_release);
    }) {}

std::optional<LineCount::Extent> LineCount::extent() const {
    return m_ended.load(std::memory_order_acquire) ? m_extent : std::nullopt;
}

base::Result<std::optional<LineCount::Extent>> LineCount::of(const std::filesystem::path& path,
                                                             const std::stop_token& stop) {
    LineReader lines;
    if (auto opened = lines.open(path, 0); !opened)
        return base::fail(opened.error());
    Extent out;
    while (!stop.stop_requested()) {
        const auto line = lines.next();
        if (!line)
            return base::fail(line.error());
        if (!*line)
            return out;
        ++out.lines;
        out.bytes = (*line)->end;
    }
    return std::nullopt;
}

} // namespace transfer
