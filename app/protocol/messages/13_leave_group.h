#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/api_key.h"
#include "protocol/field.h"

namespace protocol {

/// Members leave a classic group (key 13): one up to version 2, several from 3 on.
struct LeaveGroupRequest {
    static constexpr std::string_view messageName = "LeaveGroupRequest";
    static constexpr ApiKey apiKey = ApiKey::LeaveGroup;
    static constexpr Versions versions{0, 5};
    static constexpr std::int16_t firstFlexible = 4;

    struct MemberIdentity {
        std::string memberId;
        std::optional<std::string> groupInstanceId;
        std::optional<std::string> reason;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("memberId", m.memberId, {.since = 3});
            v.field("groupInstanceId", m.groupInstanceId, {.since = 3, .nullableSince = 3});
            v.field("reason", m.reason, {.since = 5, .nullableSince = 5, .ignorable = true});
        }
    };

    std::string groupId;
    std::string memberId;
    std::vector<MemberIdentity> members;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("groupId", m.groupId);
        v.field("memberId", m.memberId, {.until = 2});
        v.field("members", m.members, {.since = 3});
    }
};

/// An error code, and one a member from version 3 on.
struct LeaveGroupResponse {
    static constexpr std::string_view messageName = "LeaveGroupResponse";
    static constexpr ApiKey apiKey = ApiKey::LeaveGroup;
    static constexpr Versions versions{0, 5};
    static constexpr std::int16_t firstFlexible = 4;

    struct MemberResponse {
        std::string memberId;
        std::optional<std::string> groupInstanceId{std::in_place};
        std::int16_t errorCode = 0;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("memberId", m.memberId, {.since = 3});
            v.field("groupInstanceId", m.groupInstanceId, {.since = 3, .nullableSince = 3});
            v.field("errorCode", m.errorCode, {.since = 3});
        }
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::vector<MemberResponse> members;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("throttleTimeMs", m.throttleTimeMs, {.since = 1, .ignorable = true});
        v.field("errorCode", m.errorCode);
        v.field("members", m.members, {.since = 3});
    }
};

} // namespace protocol
