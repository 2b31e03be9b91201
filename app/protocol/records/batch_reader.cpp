#include "protocol/records/batch_reader.h"

#include <utility>

namespace protocol {

std::optional<BatchView> BatchReader::next() {
    const auto rest = m_bytes.subspan(m_at);
    if (!m_status || rest.size() < BatchLayout::magic + 1)
        return std::nullopt;
    const auto length = base::loadBigEndian<std::int32_t>(rest.data() + BatchLayout::length);
    if (length >= 0 && static_cast<std::size_t>(length) + BatchLayout::logOverhead > rest.size())
        return std::nullopt;
    auto batch = BatchView::parse(rest);
    if (!batch) {
        m_status = base::fail(std::move(batch.error()));
        return std::nullopt;
    }
    m_at += batch->sizeInBytes();
    return *batch;
}

} // namespace protocol
