#pragma once

#include <memory>

#include "session/snapshots.h"

namespace series {
class History;
}

namespace session {

/// What a session knows before its first round.
struct SessionPast {
    std::shared_ptr<series::History> kept; ///< null: nothing is kept on disk
    std::shared_ptr<const series::View>
        seen;                     ///< when the cluster was open before in this program; may be null
    QVector<ClusterEvent> events; ///< of then, newest first
};

} // namespace session
