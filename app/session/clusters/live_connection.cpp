#include "session/clusters/live_connection.h"

#include <utility>

namespace session {

namespace {
constexpr int localIntervalMs = 1000, foreignIntervalMs = 5000;
constexpr int relockMs = 10 * 60 * 1000;
} // namespace

LiveConnection::LiveConnection(const ConnectionProfile& profile, SessionCore& core)
    : m_core(core)
    , m_profile(profile)
    , m_intervalMs(firstIntervalMs(profile))
    , m_locked(profile.environment == Environment::Production) {
    m_relock.setSingleShot(true);
    m_relock.setInterval(relockMs);
    connect(&m_relock, &QTimer::timeout, this, [this] { setLocked(true); });
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
    const bool becomesProduction =
        profile.environment == Environment::Production && m_profile.environment != Environment::Production;
    m_profile.name = profile.name;
    m_profile.colour = profile.colour;
    m_profile.environment = profile.environment;
    emit profileChanged();
    if (becomesProduction || profile.environment != Environment::Production)
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
    if (!locked && m_profile.environment == Environment::Production)
        m_relock.start();
    else
        m_relock.stop();
    if (std::exchange(m_locked, locked) != locked)
        emit lockChanged();
}

std::optional<qint64> LiveConnection::locksInMs() const {
    return m_relock.isActive() ? std::optional<qint64>(m_relock.remainingTime()) : std::nullopt;
}

} // namespace session
