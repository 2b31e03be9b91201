#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/api_key.h"
#include "protocol/field.h"

namespace protocol {

/// A member of a classic group says that it lives (key 12).
struct HeartbeatRequest {
    static constexpr std::string_view messageName = "HeartbeatRequest";
    static constexpr ApiKey apiKey = ApiKey::Heartbeat;
    static constexpr Versions versions{0, 4};
    static constexpr std::int16_t firstFlexible = 4;

    std::string groupId;
    std::int32_t generationId = 0;
    std::string memberId;
    std::optional<std::string> groupInstanceId;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("groupId", m.groupId);
        v.field("generationId", m.generationId);
        v.field("memberId", m.memberId);
        v.field("groupInstanceId", m.groupInstanceId, {.since = 3, .nullableSince = 3});
    }
};

/// Tells a member whether it must join again.
struct HeartbeatResponse {
    static constexpr std::string_view messageName = "HeartbeatResponse";
    static constexpr ApiKey apiKey = ApiKey::Heartbeat;
    static constexpr Versions versions{0, 4};
    static constexpr std::int16_t firstFlexible = 4;

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("throttleTimeMs", m.throttleTimeMs, {.since = 1, .ignorable = true});
        v.field("errorCode", m.errorCode);
    }
};

} // namespace protocol
