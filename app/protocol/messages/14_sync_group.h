#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/buffer.h"
#include "protocol/api_key.h"
#include "protocol/field.h"

namespace protocol {

/// A member asks for its assignment (key 14); the leader brings those of all.
struct SyncGroupRequest {
    static constexpr std::string_view messageName = "SyncGroupRequest";
    static constexpr ApiKey apiKey = ApiKey::SyncGroup;
    static constexpr Versions versions{0, 5};
    static constexpr std::int16_t firstFlexible = 4;

    struct SyncGroupRequestAssignment {
        std::string memberId;
        base::Buffer assignment;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("memberId", m.memberId);
            v.field("assignment", m.assignment);
        }
    };

    std::string groupId;
    std::int32_t generationId = 0;
    std::string memberId;
    std::optional<std::string> groupInstanceId;
    std::optional<std::string> protocolType;
    std::optional<std::string> protocolName;
    std::vector<SyncGroupRequestAssignment> assignments;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("groupId", m.groupId);
        v.field("generationId", m.generationId);
        v.field("memberId", m.memberId);
        v.field("groupInstanceId", m.groupInstanceId, {.since = 3, .nullableSince = 3});
        v.field("protocolType", m.protocolType, {.since = 5, .nullableSince = 5, .ignorable = true});
        v.field("protocolName", m.protocolName, {.since = 5, .nullableSince = 5, .ignorable = true});
        v.field("assignments", m.assignments);
    }
};

/// The assignment of the member that asked.
struct SyncGroupResponse {
    static constexpr std::string_view messageName = "SyncGroupResponse";
    static constexpr ApiKey apiKey = ApiKey::SyncGroup;
    static constexpr Versions versions{0, 5};
    static constexpr std::int16_t firstFlexible = 4;

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::optional<std::string> protocolType;
    std::optional<std::string> protocolName;
    base::Buffer assignment;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("throttleTimeMs", m.throttleTimeMs, {.since = 1, .ignorable = true});
        v.field("errorCode", m.errorCode);
        v.field("protocolType", m.protocolType, {.since = 5, .nullableSince = 5, .ignorable = true});
        v.field("protocolName", m.protocolName, {.since = 5, .nullableSince = 5, .ignorable = true});
        v.field("assignment", m.assignment);
    }
};

} // namespace protocol
