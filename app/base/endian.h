#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace base {

/// The integer that stands at `at`, most significant byte first. At least sizeof(T) bytes must be there.
template <class T>
[[nodiscard]] T loadBigEndian(const std::uint8_t* at) {
    using U = std::make_unsigned_t<T>;
    U raw;
    std::memcpy(&raw, at, sizeof raw);
    if constexpr (std::endian::native == std::endian::little) {
        if constexpr (sizeof(T) == 2)
            raw = __builtin_bswap16(raw);
        else if constexpr (sizeof(T) == 4)
            raw = __builtin_bswap32(raw);
        else if constexpr (sizeof(T) == 8)
            raw = __builtin_bswap64(raw);
    }
    return static_cast<T>(raw);
}

/// Writes sizeof(T) bytes at `at`, most significant first.
template <class T>
void storeBigEndian(std::uint8_t* at, T value) {
    using U = std::make_unsigned_t<T>;
    auto raw = static_cast<U>(value);
    if constexpr (std::endian::native == std::endian::little)
        raw = loadBigEndian<U>(reinterpret_cast<const std::uint8_t*>(&raw));
    std::memcpy(at, &raw, sizeof raw);
}

} // namespace base
