#include "session/clusters/poller.h"

#include <algorithm>
#include <array>

namespace session {

namespace {

using std::chrono::milliseconds;
using Time = std::chrono::steady_clock;

constexpr milliseconds leastPause{250}; // the screen takes four snapshots a second, no more
constexpr std::array backOffMs{1'000, 2'000, 4'000, 8'000, 15'000, 30'000};
constexpr std::size_t configsPerRound = 200;     // 10 000 topics are known after a minute of rounds
constexpr std::uint64_t sizesEvery = 5;          // rounds between two looks at the log directories
constexpr std::uint64_t sizesEveryElsewhere = 3; // of slower rounds

} // namespace

Poller::Poller(Options options)
    : m_options(std::move(options))
    , m_reader(*m_options.clock, m_options.counters)
    , m_builder(m_options.exactCounts)
    , m_intervalMs(m_options.intervalMs)
    , m_thread([this](const std::stop_token& stop) { run(stop); }) {}

Poller::~Poller() {
    stop();
}

void Poller::stop() {
    m_thread.request_stop();
    if (const auto open = cluster())
        open->close();
}

void Poller::setInterval(int intervalMs) {
    {
        const std::lock_guard lock(m_mutex);
        m_intervalMs = intervalMs;
        m_intervalChanged = true;
    }
    m_wake.notify_all();
}

void Poller::pollNow() {
    {
        const std::lock_guard lock(m_mutex);
        m_pollNow = true;
    }
    m_wake.notify_all();
}

void Poller::setVisibleTopics(std::set<std::string> topics) {
    const std::lock_guard lock(m_mutex);
    m_visible = std::move(topics);
}

void Poller::forgetConfig(const std::string& topic) {
    const std::lock_guard lock(m_mutex);
    m_forget.push_back(topic);
}

std::shared_ptr<client::Cluster> Poller::cluster() const {
    const std::lock_guard lock(m_mutex);
    return m_cluster;
}

void Poller::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        if (!cluster() && !connect(stop)) {
            if (stop.stop_requested() || !waitUntil(stop, m_nextTry))
                return;
            continue;
        }
        const auto begun = Time::now();
        if (!round(stop))
            continue; // lost: connecting comes first
        if (!waitForNextRound(stop, begun))
            return;
    }
}

bool Poller::connect(const std::stop_token& stop) {
    auto connected = m_options.connect(stop);
    if (stop.stop_requested())
        return false;
    if (!connected) {
        lost(std::move(connected.error()));
        return false;
    }
    const std::lock_guard lock(m_mutex);
    m_cluster = *std::move(connected);
    return true;
}

/// Tells it, and that the next try comes after a while.
void Poller::lost(base::Error error) {
    {
        const std::lock_guard lock(m_mutex);
        m_cluster.reset(); // the next connection learns the cluster's addresses and versions anew
    }
    const qint64 now = m_options.clock->wallMs();
    QVector<ClusterEvent> events;
    if (m_state.state == ConnectionState::Connected) {
        m_state.state = ConnectionState::Lost;
        m_state.lostSinceMs = now;
        events.append({now, EventKind::ConnectionLost, {}, 0, 0});
    }
    m_state.error = std::move(error);
    const int wait =
        backOffMs[std::min<std::size_t>(static_cast<std::size_t>(m_failures), backOffMs.size() - 1)];
    m_nextTry = Time::now() + milliseconds(wait);
    m_state.nextTryMs = now + wait;
    ++m_failures;
    publish(std::move(events));
}

bool Poller::round(const std::stop_token& stop) {
    const auto begun = Time::now();
    const auto open = cluster();
    auto answered = m_reader.read(*open, plan());
    if (!answered) {
        if (!stop.stop_requested())
            lost(std::move(answered.error()));
        return false;
    }
    auto snapshot = m_builder.build(*answered);
    ++m_round;
    const auto took = std::chrono::duration_cast<milliseconds>(Time::now() - begun).count();
    {
        const std::lock_guard lock(m_mutex);
        // A cluster that needs more than half of the time is not asked twice as often as it can answer.
        m_stretchedMs =
            m_intervalMs > 0 && took > m_intervalMs / 2 ? std::max<std::int64_t>(m_intervalMs, took * 2) : 0;
        snapshot->intervalMs = m_stretchedMs > 0 ? m_stretchedMs : m_intervalMs;
    }
    snapshot->roundMs = took;
    QVector<ClusterEvent> events;
    if (m_state.state != ConnectionState::Connected)
        events.append(
            {snapshot->takenAtMs, m_wasConnected ? EventKind::Reconnected : EventKind::Connected, {}, 0, 0});
    events += m_events.next(snapshot);
    m_state.state = ConnectionState::Connected;
    m_state.error.reset();
    m_state.nextTryMs = m_state.lostSinceMs = 0;
    m_state.snapshot = std::move(snapshot);
    m_wasConnected = true;
    m_failures = 0;
    publish(std::move(events));
    return true;
}

RoundPlan Poller::plan() {
    RoundPlan plan;
    const std::int64_t now = m_options.clock->wallMs();
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& topic : m_forget)
            m_builder.forgetConfig(topic);
        m_forget.clear();
        m_pollNow = false;
        plan.visibleTopics = m_visible;
        // Held and asked by hand: there is no beat that a round could be late for.
        plan.intervalMs = m_intervalMs > 0 ? std::max<std::int64_t>(m_intervalMs, m_stretchedMs) : 1'000;
    }
    plan.configTopics = m_builder.configsToAsk(plan.visibleTopics, configsPerRound, now);
    const auto every = m_options.counters ? sizesEvery : sizesEveryElsewhere;
    if (m_round % every == 0)
        plan.sizesEveryMs = plan.intervalMs * static_cast<std::int64_t>(every);
    return plan;
}

void Poller::publish(QVector<ClusterEvent> events) {
    PollerNews news = m_state;
    news.events = std::move(events);
    m_options.news->post(std::move(news));
}

bool Poller::waitUntil(const std::stop_token& stop, Time::time_point time) {
    std::unique_lock lock(m_mutex);
    m_wake.wait_until(lock, stop, time, [this] { return m_pollNow; });
    m_pollNow = false;
    return !stop.stop_requested();
}

bool Poller::waitForNextRound(const std::stop_token& stop, Time::time_point begun) {
    std::unique_lock lock(m_mutex);
    m_wake.wait_until(lock, stop, begun + leastPause, [] { return false; });
    do {
        m_intervalChanged = false;
        const auto changed = [this] { return m_pollNow || m_intervalChanged; };
        if (m_intervalMs <= 0)
            m_wake.wait(lock, stop, changed);
        else
            m_wake.wait_until(lock, stop,
                              begun + milliseconds(std::max<std::int64_t>(m_intervalMs, m_stretchedMs)),
                              changed);
    } while (m_intervalChanged && !m_pollNow && !stop.stop_requested());
    return !stop.stop_requested();
}

} // namespace session
