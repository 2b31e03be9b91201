#pragma once

#include <atomic>
#include <memory>

#include <QString>

#include "session/snapshots.h"

namespace series {
class History;
}

namespace session {

/// What a session knows before its first round.
struct SessionPast {
    std::shared_ptr<series::History> kept; ///< null: nothing is kept on disk
    /// Set when what is kept is forgotten, so that a session which ends does not write it anew.
    std::shared_ptr<std::atomic<bool>> forgotten = std::make_shared<std::atomic<bool>>(false);
    std::shared_ptr<const series::View>
        seen;                     ///< when the cluster was open before in this program; may be null
    QVector<ClusterEvent> events; ///< of then, newest first
    QString
        ofCluster; ///< the id of whom both are of: they are dropped when another answers; empty: anybody's
};

/// Whether two answers are of two clusters; of ids that are not told nobody knows.
inline bool isAnother(const QString& before, const QString& now) {
    return !before.isEmpty() && !now.isEmpty() && before != now;
}

/// Whether what is known of before is of another cluster than the one that answers now.
inline bool isAnother(const SessionPast& past, const QString& clusterId) {
    return isAnother(past.ofCluster, clusterId);
}

} // namespace session
