#include "session/ports/clusters.h"

#include <algorithm>

namespace session {

std::vector<ConnectionProfile> Clusters::twinsOf(const QUuid& profileId) const {
    const auto& all = profiles();
    std::vector<ConnectionProfile> out;
    const auto own = std::ranges::find(all, profileId, &ConnectionProfile::id);
    if (own == all.end() || own->clusterId.isEmpty())
        return out;
    std::ranges::copy_if(all, std::back_inserter(out), [&](const ConnectionProfile& other) {
        return other.id != profileId && other.clusterId == own->clusterId;
    });
    return out;
}

} // namespace session
