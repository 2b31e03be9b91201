#pragma once

#include <vector>

#include "session/cluster_session.h"

namespace session {

/// The remembered clusters and those of them that are open. Lives on the UI thread; Workspace owns it.
class Clusters : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual const std::vector<ConnectionProfile>& profiles() const = 0;
    virtual void saveProfile(const ConnectionProfile& profile) = 0; ///< adds or replaces by id
    virtual void removeProfile(const QUuid& id) = 0;
    /// Tries a bootstrap address without keeping a session.
    virtual Job<ClusterSummary>* testConnection(const QString& bootstrap, QObject* owner) = 0;

    /// Opens (or returns) the session of a profile and makes it the current one.
    virtual ClusterSession* open(const QUuid& profileId) = 0;
    virtual void close(const QUuid& profileId) = 0;
    [[nodiscard]] virtual ClusterSession* find(const QUuid& profileId) const = 0; ///< null: not open
    [[nodiscard]] virtual ClusterSession* current() const = 0;                    ///< null: nothing connected
    [[nodiscard]] virtual ClusterSession* local() const = 0; ///< the local broker's; null: not open
    /// Other connections that lead to the same cluster, by its id.
    [[nodiscard]] std::vector<ConnectionProfile> twinsOf(const QUuid& profileId) const;
    /// Other connections that are production and lead to the same cluster, or did so before their address was
    /// changed. Where there is one this one is production too: a session's profile says so, the remembered
    /// one keeps what was chosen.
    [[nodiscard]] std::vector<ConnectionProfile> guardsOf(const QUuid& profileId) const;

signals:
    void profilesChanged();
    void opened(session::ClusterSession* session);
    void closed(const QUuid& profileId); ///< the session dies when this returns
    void currentChanged();
    /// Which cluster answers at a connection was learned.
    void learned(const QUuid& profileId);
};

} // namespace session
