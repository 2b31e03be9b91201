#pragma once

#include <QPointer>

#include "session/cluster_session.h"
#include "session/clusters/session_past.h"

namespace widgets {

/// Which cluster answered when something was last seen: at one address another may answer later, and what is
/// not there then was not deleted. UI thread.
class SeenOn {
public:
    void see(const session::ClusterSession* cluster) {
        m_cluster = cluster;
        m_id = cluster ? cluster->data().snapshot()->clusterId : QString();
    }
    /// Whether it was ever seen, over a connection that is open still.
    explicit operator bool() const { return m_cluster; }
    /// Whether another one answers there now.
    [[nodiscard]] bool isElsewhere() const {
        return m_cluster && session::isAnother(m_id, m_cluster->data().snapshot()->clusterId);
    }

private:
    QPointer<const session::ClusterSession> m_cluster;
    QString m_id; ///< empty: not told
};

} // namespace widgets
