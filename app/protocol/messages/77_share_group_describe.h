#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/api_key.h"
#include "protocol/field.h"
#include "protocol/structs/group_parts.h"

namespace protocol {

/// Asks for state, epochs and members of share groups (key 77, KIP-932).
struct ShareGroupDescribeRequest : group_parts::DescribeRequest {
    static constexpr std::string_view messageName = "ShareGroupDescribeRequest";
    static constexpr ApiKey apiKey = ApiKey::ShareGroupDescribe;
    static constexpr Versions versions{0, 1};
    static constexpr std::int16_t firstFlexible = 0;
};

/// State, epochs, assignor and members of each group. Several members may have the same partition.
struct ShareGroupDescribeResponse {
    static constexpr std::string_view messageName = "ShareGroupDescribeResponse";
    static constexpr ApiKey apiKey = ApiKey::ShareGroupDescribe;
    static constexpr Versions versions{0, 1};
    static constexpr std::int16_t firstFlexible = 0;

    struct Member {
        std::string memberId;
        std::optional<std::string> rackId;
        std::int32_t memberEpoch = 0;
        std::string clientId;
        std::string clientHost;
        std::vector<std::string> subscribedTopicNames;
        group_parts::Assignment assignment;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("memberId", m.memberId);
            v.field("rackId", m.rackId, {.nullableSince = 0});
            v.field("memberEpoch", m.memberEpoch);
            v.field("clientId", m.clientId);
            v.field("clientHost", m.clientHost);
            v.field("subscribedTopicNames", m.subscribedTopicNames);
            v.field("assignment", m.assignment);
        }
    };

    using DescribedGroup = group_parts::DescribedGroup<Member>;

    std::int32_t throttleTimeMs = 0;
    std::vector<DescribedGroup> groups;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("throttleTimeMs", m.throttleTimeMs);
        v.field("groups", m.groups);
    }
};

} // namespace protocol
