#pragma once

#include <QTimer>

#include "session/clusters/session_core.h"
#include "session/ports/connection.h"

namespace session {

/// The connection that a session's poller keeps. Lives on the UI thread; `core` outlives its last call.
class LiveConnection final : public Connection {
    Q_OBJECT
public:
    LiveConnection(const ConnectionProfile& profile, SessionCore& core);

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
    [[nodiscard]] bool isLocked() const override { return m_locked; }
    void setLocked(bool locked) override;
    [[nodiscard]] std::optional<qint64> locksInMs() const override;

private:
    SessionCore& m_core;
    ConnectionProfile m_profile;
    ConnectionState m_state = ConnectionState::Connecting;
    std::optional<base::Error> m_error;
    qint64 m_lostSinceMs = 0, m_nextTryMs = 0;
    int m_intervalMs;
    bool m_locked;
    QTimer m_relock;
};

} // namespace session
