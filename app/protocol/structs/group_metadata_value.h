#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/buffer.h"
#include "protocol/field.h"

namespace protocol {

/// State of a classic group in __consumer_offsets, after its two-byte version.
struct GroupMetadataValue {
    static constexpr std::string_view messageName = "GroupMetadataValue";
    static constexpr Versions versions{0, 4};
    static constexpr std::int16_t firstFlexible = 4;

    struct MemberMetadata {
        std::string memberId;
        std::optional<std::string> groupInstanceId;
        std::string clientId;
        std::string clientHost;
        std::int32_t rebalanceTimeout = -1;
        std::int32_t sessionTimeout = 0;
        base::Buffer subscription;
        base::Buffer assignment;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("memberId", m.memberId);
            v.field("groupInstanceId", m.groupInstanceId,
                    {.since = 3, .nullableSince = 3, .ignorable = true});
            v.field("clientId", m.clientId);
            v.field("clientHost", m.clientHost);
            v.field("rebalanceTimeout", m.rebalanceTimeout, {.since = 1, .ignorable = true});
            v.field("sessionTimeout", m.sessionTimeout);
            v.field("subscription", m.subscription);
            v.field("assignment", m.assignment);
        }
    };

    std::string protocolType;
    std::int32_t generation = 0;
    std::optional<std::string> protocol{std::in_place};
    std::optional<std::string> leader{std::in_place};
    std::int64_t currentStateTimestamp = -1;
    std::vector<MemberMetadata> members;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("protocolType", m.protocolType);
        v.field("generation", m.generation);
        v.field("protocol", m.protocol, {.nullableSince = 0});
        v.field("leader", m.leader, {.nullableSince = 0});
        v.field("currentStateTimestamp", m.currentStateTimestamp, {.since = 2, .ignorable = true});
        v.field("members", m.members);
    }
};

} // namespace protocol
