#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "base/uuid.h"

namespace broker::groups {

/// Kafka's member id: who asks, a dash, and a UUID in its usual spelling.
[[nodiscard]] inline std::string newMemberIdFor(std::string_view who) {
    const auto id = base::Uuid::random().bytes;
    const auto hex = [&id](std::size_t from, std::size_t to) {
        return fmt::format("{:02x}", fmt::join(id.begin() + static_cast<std::ptrdiff_t>(from),
                                               id.begin() + static_cast<std::ptrdiff_t>(to), ""));
    };
    return fmt::format("{}-{}-{}-{}-{}-{}", who, hex(0, 4), hex(4, 6), hex(6, 8), hex(8, 10), hex(10, 16));
}

} // namespace broker::groups
