#include "protocol/murmur2.h"

namespace protocol {

std::int32_t murmur2(base::ByteView data) {
    constexpr std::uint32_t seed = 0x9747b28c;
    constexpr std::uint32_t m = 0x5bd1e995;
    constexpr int r = 24;
    const std::size_t length = data.size();
    std::uint32_t h = seed ^ static_cast<std::uint32_t>(length);
    const std::size_t whole = length / 4 * 4;
    for (std::size_t i = 0; i < whole; i += 4) {
        // Four bytes at a time, least significant first, on every machine.
        std::uint32_t k = data[i] | std::uint32_t{data[i + 1]} << 8 | std::uint32_t{data[i + 2]} << 16 |
                          std::uint32_t{data[i + 3]} << 24;
        k *= m;
        k ^= k >> r;
        k *= m;
        h *= m;
        h ^= k;
    }
    const std::size_t rest = length - whole;
    for (std::size_t i = rest; i > 0; --i)
        h ^= std::uint32_t{data[whole + i - 1]} << (8 * (i - 1));
    if (rest > 0)
        h *= m;
    h ^= h >> 13;
    h *= m;
    h ^= h >> 15;
    return static_cast<std::int32_t>(h);
}

} // namespace protocol
