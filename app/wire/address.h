#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace wire {

struct Address {
    std::string host;
    std::uint16_t port = 9092;
    auto operator<=>(const Address&) const = default;
    /// "host:port", IPv6 in brackets.
    [[nodiscard]] std::string toString() const;
};

/// "host:port,[::1]:port,host": names each part that is none. At least one.
base::Result<std::vector<Address>> parseBootstrap(std::string_view text);

} // namespace wire
