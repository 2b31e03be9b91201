#pragma once

#include <string>

#include "session/profile.h"

namespace session {

/// Under which name the history of a cluster is kept on disk. The local broker is the same one whatever it
/// holds; elsewhere another cluster may answer at the address of a profile.
inline std::string keptName(const ConnectionProfile& profile, const QString& clusterId) {
    const std::string id = profile.id.toString(QUuid::WithoutBraces).toStdString();
    return profile.localBroker || clusterId.isEmpty() ? id : id + "/" + clusterId.toStdString();
}

} // namespace session
