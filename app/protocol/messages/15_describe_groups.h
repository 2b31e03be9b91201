#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/buffer.h"
#include "protocol/api_key.h"
#include "protocol/field.h"

namespace protocol {

/// Asks for state and members of classic groups (key 15).
struct DescribeGroupsRequest {
    static constexpr std::string_view messageName = "DescribeGroupsRequest";
    static constexpr ApiKey apiKey = ApiKey::DescribeGroups;
    static constexpr Versions versions{0, 6};
    static constexpr std::int16_t firstFlexible = 5;

    std::vector<std::string> groups;
    bool includeAuthorizedOperations = false;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("groups", m.groups);
        v.field("includeAuthorizedOperations", m.includeAuthorizedOperations, {.since = 3});
    }
};

/// State, protocol and members of each group.
struct DescribeGroupsResponse {
    static constexpr std::string_view messageName = "DescribeGroupsResponse";
    static constexpr ApiKey apiKey = ApiKey::DescribeGroups;
    static constexpr Versions versions{0, 6};
    static constexpr std::int16_t firstFlexible = 5;

    struct DescribedGroupMember {
        std::string memberId;
        std::optional<std::string> groupInstanceId;
        std::string clientId;
        std::string clientHost;
        base::Buffer memberMetadata;
        base::Buffer memberAssignment;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("memberId", m.memberId);
            v.field("groupInstanceId", m.groupInstanceId,
                    {.since = 4, .nullableSince = 4, .ignorable = true});
            v.field("clientId", m.clientId);
            v.field("clientHost", m.clientHost);
            v.field("memberMetadata", m.memberMetadata);
            v.field("memberAssignment", m.memberAssignment);
        }
    };

    struct DescribedGroup {
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage;
        std::string groupId;
        std::string groupState;
        std::string protocolType;
        std::string protocolData;
        std::vector<DescribedGroupMember> members;
        std::int32_t authorizedOperations = std::numeric_limits<std::int32_t>::min();

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("errorCode", m.errorCode);
            v.field("errorMessage", m.errorMessage, {.since = 6, .nullableSince = 6});
            v.field("groupId", m.groupId);
            v.field("groupState", m.groupState);
            v.field("protocolType", m.protocolType);
            v.field("protocolData", m.protocolData);
            v.field("members", m.members);
            v.field("authorizedOperations", m.authorizedOperations, {.since = 3});
        }
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<DescribedGroup> groups;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("throttleTimeMs", m.throttleTimeMs, {.since = 1, .ignorable = true});
        v.field("groups", m.groups);
    }
};

} // namespace protocol
