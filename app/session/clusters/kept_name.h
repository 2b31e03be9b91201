#pragma once

#include <string>

#include "session/profile.h"

namespace session {

/// Under which name the history of a cluster is kept on disk: what the local broker holds is known before it
/// answers, and in memory it goes on though each start makes a cluster; elsewhere another cluster may answer
/// at the address of a profile.
inline std::string keptName(const ConnectionProfile& profile, const QString& clusterId) {
    const std::string id = profile.id.toString(QUuid::WithoutBraces).toStdString();
    const QString& within = profile.localBroker ? profile.holding : clusterId;
    return within.isEmpty() ? id : id + "/" + within.toStdString();
}

} // namespace session
