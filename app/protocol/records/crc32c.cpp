#include "protocol/records/crc32c.h"

#include <algorithm>

#include <isa-l/crc.h>

namespace protocol {

std::uint32_t crc32c(base::ByteView data, std::uint32_t before) {
    std::uint32_t state = ~before;
    while (!data.empty()) {
        const auto part =
            data.first(std::min<std::size_t>(data.size(), 1U << 30)); // the length is an int there
        // The library asks for a pointer to non-const, but only reads.
        state = crc32_iscsi(const_cast<unsigned char*>(part.data()), static_cast<int>(part.size()), state);
        data = data.subspan(part.size());
    }
    return ~state;
}

} // namespace protocol
