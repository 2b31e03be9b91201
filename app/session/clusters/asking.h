#pragma once

#include <chrono>
#include <vector>

#include "client/groups.h"

/// What those who ask the questions of a round have in common.
namespace session {

/// Two times what a request may take: whoever kept a round waiting alone is not asked sooner again.
inline constexpr std::chrono::seconds putOff{30};

/// As they are asked for.
[[nodiscard]] inline std::vector<client::GroupName> namesOf(const std::vector<client::GroupListing>& groups) {
    std::vector<client::GroupName> out;
    for (const auto& group : groups)
        out.push_back({group.id, group.type});
    return out;
}

} // namespace session
