#include <algorithm>

#include "protocol/records/codecs/codecs.h"

namespace protocol::codecs {

GrowingOutput::GrowingOutput(std::size_t packedSize, std::size_t limit) : m_limit(limit) {
    m_bytes.resize(std::min(limit, std::max<std::size_t>(packedSize * 4, 512)));
}

std::span<std::uint8_t> GrowingOutput::room() {
    if (m_size == m_bytes.size())
        m_bytes.resize(std::min(m_limit, m_bytes.size() * 2));
    return std::span(m_bytes).subspan(m_size);
}

base::Bytes GrowingOutput::release() {
    m_bytes.resize(m_size);
    return std::move(m_bytes);
}

} // namespace protocol::codecs
