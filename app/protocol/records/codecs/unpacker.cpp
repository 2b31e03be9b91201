#include "protocol/records/codecs/unpacker.h"

#include <algorithm>

#include "protocol/records/codecs/codecs.h"

namespace protocol::codecs {

base::Result<std::size_t> Unpacker::read(std::span<std::uint8_t> room) {
    std::uint8_t overflow = 0; // tells output that is complete from output that goes on
    const bool full = left() == 0;
    const auto count = unpack(full ? std::span(&overflow, 1) : room.first(std::min(room.size(), left())));
    if (full && count.value_or(0) > 0)
        return base::fail(tooLarge(compressionName(m_codec), m_limit));
    m_produced += count.value_or(0);
    return count;
}

base::Error Unpacker::damaged(std::string_view why) const {
    return codecs::damaged(compressionName(m_codec), why);
}

} // namespace protocol::codecs
