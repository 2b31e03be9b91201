#include "session/clusters/live_connection.h"

#include <algorithm>
#include <utility>

namespace session {

namespace {
constexpr int localIntervalMs = 1000, foreignIntervalMs = 5000;
constexpr qint64 relockMs = 10 * 60 * 1000;
} // namespace

LiveConnection::LiveConnection(const ConnectionProfile& profile, SessionCore& core,
                               std::shared_ptr<const base::Clock> clock)
    : m_core(core)
    , m_clock(std::move(clock))
    , m_profile(profile)
    , m_intervalMs(firstIntervalMs(profile))
    , m_locked(profile.isProduction()) {
    m_relock.setInterval(1000);
    connect(&m_relock, &QTimer::timeout, this, [this] {
        if (isLocked())
            setLocked(true);
    });
}

int LiveConnection::firstIntervalMs(const ConnectionProfile& profile) {
    return profile.localBroker ? localIntervalMs : foreignIntervalMs;
}

bool LiveConnection::take(const PollerNews& news) {
    const bool changed = m_state != news.state || m_error.has_value() != news.error.has_value() ||
                         m_nextTryMs != news.nextTryMs;
    m_state = news.state;
    m_error = news.error;
    m_nextTryMs = news.nextTryMs;
    m_lostSinceMs = news.lostSinceMs;
    return changed;
}

void LiveConnection::setProfile(const ConnectionProfile& profile) {
    const bool becomesProduction = profile.isProduction() && !m_profile.isProduction();
    m_profile.name = profile.name;
    m_profile.colour = profile.colour;
    m_profile.environment = profile.environment;
    emit profileChanged();
    if (becomesProduction || !profile.isProduction())
        setLocked(becomesProduction);
}

void LiveConnection::retryNow() {
    m_core.poller.pollNow();
}

void LiveConnection::close() {
    if (std::exchange(m_state, ConnectionState::Closed) == ConnectionState::Closed)
        return;
    m_core.stop();
    emit stateChanged();
}

void LiveConnection::setIntervalMs(int interval) {
    if (std::exchange(m_intervalMs, interval) == interval)
        return;
    m_core.poller.setInterval(interval);
    emit intervalChanged();
}

void LiveConnection::setLocked(bool locked) {
    if (!locked && m_profile.isProduction()) {
        m_unlockedAt = m_clock->now();
        m_unlockedAtMs = m_clock->wallMs();
        m_relock.start();
    } else {
        m_relock.stop();
    }
    if (std::exchange(m_locked, locked) != locked)
        emit lockChanged();
}

std::optional<qint64> LiveConnection::locksInMs() const {
    if (!m_relock.isActive())
        return std::nullopt;
    const qint64 awake =
        std::chrono::duration_cast<std::chrono::milliseconds>(m_clock->now() - m_unlockedAt).count();
    return std::max<qint64>(0, relockMs - std::max(awake, m_clock->wallMs() - m_unlockedAtMs));
}

} // namespace session
