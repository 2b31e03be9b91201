#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/field.h"

namespace protocol {

/// Stands before each request. The client id keeps its two-byte length even in the flexible version.
struct RequestHeader {
    static constexpr std::string_view messageName = "RequestHeader";
    static constexpr Versions versions{1, 2};
    static constexpr std::int16_t firstFlexible = 2;

    std::int16_t requestApiKey = 0;
    std::int16_t requestApiVersion = 0;
    std::int32_t correlationId = 0;
    std::optional<std::string> clientId{std::in_place};

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("requestApiKey", m.requestApiKey);
        v.field("requestApiVersion", m.requestApiVersion);
        v.field("correlationId", m.correlationId);
        v.field("clientId", m.clientId, {.nullableSince = 1, .neverCompact = true});
    }
};

} // namespace protocol
