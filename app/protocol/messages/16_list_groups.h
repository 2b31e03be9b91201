#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/api_key.h"
#include "protocol/field.h"

namespace protocol {

/// Asks for the groups that this broker coordinates (key 16).
struct ListGroupsRequest {
    static constexpr std::string_view messageName = "ListGroupsRequest";
    static constexpr ApiKey apiKey = ApiKey::ListGroups;
    static constexpr Versions versions{0, 5};
    static constexpr std::int16_t firstFlexible = 3;

    std::vector<std::string> statesFilter;
    std::vector<std::string> typesFilter;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("statesFilter", m.statesFilter, {.since = 4});
        v.field("typesFilter", m.typesFilter, {.since = 5});
    }
};

/// The groups that this broker coordinates.
struct ListGroupsResponse {
    static constexpr std::string_view messageName = "ListGroupsResponse";
    static constexpr ApiKey apiKey = ApiKey::ListGroups;
    static constexpr Versions versions{0, 5};
    static constexpr std::int16_t firstFlexible = 3;

    struct ListedGroup {
        std::string groupId;
        std::string protocolType;
        std::string groupState;
        std::string groupType;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("groupId", m.groupId);
            v.field("protocolType", m.protocolType);
            v.field("groupState", m.groupState, {.since = 4, .ignorable = true});
            v.field("groupType", m.groupType, {.since = 5, .ignorable = true});
        }
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::vector<ListedGroup> groups;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("throttleTimeMs", m.throttleTimeMs, {.since = 1, .ignorable = true});
        v.field("errorCode", m.errorCode);
        v.field("groups", m.groups);
    }
};

} // namespace protocol
