#include "session/clusters/poller.h"

#include <algorithm>
#include <array>
#include <utility>

#include "series/history.h"
#include "session/clusters/kept_name.h"

namespace session {

namespace {

using std::chrono::milliseconds;
using Time = std::chrono::steady_clock;

constexpr milliseconds leastPause{250}; // the screen takes four snapshots a second, no more
constexpr std::array backOffMs{1'000, 2'000, 4'000, 8'000, 15'000, 30'000};
constexpr int longestInFrontMs = 10'000;
constexpr std::size_t configsPerRound = 200;     // 10 000 topics are known after a minute of rounds
constexpr int sizesEachRound = 2'000;            // partitions: bytes and records are then of the same beats
constexpr std::uint64_t sizesEvery = 5;          // rounds between two looks at the log directories
constexpr std::uint64_t sizesEveryElsewhere = 3; // of slower rounds
constexpr std::int64_t backgroundSlower = 12;    // where the interval is long

} // namespace

Poller::Poller(Options options)
    : m_options(std::move(options))
    , m_reader(*m_options.clock, m_options.counters)
    , m_builder(std::in_place, m_options.exactCounts, std::exchange(m_options.past.seen, nullptr))
    , m_intervalMs(m_options.intervalMs)
    , m_inFront(m_options.inFront) {
    const std::lock_guard lock(m_turn->mutex);
    m_turn->self = this;
    planNextTurn();
}

Poller::~Poller() {
    stop();
    std::unique_lock lock(m_turn->mutex);
    m_turn->self = nullptr;
    m_turn->over.wait(lock, [this] { return !m_turn->underWay; });
    keep(true);
}

/// Queues only: the history writes on a thread of its own.
void Poller::keep(bool last) {
    const auto& newest = m_state.snapshot;
    if (m_options.past.kept && !*m_options.past.forgotten && newest && newest->history)
        m_options.past.kept->keep(keptName(m_options.profile, newest->clusterId), newest->history, last);
}

void Poller::stop() {
    m_stop.request_stop();
    if (const auto open = cluster())
        open->close();
}

void Poller::setInterval(int intervalMs) {
    const std::lock_guard lock(m_turn->mutex);
    m_intervalMs = intervalMs;
    planNextTurn();
}

void Poller::pollNow() {
    const std::lock_guard lock(m_turn->mutex);
    m_pollNow = true;
    planNextTurn();
}

void Poller::setInFront(bool inFront) {
    const std::lock_guard lock(m_turn->mutex);
    if (std::exchange(m_inFront, inFront) == inFront)
        return;
    m_pollNow = m_pollNow || inFront;
    m_wasBehind = true;
    if (inFront)
        m_failures = 0; // somebody waits now: not as long as nobody did
    planNextTurn();
}

void Poller::setVisibleTopics(std::set<std::string> topics) {
    const std::lock_guard lock(m_turn->mutex);
    m_visible = std::move(topics);
}

void Poller::forgetConfig(const std::string& topic) {
    const std::lock_guard lock(m_turn->mutex);
    m_forget.push_back(topic);
}

void Poller::readConfigNow(const std::string& topic) {
    const std::lock_guard lock(m_turn->mutex);
    m_askAgain.push_back(topic);
    m_pollNow = true;
    planNextTurn();
}

std::shared_ptr<client::Cluster> Poller::cluster() const {
    const std::lock_guard lock(m_turn->mutex);
    return m_cluster;
}

std::int64_t Poller::intervalMs(bool inFront) const {
    const std::int64_t wanted = std::max<std::int64_t>(m_intervalMs, m_stretchedMs);
    return inFront ? wanted : std::max<std::int64_t>(wanted * backgroundSlower, m_options.backgroundRoundMs);
}

std::optional<Time::time_point> Poller::nextTurn() const {
    if (!m_cluster)
        return m_pollNow ? Time::now() : m_nextTry;
    const auto soonest = m_begun + leastPause;
    if (m_pollNow)
        return soonest;
    if (m_intervalMs <= 0) // held: what is shown stands still, and so long as the cluster is there
        return std::max(soonest, m_heard + milliseconds(m_options.pulseMs));
    const auto round = std::max(soonest, m_begun + milliseconds(intervalMs(m_inFront)));
    return m_inFront ? round
                     : std::min(round, m_heard + milliseconds(std::max(m_intervalMs, m_options.pulseMs)));
}

void Poller::planNextTurn() {
    if (m_turn->underWay)
        return; // its end comes here
    const std::uint64_t number = ++m_turn->number;
    const auto when = nextTurn();
    if (!when || m_stop.stop_requested())
        return;
    m_options.rounds->at(*when, [turn = m_turn, number] {
        std::unique_lock lock(turn->mutex);
        if (!turn->self || turn->number != number || turn->self->m_stop.stop_requested())
            return;
        turn->underWay = true;
        lock.unlock();
        turn->self->step(turn->self->m_stop.get_token());
        lock.lock();
        turn->underWay = false;
        if (turn->self)
            turn->self->planNextTurn();
        turn->over.notify_all();
    });
}

void Poller::step(const std::stop_token& stop) {
    bool all = true;
    {
        const std::lock_guard lock(m_turn->mutex);
        const bool due =
            m_intervalMs > 0 && (m_inFront || Time::now() >= m_begun + milliseconds(intervalMs(m_inFront)));
        all = due || m_pollNow || !m_cluster || !m_state.snapshot;
        m_pollNow = false;
    }
    if (!cluster() && !connect(stop))
        return;
    if (all ? round(stop) : pulse(stop))
        return;
    if (!stop.stop_requested() && connect(stop)) // it was lost
        (void)round(stop);
}

bool Poller::connect(const std::stop_token& stop) {
    auto connected = m_options.connect(stop);
    if (stop.stop_requested())
        return false;
    if (!connected) {
        lost(std::move(connected.error()));
        return false;
    }
    const std::lock_guard lock(m_turn->mutex);
    m_cluster = *std::move(connected);
    return true;
}

/// Tells it, and that the next try comes after a while.
void Poller::lost(base::Error error) {
    int wait = 0;
    {
        const std::lock_guard lock(m_turn->mutex);
        wait = backOffMs[std::min(m_failures++, backOffMs.size() - 1)];
        if (m_inFront) // somebody waits for it
            wait = std::min(wait, longestInFrontMs);
        m_cluster.reset(); // the next connection learns the cluster's addresses and versions anew
        m_nextTry = Time::now() + milliseconds(wait);
    }
    m_reader.interrupt();
    const qint64 now = m_options.clock->wallMs();
    QVector<ClusterEvent> events;
    if (m_state.state == ConnectionState::Connected) {
        m_state.state = ConnectionState::Lost;
        m_state.lostSinceMs = now;
        events.append({now, EventKind::ConnectionLost, {}, 0, 0, 1});
    }
    m_state.error = std::move(error);
    m_state.nextTryMs = now + wait;
    publish(std::move(events));
}

bool Poller::pulse(const std::stop_token& stop) {
    auto answered = cluster()->metadata(std::span<const std::string>());
    if (!answered) {
        if (!stop.stop_requested())
            lost(std::move(answered.error()));
        return false;
    }
    const bool swapped =
        isAnother(m_state.snapshot->clusterId, QString::fromStdString(answered->cluster.clusterId));
    const std::lock_guard lock(m_turn->mutex);
    m_heard = Time::now();
    m_pollNow = m_pollNow || swapped; // nothing that is shown is of this one
    return true;
}

bool Poller::round(const std::stop_token& stop) {
    const auto begun = Time::now();
    std::shared_ptr<client::Cluster> open;
    {
        const std::lock_guard lock(m_turn->mutex);
        m_begun = begun;
        open = m_cluster;
    }
    auto answered = m_reader.read(open, plan());
    if (!answered) {
        if (!stop.stop_requested())
            lost(std::move(answered.error()));
        return false;
    }
    settleCluster(answered->cluster.clusterId);
    auto snapshot = m_builder->build(*answered);
    ++m_round;
    const auto took = std::chrono::duration_cast<milliseconds>(Time::now() - begun).count();
    {
        const std::lock_guard lock(m_turn->mutex);
        m_heard = Time::now();
        m_failures = 0;
        // A cluster that needs more than half of the time is not asked twice as often as it can answer.
        m_stretchedMs =
            m_intervalMs > 0 && took > m_intervalMs / 2 ? std::max<std::int64_t>(m_intervalMs, took * 2) : 0;
        snapshot->intervalMs = m_intervalMs > 0 ? intervalMs(m_inFront) : 0;
        snapshot->stretchedMs = m_stretchedMs;
    }
    snapshot->roundMs = took;
    tellRound(std::move(snapshot));
    return true;
}

/// Before a round is built: nothing that was measured of one cluster goes on in another.
void Poller::settleCluster(const std::string& clusterId) {
    const QString id = QString::fromStdString(clusterId);
    const bool swapped = m_state.snapshot && isAnother(m_state.snapshot->clusterId, id);
    if (m_round > 0 && !swapped)
        return;
    if (swapped) {
        keep(true);
        m_round = 0;
        // Log sizes were not in the plan of this round, or are not asked for in many of a large cluster.
        m_askSizes = true;
        const std::lock_guard lock(m_turn->mutex);
        m_pollNow = true;
    }
    if (swapped || isAnother(m_options.past, id))
        m_builder.emplace(m_options.exactCounts);
    recallPast(id);
}

void Poller::recallPast(const QString& id) {
    if (m_options.past.kept)
        m_builder->recallFrom([history = m_options.past.kept,
                               name = keptName(m_options.profile, id)](const auto& keys, const auto& grid) {
            return history->read(name, keys, grid);
        });
}

void Poller::tellRound(std::shared_ptr<ClusterSnapshot> snapshot) {
    QVector<ClusterEvent> events;
    if (m_state.state != ConnectionState::Connected)
        events.append({snapshot->takenAtMs,
                       m_wasConnected ? EventKind::Reconnected : EventKind::Connected,
                       {},
                       0,
                       0,
                       1});
    events += m_events.next(snapshot);
    m_state.state = ConnectionState::Connected;
    m_state.error.reset();
    m_state.nextTryMs = m_state.lostSinceMs = 0;
    m_state.snapshot = std::move(snapshot);
    keep(false);
    m_wasConnected = true;
    publish(std::move(events));
}

RoundPlan Poller::plan() {
    RoundPlan plan;
    std::int64_t interval = 1'000;
    {
        const std::lock_guard lock(m_turn->mutex);
        for (const auto& topic : m_forget)
            m_builder->forgetConfig(topic);
        for (const auto& topic : m_askAgain)
            m_builder->askConfigAgain(topic);
        m_forget.clear();
        m_askAgain.clear();
        plan.visibleTopics = m_visible;
        // Held and asked by hand: there is no beat that a round could be late for.
        const bool wasBehind = std::exchange(m_wasBehind, !m_inFront);
        if (m_intervalMs > 0) {
            interval = intervalMs(m_inFront);
            plan.intervalMs = intervalMs(m_inFront && !wasBehind);
        }
    }
    // The first round in front is not late: those before it were further apart, or the next would have been.
    plan.intervalMs = std::max({interval, plan.intervalMs, std::exchange(m_lastIntervalMs, interval)});
    plan.configTopics = m_builder->configsToAsk(plan.visibleTopics, configsPerRound, m_options.clock->now());
    const bool few = m_state.snapshot && m_state.snapshot->figures.partitions <= sizesEachRound;
    const auto every = few ? 1 : m_options.counters ? sizesEvery : sizesEveryElsewhere;
    m_sizesAgeMs += plan.intervalMs; // rounds before this one may have been further apart
    if (m_round % every == 0 || std::exchange(m_askSizes, false))
        plan.sizesEveryMs = std::exchange(m_sizesAgeMs, 0);
    return plan;
}

void Poller::publish(QVector<ClusterEvent> events) {
    PollerNews news = m_state;
    news.events = std::move(events);
    m_options.news->post(std::move(news));
}

} // namespace session
