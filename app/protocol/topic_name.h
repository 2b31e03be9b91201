#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace protocol {

/// What a topic may be called, as of org.apache.kafka.common.internals.Topic.

inline constexpr std::size_t longestTopicName = 249;

[[nodiscard]] constexpr bool isTopicCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
}

[[nodiscard]] constexpr bool isTopicName(std::string_view name) {
    return !name.empty() && name.size() <= longestTopicName && name != "." && name != ".." &&
           std::ranges::all_of(name, isTopicCharacter);
}

} // namespace protocol
