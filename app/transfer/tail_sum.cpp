#include "transfer/tail_sum.h"

#include "base/buffer.h"
#include "protocol/records/crc32c.h"

namespace transfer {

void TailSum::add(std::string_view bytes) {
    constexpr std::size_t step = most / 4; // the longer one stays below four of them
    if (bytes.size() > step) {
        bytes.remove_prefix(bytes.size() - step);
        m_longer = m_shorter = {};
    }
    for (Part* part : {&m_longer, &m_shorter}) {
        part->crc = protocol::crc32c(base::asBytes(bytes), part->crc);
        part->bytes += std::int64_t(bytes.size());
    }
    if (m_shorter.bytes >= std::int64_t(step)) {
        m_longer = m_shorter;
        m_shorter = {};
    }
}

} // namespace transfer
