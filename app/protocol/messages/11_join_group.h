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

/// A member enters a rebalance of a classic group (key 11).
struct JoinGroupRequest {
    static constexpr std::string_view messageName = "JoinGroupRequest";
    static constexpr ApiKey apiKey = ApiKey::JoinGroup;
    static constexpr Versions versions{0, 9};
    static constexpr std::int16_t firstFlexible = 6;

    struct JoinGroupRequestProtocol {
        std::string name;
        base::Buffer metadata;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name);
            v.field("metadata", m.metadata);
        }
    };

    std::string groupId;
    std::int32_t sessionTimeoutMs = 0;
    std::int32_t rebalanceTimeoutMs = -1;
    std::string memberId;
    std::optional<std::string> groupInstanceId;
    std::string protocolType;
    std::vector<JoinGroupRequestProtocol> protocols;
    std::optional<std::string> reason;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("groupId", m.groupId);
        v.field("sessionTimeoutMs", m.sessionTimeoutMs);
        v.field("rebalanceTimeoutMs", m.rebalanceTimeoutMs, {.since = 1, .ignorable = true});
        v.field("memberId", m.memberId);
        v.field("groupInstanceId", m.groupInstanceId, {.since = 5, .nullableSince = 5});
        v.field("protocolType", m.protocolType);
        v.field("protocols", m.protocols);
        v.field("reason", m.reason, {.since = 8, .nullableSince = 8, .ignorable = true});
    }
};

/// The new generation; only the leader gets the list of members.
struct JoinGroupResponse {
    static constexpr std::string_view messageName = "JoinGroupResponse";
    static constexpr ApiKey apiKey = ApiKey::JoinGroup;
    static constexpr Versions versions{0, 9};
    static constexpr std::int16_t firstFlexible = 6;

    struct JoinGroupResponseMember {
        std::string memberId;
        std::optional<std::string> groupInstanceId;
        base::Buffer metadata;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("memberId", m.memberId);
            v.field("groupInstanceId", m.groupInstanceId,
                    {.since = 5, .nullableSince = 5, .ignorable = true});
            v.field("metadata", m.metadata);
        }
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::int32_t generationId = -1;
    std::optional<std::string> protocolType;
    std::optional<std::string> protocolName{std::in_place};
    std::string leader;
    bool skipAssignment = false;
    std::string memberId;
    std::vector<JoinGroupResponseMember> members;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("throttleTimeMs", m.throttleTimeMs, {.since = 2, .ignorable = true});
        v.field("errorCode", m.errorCode);
        v.field("generationId", m.generationId);
        v.field("protocolType", m.protocolType, {.since = 7, .nullableSince = 7, .ignorable = true});
        v.field("protocolName", m.protocolName, {.nullableSince = 7});
        v.field("leader", m.leader);
        v.field("skipAssignment", m.skipAssignment, {.since = 9});
        v.field("memberId", m.memberId);
        v.field("members", m.members);
    }
};

} // namespace protocol
