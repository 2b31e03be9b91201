#include "session/ports/clusters.h"

#include <algorithm>
#include <iterator>

namespace session {

namespace {

template <class Wanted>
std::vector<ConnectionProfile> othersThan(const QUuid& profileId, const std::vector<ConnectionProfile>& all,
                                          Wanted wanted) {
    std::vector<ConnectionProfile> out;
    const auto own = std::ranges::find(all, profileId, &ConnectionProfile::id);
    if (own == all.end() || own->clusterId.isEmpty())
        return out;
    std::ranges::copy_if(all, std::back_inserter(out), [&](const ConnectionProfile& other) {
        return other.id != profileId && wanted(other, own->clusterId);
    });
    return out;
}

} // namespace

std::vector<ConnectionProfile> Clusters::twinsOf(const QUuid& profileId) const {
    return othersThan(profileId, profiles(), [](const ConnectionProfile& other, const QString& cluster) {
        return other.clusterId == cluster;
    });
}

std::vector<ConnectionProfile> Clusters::guardsOf(const QUuid& profileId) const {
    return othersThan(profileId, profiles(), [](const ConnectionProfile& other, const QString& cluster) {
        return other.isProduction() && (other.clusterId == cluster || other.guards == cluster);
    });
}

} // namespace session
