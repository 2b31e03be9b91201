#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

#include "base/mailbox.h"
#include "client/cluster.h"
#include "session/clusters/cluster_reader.h"
#include "session/clusters/event_finder.h"
#include "session/clusters/snapshot_builder.h"
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

/// Connects to one cluster, asks it round after round on a thread of its own, and connects again when it is
/// lost. News goes out through the mailbox, at most four times a second. Its functions may be called on any
/// thread and do not wait for the network, but for the destructor, which waits for the thread.
class Poller {
public:
    struct Options {
        ClusterFactory connect;
        CounterSource counters; ///< empty on a cluster that is not our own
        bool exactCounts = false;
        int intervalMs = 5000;
        std::shared_ptr<const base::Clock> clock;
        std::shared_ptr<base::Mailbox<PollerNews>> news;
    };

    explicit Poller(Options options);
    ~Poller();
    Poller(const Poller&) = delete;
    Poller& operator=(const Poller&) = delete;

    void stop(); ///< asks the thread to end and every request under way to fail with CANCELLED
    void setInterval(int intervalMs); ///< 0: no rounds until changed
    void pollNow();                   ///< a round, or a try to connect, as soon as the one under way is over
    void setVisibleTopics(std::set<std::string> topics);
    void forgetConfig(const std::string& topic); ///< it was edited: ask again

    /// For requests; null while there is no connection.
    [[nodiscard]] std::shared_ptr<client::Cluster> cluster() const;
    [[nodiscard]] const RoundMeter& meter() const { return m_builder.meter(); }

private:
    void run(const std::stop_token& stop);
    [[nodiscard]] bool connect(const std::stop_token& stop);
    [[nodiscard]] bool round(const std::stop_token& stop);
    [[nodiscard]] RoundPlan plan();
    void lost(base::Error error);
    void publish(QVector<ClusterEvent> events);
    /// Until the time, or sooner when somebody asks for a round; false: the end.
    [[nodiscard]] bool waitUntil(const std::stop_token& stop, std::chrono::steady_clock::time_point time);
    [[nodiscard]] bool waitForNextRound(const std::stop_token& stop,
                                        std::chrono::steady_clock::time_point begun);

    Options m_options;
    ClusterReader m_reader;
    SnapshotBuilder m_builder;
    EventFinder m_events;
    PollerNews m_state;                              // what was last told
    std::chrono::steady_clock::time_point m_nextTry; // of connecting, after a failure
    int m_failures = 0;                              // tries to connect since it was last well
    bool m_wasConnected = false;
    std::uint64_t m_round = 0;
    std::int64_t m_stretchedMs = 0; // what slow rounds made of the interval; 0: as wanted

    mutable std::mutex m_mutex; // guards what follows
    std::condition_variable_any m_wake;
    int m_intervalMs;
    bool m_pollNow = false;
    bool m_intervalChanged = false;
    std::set<std::string> m_visible;
    std::vector<std::string> m_forget;
    std::shared_ptr<client::Cluster> m_cluster;

    std::jthread m_thread; // started last, when everything it reads is there
};

} // namespace session
