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

/// Asks for state, epochs and members of groups of the consumer protocol (key 69, KIP-848).
struct ConsumerGroupDescribeRequest : group_parts::DescribeRequest {
    static constexpr std::string_view messageName = "ConsumerGroupDescribeRequest";
    static constexpr ApiKey apiKey = ApiKey::ConsumerGroupDescribe;
    static constexpr Versions versions{0, 1};
    static constexpr std::int16_t firstFlexible = 0;
};

/// State, epochs, assignor and members of each group, with what each member has and is to have.
struct ConsumerGroupDescribeResponse {
    static constexpr std::string_view messageName = "ConsumerGroupDescribeResponse";
    static constexpr ApiKey apiKey = ApiKey::ConsumerGroupDescribe;
    static constexpr Versions versions{0, 1};
    static constexpr std::int16_t firstFlexible = 0;

    struct Member {
        std::string memberId;
        std::optional<std::string> instanceId;
        std::optional<std::string> rackId;
        std::int32_t memberEpoch = 0;
        std::string clientId;
        std::string clientHost;
        std::vector<std::string> subscribedTopicNames;
        std::optional<std::string> subscribedTopicRegex;
        group_parts::Assignment assignment;
        group_parts::Assignment targetAssignment;
        std::int8_t memberType = -1; ///< 0 speaks the classic protocol, 1 the consumer protocol, -1 not told

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("memberId", m.memberId);
            v.field("instanceId", m.instanceId, {.nullableSince = 0});
            v.field("rackId", m.rackId, {.nullableSince = 0});
            v.field("memberEpoch", m.memberEpoch);
            v.field("clientId", m.clientId);
            v.field("clientHost", m.clientHost);
            v.field("subscribedTopicNames", m.subscribedTopicNames);
            v.field("subscribedTopicRegex", m.subscribedTopicRegex, {.nullableSince = 0});
            v.field("assignment", m.assignment);
            v.field("targetAssignment", m.targetAssignment);
            v.field("memberType", m.memberType, {.since = 1, .ignorable = true});
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
