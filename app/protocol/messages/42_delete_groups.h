#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/api_key.h"
#include "protocol/field.h"

namespace protocol {

/// Deletes empty groups with their committed positions (key 42).
struct DeleteGroupsRequest {
    static constexpr std::string_view messageName = "DeleteGroupsRequest";
    static constexpr ApiKey apiKey = ApiKey::DeleteGroups;
    static constexpr Versions versions{0, 3};
    static constexpr std::int16_t firstFlexible = 2;

    std::vector<std::string> groupsNames;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("groupsNames", m.groupsNames);
    }
};

/// What became of each group.
struct DeleteGroupsResponse {
    static constexpr std::string_view messageName = "DeleteGroupsResponse";
    static constexpr ApiKey apiKey = ApiKey::DeleteGroups;
    static constexpr Versions versions{0, 3};
    static constexpr std::int16_t firstFlexible = 2;

    struct DeletableGroupResult {
        std::string groupId;
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("groupId", m.groupId);
            v.field("errorCode", m.errorCode);
            v.field("errorMessage", m.errorMessage, {.since = 3, .nullableSince = 3, .ignorable = true});
        }
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<DeletableGroupResult> results;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("throttleTimeMs", m.throttleTimeMs);
        v.field("results", m.results);
    }
};

} // namespace protocol
