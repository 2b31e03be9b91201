#pragma once

#include <chrono>
#include <memory>

#include <QTimer>

#include "base/clock.h"
#include "session/clusters/session_core.h"
#include "session/ports/connection.h"

namespace session {

/// The connection that a session's poller keeps. Lives on the UI thread; `core` outlives its last call.
class LiveConnection final : public Connection {
    Q_OBJECT
public:
    LiveConnection(const ConnectionProfile& profile, SessionCore& core,
                   std::shared_ptr<const base::Clock> clock);

    [[nodiscard]] static int firstIntervalMs(const ConnectionProfile& profile);
    /// True: what stateChanged tells of has changed.
    [[nodiscard]] bool take(const PollerNews& news);

    [[nodiscard]] const ConnectionProfile& profile() const override { return m_profile; }
    void setProfile(const ConnectionProfile& profile) override;
    [[nodiscard]] ConnectionState state() const override { return m_state; }
    [[nodiscard]] const std::optional<base::Error>& error() const override { return m_error; }
    [[nodiscard]] qint64 lostSinceMs() const override { return m_lostSinceMs; }
    [[nodiscard]] qint64 nextTryMs() const override { return m_nextTryMs; }
    void retryNow() override;
    void close() override;
    [[nodiscard]] int intervalMs() const override { return m_intervalMs; }
    void setIntervalMs(int interval) override;
    [[nodiscard]] bool isLocked() const override { return m_locked || locksInMs() == 0; }
    void setLocked(bool locked) override;
    [[nodiscard]] std::optional<qint64> locksInMs() const override;

private:
    SessionCore& m_core;
    const std::shared_ptr<const base::Clock> m_clock;
    ConnectionProfile m_profile;
    ConnectionState m_state = ConnectionState::Connecting;
    std::optional<base::Error> m_error;
    qint64 m_lostSinceMs = 0, m_nextTryMs = 0;
    int m_intervalMs;
    bool m_locked;
    // Of the unlocking. The steady clock stands still while the machine sleeps, and the other may be set
    // back.
    std::chrono::steady_clock::time_point m_unlockedAt;
    qint64 m_unlockedAtMs = 0;
    QTimer m_relock; ///< runs while it is unlocked and has to lock itself
};

} // namespace session
