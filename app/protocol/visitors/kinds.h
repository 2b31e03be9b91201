#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/buffer.h"
#include "base/uuid.h"

namespace protocol {

template <class T>
inline constexpr bool isVector = false;
template <class T>
inline constexpr bool isVector<std::vector<T>> = true;
template <class T>
inline constexpr bool isOptional = false;
template <class T>
inline constexpr bool isOptional<std::optional<T>> = true;
template <class T>
inline constexpr bool isNumber = std::is_arithmetic_v<T>; // bool included
/// What remains after numbers, strings, bytes, uuids, vectors and optionals: a described struct.
template <class T>
inline constexpr bool isStructure =
    !isNumber<T> && !isVector<T> && !isOptional<T> && !std::is_same_v<T, std::string> &&
    !std::is_same_v<T, base::Buffer> && !std::is_same_v<T, base::Uuid>;

/// A struct under visit beside another of its type, so that a visitor of one finds the same member of the
/// other.
class Pair {
public:
    Pair() = default;
    template <class S>
    Pair(const S& visited, const S& other)
        : m_visited(reinterpret_cast<const std::byte*>(&visited))
        , m_other(reinterpret_cast<const std::byte*>(&other)) {}

    /// `member` is a member of the visited struct.
    template <class T>
    [[nodiscard]] const T& twinOf(const T& member) const {
        const auto at = reinterpret_cast<const std::byte*>(&member) - m_visited;
        return *reinterpret_cast<const T*>(m_other + at);
    }

private:
    const std::byte* m_visited = nullptr;
    const std::byte* m_other = nullptr;
};

/// Kafka's defaults of a struct's fields.
template <class S>
const S& defaultsOf() {
    static const S defaults{};
    return defaults;
}

} // namespace protocol
