#include "protocol/records/record_window.h"

#include <algorithm>
#include <utility>

#include "protocol/records/codecs/codecs.h"

namespace protocol {
namespace {

// RFC 8878 asks every reader to look back as far as 8 MiB, and zstd's levels up to 19 ask for no more. Levels
// 20 to 22 name up to 128 MiB, however little there is to look back on; an honest batch of theirs is small,
// as producers limit its records before they are packed. So those may fill this much.
constexpr std::size_t commonlyHeld = std::size_t{9} << 20;
constexpr std::size_t mostHeld = std::size_t{32} << 20;

} // namespace

bool RecordWindow::skip(std::size_t count) {
    for (;;) {
        const auto part = std::min(count, m_bytes.size());
        advance(part);
        count -= part;
        if (count == 0)
            return true;
        if (peek(1).empty())
            return false;
    }
}

void RecordWindow::fill(std::size_t count) {
    std::ranges::copy(m_bytes, m_buffer.get());
    auto filled = m_bytes.size();
    while (filled < std::min(count, m_size)) {
        const auto made = m_unpacker->read({m_buffer.get() + filled, m_size - filled});
        if (!made)
            m_status = base::fail(made.error());
        else if (m_unpacker->produced() > mostHeld && m_unpacker->held() > commonlyHeld)
            m_status = base::fail(codecs::tooLarge(compressionName(m_unpacker->codec()), mostHeld));
        if (!m_status || *made == 0) {
            m_unpacker.reset();
            break;
        }
        filled += *made;
        m_unpackedBytes += *made;
    }
    m_bytes = {m_buffer.get(), filled};
}

} // namespace protocol
