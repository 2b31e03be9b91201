#pragma once

#include <cstdint>
#include <string_view>

#include "protocol/field.h"

namespace protocol {

/// Stands before each response.
struct ResponseHeader {
    static constexpr std::string_view messageName = "ResponseHeader";
    static constexpr Versions versions{0, 1};
    static constexpr std::int16_t firstFlexible = 1;

    std::int32_t correlationId = 0;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("correlationId", m.correlationId);
    }
};

} // namespace protocol
