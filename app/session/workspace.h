#pragma once

#include <memory>
#include <vector>

#include <QObject>
#include <QVariant>

#include "session/broker_control.h"
#include "session/cluster_session.h"
#include "session/profile.h"

namespace session {

enum class LocalBrokerState { Stopped, Starting, Running, Stopping, Failed };

struct AdderProgress {
    enum class Phase { Idle, Starting, Creating, Running, Checked, Failed, Cancelled } phase = Phase::Idle;
    qint64 sent = 0, summed = 0, total = 10000;
    qint64 wrongRecords = 0; ///< read, but not as they were sent
    std::optional<base::Error> error;
};

/// What a connection that was only tried told.
struct ClusterSummary {
    int brokers = 0;
    QString software; ///< "Kafka 4.1 or newer": what its API versions tell
};

/// Who is attached to the local broker besides this console.
struct ForeignClients {
    /// Told apart by client id, software and host: at least as many as there are. Two programs that share all
    /// of these are one here, since one client keeps several connections.
    int atLeast = 0;
    int connections = 0;
};

/// Everything the window works on: remembered clusters, open sessions, the local broker, settings. One per
/// program; lives on the UI thread; made in main.
class Workspace : public QObject {
    Q_OBJECT
public:
    /// `settingsFile` empty: the platform's own place. `broker` may be null (then there is no local broker).
    /// `clock` times what the sessions measure.
    Workspace(std::unique_ptr<BrokerControl> broker, const QString& settingsFile, QObject* parent = nullptr,
              std::shared_ptr<const base::Clock> clock = std::make_shared<base::SystemClock>());
    ~Workspace() override;

    [[nodiscard]] const std::vector<ConnectionProfile>& profiles() const;
    void saveProfile(const ConnectionProfile& profile); ///< adds or replaces by id
    void removeProfile(const QUuid& id);
    /// Tries a bootstrap address without keeping a session.
    Job<ClusterSummary>* testConnection(const QString& bootstrap, QObject* owner);

    /// Opens (or returns) the session of a profile and makes it the current one.
    ClusterSession* open(const QUuid& profileId);
    void closeSession(const QUuid& profileId);
    [[nodiscard]] ClusterSession* sessionOf(const QUuid& profileId) const; ///< null: not open
    [[nodiscard]] ClusterSession* current() const;                         ///< null: nothing connected
    [[nodiscard]] ClusterSession* localSession() const; ///< the local broker's; null: not open

    // Local broker
    [[nodiscard]] LocalBrokerState localBrokerState() const;
    [[nodiscard]] const StartedBroker& startedBroker() const;
    [[nodiscard]] const std::optional<base::Error>& localBrokerError() const;
    [[nodiscard]] LocalBrokerOptions localBrokerOptions() const; ///< remembered; default kept
    void setLocalBrokerOptions(const LocalBrokerOptions& options);
    [[nodiscard]] QString keptDataFolder() const;             ///< where kept data would be
    [[nodiscard]] bool keptBrokerRemembered() const;          ///< a kept broker ran before: offer it again
    void startLocalBroker(const LocalBrokerOptions& options); ///< on success opens its session
    void startLocalBrokerInMemory();                          ///< this once: what is remembered stays
    void stopLocalBroker();
    /// Removes the kept data, after the broker that runs on it has stopped. A broker in memory has none: then
    /// nothing happens.
    void wipeLocalBroker();
    [[nodiscard]] BrokerCounters localBrokerCounters() const;
    [[nodiscard]] std::vector<BrokerConnection> localBrokerConnections() const;
    [[nodiscard]] ForeignClients foreignClients() const;
    /// The broker's last 10 000 lines, oldest first.
    [[nodiscard]] const std::vector<BrokerLogLine>& localBrokerLog() const;

    /// Starts a local broker if none runs, makes `adder` and sums. The caller asked first if the topic
    /// exists.
    void playAdder();
    void cancelAdder();
    [[nodiscard]] const AdderProgress& adder() const;

    /// A remembered value of the window (geometry, columns, theme …), stored at once, off the UI thread.
    [[nodiscard]] QVariant setting(const QString& key, const QVariant& fallback = {}) const;
    void setSetting(const QString& key, const QVariant& value);

signals:
    void profilesChanged();
    void sessionOpened(session::ClusterSession* opened);
    void sessionClosed(const QUuid& profileId);
    void currentChanged();
    void localBrokerChanged();            ///< state or error
    void localBrokerSampled();            ///< counters and connections, once a second while it runs
    void localBrokerLogged(int newLines); ///< appended at the end; the oldest fell out beyond 10 000
    void adderChanged();

private:
    void openLocalSession();
    void playAdderOnceRunning();
    void rememberInterval(ClusterSession& opened); ///< gives it the one of last time

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace session
