#pragma once

#include <functional>
#include <map>
#include <memory>

#include "base/clock.h"
#include "session/clusters/profile_store.h"
#include "session/clusters/workers.h"
#include "session/local/live_local_broker.h"
#include "session/ports/clusters.h"
#include "session/session_maker.h"

namespace session {

/// The remembered clusters and their sessions. Lives on the UI thread; `settings` and `broker` outlive it.
class LiveClusters final : public Clusters {
    Q_OBJECT
public:
    LiveClusters(SettingsStore& settings, LiveLocalBroker& broker, std::shared_ptr<const base::Clock> clock,
                 std::shared_ptr<Workers> workers, SessionMaker make,
                 std::shared_ptr<series::History> history);

    [[nodiscard]] const std::vector<ConnectionProfile>& profiles() const override;
    void saveProfile(const ConnectionProfile& profile) override;
    void removeProfile(const QUuid& id) override;
    Job<ClusterSummary>* testConnection(const QString& bootstrap, QObject* owner) override;
    ClusterSession* open(const QUuid& profileId) override;
    void close(const QUuid& profileId) override;
    [[nodiscard]] ClusterSession* find(const QUuid& profileId) const override;
    [[nodiscard]] ClusterSession* current() const override;
    [[nodiscard]] ClusterSession* local() const override;

private:
    void openLocal();
    void forgetHistory(const QUuid& id);
    void forgetHeld(const QString& folder);
    void keepPast(const ClusterSession& ending);
    void leaveUnwritten(const QUuid& id); ///< what its session knows is not written when it ends
    void learn(const ClusterSession& session);
    [[nodiscard]] ConnectionProfile guarded(ConnectionProfile profile) const;
    void settleGuards();
    void settleFront();                        ///< tells every session whether it is the current one
    void rememberInterval(Connection& opened); ///< gives it the one of last time

    SettingsStore& m_settings;
    LiveLocalBroker& m_broker;
    const std::shared_ptr<const base::Clock> m_clock;
    const std::shared_ptr<Workers> m_workers;
    const SessionMaker m_make;
    const std::shared_ptr<series::History> m_history; // may be null
    ProfileStore m_profiles;
    std::map<QUuid, std::unique_ptr<ClusterSession>> m_sessions;
    QUuid m_current;
    std::map<QUuid, std::shared_ptr<std::atomic<bool>>> m_forgotten; // of each session's past
    struct Past {
        QString holding; ///< of the local broker
        SessionPast known;
    };
    std::map<QUuid, Past> m_pasts; // of profiles that were open, until they answer again
};

} // namespace session
