#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>

#include "base/mailbox.h"
#include "client/cluster.h"
#include "session/clusters/cluster_reader.h"
#include "session/clusters/event_finder.h"
#include "session/clusters/session_past.h"
#include "session/clusters/snapshot_builder.h"
#include "session/clusters/timetable.h"
#include "session/profile.h"
#include "session/snapshots.h"
#include "session/states.h"

namespace session {

/// What the poller tells the screen's side: always the whole state, with the events since the last news.
struct PollerNews {
    ConnectionState state = ConnectionState::Connecting;
    std::optional<base::Error> error;
    qint64 nextTryMs = 0;
    qint64 lostSinceMs = 0;
    SnapshotPtr snapshot;
    QVector<ClusterEvent> events;
};

using ClusterFactory = std::function<base::Result<std::shared_ptr<client::Cluster>>(std::stop_token)>;

/// Connects to one cluster, asks it round after round, and connects again when it is lost: a step at a time
/// on the workers that all pollers share. A cluster in the background is only asked whether it is there, and
/// every tenth time for all; one that is held only whether it is there. News goes out through the mailbox, at
/// most four times a second. Its functions may be called on any thread and do not wait for the network, but
/// for the destructor, which waits for the step under way.
class Poller {
public:
    struct Options {
        ClusterFactory connect;
        CounterSource counters; ///< empty on a cluster that is not our own
        bool exactCounts = false;
        int intervalMs = 5000;
        std::shared_ptr<const base::Clock> clock;
        std::shared_ptr<base::Mailbox<PollerNews>> news;
        Timetable* rounds = nullptr; ///< outlives the poller
        bool inFront = true;
        // In the background. A minute is the coarsest step that history is kept in for long.
        int backgroundRoundMs = 60'000, pulseMs = 5'000;
        ConnectionProfile profile; ///< names the cluster's history on disk
        SessionPast past;
    };

    explicit Poller(Options options);
    ~Poller();
    Poller(const Poller&) = delete;
    Poller& operator=(const Poller&) = delete;

    void stop(); ///< no step begins any more, and every request under way to fail with CANCELLED
    void setInterval(int intervalMs); ///< 0: held, no rounds until changed
    void pollNow();                   ///< a round, or a try to connect, as soon as the one under way is over
    void setVisibleTopics(std::set<std::string> topics);
    void setInFront(bool inFront); ///< whether somebody looks at the cluster: then it is asked at once
    void forgetConfig(const std::string& topic); ///< it was edited: ask again
    void
    readConfigNow(const std::string& topic); ///< it has changed: a round, as of pollNow, that asks for it

    /// For requests; null while there is no connection.
    [[nodiscard]] std::shared_ptr<client::Cluster> cluster() const;

private:
    /// What the timetable knows of a poller, which may be gone by then.
    struct Turn {
        std::mutex mutex; // guards all that is not the step's own
        std::condition_variable over;
        Poller* self = nullptr;
        std::uint64_t number = 0; ///< of the turn that counts: those before it were put off
        bool underWay = false;
    };

    void step(const std::stop_token& stop);
    void planNextTurn(); ///< with the turn's mutex held
    [[nodiscard]] std::optional<std::chrono::steady_clock::time_point> nextTurn() const;
    /// Between two rounds; with the turn's mutex held.
    [[nodiscard]] std::int64_t intervalMs(bool inFront) const;
    [[nodiscard]] bool connect(const std::stop_token& stop);
    [[nodiscard]] bool round(const std::stop_token& stop);
    [[nodiscard]] bool pulse(const std::stop_token& stop);
    [[nodiscard]] RoundPlan plan();
    void settleCluster(const std::string& clusterId);
    void recallPast(const QString& id);
    void tellRound(std::shared_ptr<ClusterSnapshot> snapshot);
    void lost(base::Error error);
    void publish(QVector<ClusterEvent> events);
    void keep(bool last);

    // For the step under way.
    Options m_options;
    ClusterReader m_reader;
    std::optional<SnapshotBuilder> m_builder; // never none
    EventFinder m_events;
    PollerNews m_state; // what was last told
    bool m_wasConnected = false;
    std::uint64_t m_round = 0;
    bool m_askSizes = false;       // out of turn
    std::int64_t m_sizesAgeMs = 0; // how old log sizes are when no round since they were asked for was late
    std::int64_t m_lastIntervalMs = 0; // that the last round was asked for at
    std::stop_source m_stop;

    const std::shared_ptr<Turn> m_turn = std::make_shared<Turn>();
    // Guarded by the turn's mutex.
    std::chrono::steady_clock::time_point m_begun;   // the last round
    std::chrono::steady_clock::time_point m_nextTry; // of connecting, after a failure
    std::chrono::steady_clock::time_point m_heard;   // the last answer of the cluster
    std::int64_t m_stretchedMs = 0;                  // what slow rounds made of the interval; 0: as wanted
    std::size_t m_failures = 0; // tries to connect since it was last well, or came to the front
    int m_intervalMs;
    bool m_inFront;
    bool m_wasBehind = false; ///< in the background at any time since the last round
    bool m_pollNow = false;
    std::set<std::string> m_visible;
    std::vector<std::string> m_forget, m_askAgain;
    std::shared_ptr<client::Cluster> m_cluster;
};

} // namespace session
