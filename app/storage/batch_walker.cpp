#include "storage/batch_walker.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/endian.h"
#include "protocol/error_codes.h"

namespace storage {
namespace {

// Small batches come many at a time; large ones cost one read each.
constexpr std::int64_t kWindow = 8 << 10;

} // namespace

base::Result<std::optional<BatchWalker::Step>> BatchWalker::next() {
    if (m_position >= m_end)
        return std::nullopt;
    const auto damaged = [&](std::string_view what) {
        // Not KAFKA_STORAGE_ERROR, which clients try again for ever.
        return base::fail(protocol::makeError(protocol::ErrorCode::CORRUPT_MESSAGE,
                                              fmt::format("the segment from offset {} has {} at position {}",
                                                          m_segment.baseOffset().value(), what, m_position),
                                              "Read on from a later offset, or restore the file."));
    };
    constexpr auto header = static_cast<std::int64_t>(protocol::BatchLayout::headerSize);
    if (m_end - m_position < header)
        return damaged("a cut batch");
    if (m_position < m_windowStart ||
        m_position + header > m_windowStart + static_cast<std::int64_t>(m_window.size())) {
        auto window =
            m_segment.read(m_position, static_cast<std::size_t>(std::min(kWindow, m_end - m_position)));
        if (!window)
            return base::fail(window.error());
        m_window = std::move(*window);
        m_windowStart = m_position;
    }
    const auto at = static_cast<std::size_t>(m_position - m_windowStart);
    const auto facts = BatchFacts::parse(m_window.view().subspan(at));
    if (!facts)
        return damaged("no record batch");
    if (facts->sizeBytes > m_end - m_position)
        return damaged("a cut batch");
    Step step{*facts, m_position};
    m_position = step.end();
    return step;
}

WholeBatches wholeBatches(base::ByteView bytes) {
    WholeBatches whole;
    while (bytes.size() - whole.bytes >= protocol::BatchLayout::headerSize) {
        const auto length = base::loadBigEndian<std::int32_t>(bytes.data() + whole.bytes + 8);
        if (length <
            static_cast<std::int32_t>(protocol::BatchLayout::headerSize - protocol::BatchLayout::logOverhead))
            break;
        const auto size = static_cast<std::size_t>(length) + protocol::BatchLayout::logOverhead;
        if (size > bytes.size() - whole.bytes)
            break;
        whole.lastStart = whole.bytes;
        whole.bytes += size;
    }
    return whole;
}

} // namespace storage
