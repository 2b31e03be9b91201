#include "session/clusters/timetable.h"

#include <algorithm>

#include "session/work_pool.h"

namespace session {

namespace {
constexpr int workers = 3;
constexpr int mostStandIns = 29;
constexpr std::chrono::milliseconds isLong{300};
} // namespace

Timetable::Timetable() {
    m_workers.setMaxThreadCount(workers);
    m_workers.setExpiryTimeout(poolIdleMs);
    m_standIns.setMaxThreadCount(mostStandIns);
    m_standIns.setExpiryTimeout(0);
    m_thread = std::thread([this] { run(); });
}

Timetable::~Timetable() {
    decltype(m_ready) dropped; // with what they hold, which may not go under the mutex
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
        m_ready.swap(dropped);
    }
    m_wake.notify_one();
    m_thread.join();
    m_standIns.waitForDone();
    m_workers.waitForDone();
}

void Timetable::at(Clock::time_point when, std::function<void()> step) {
    {
        const std::lock_guard lock(m_mutex);
        m_entries.push({when, std::move(step)});
    }
    m_wake.notify_one();
}

void Timetable::run() {
    std::unique_lock lock(m_mutex);
    while (!m_ending) {
        for (; !m_entries.empty() && m_entries.top().when <= Clock::now(); m_entries.pop())
            m_ready.push_back(m_entries.top().step);
        startReady();
        auto next = lookAgain();
        if (!m_entries.empty())
            next = std::min(next, m_entries.top().when);
        if (next == Clock::time_point::max())
            m_wake.wait(lock);
        else
            m_wake.wait_until(lock, next);
    }
}

void Timetable::startReady() {
    while (!m_ready.empty()) {
        if (m_working < workers)
            start(m_workers, m_working);
        else if (m_standingIn < std::min(longOnes(), mostStandIns))
            start(m_standIns, m_standingIn);
        else
            return;
    }
}

void Timetable::start(QThreadPool& pool, int& running) {
    ++running;
    const auto id = ++m_lastStep;
    m_begun[id] = Clock::now();
    pool.start([this, id, &running, step = std::move(m_ready.front())]() mutable {
        step();
        step = {}; // what it holds may need the mutex to go
        const std::lock_guard lock(m_mutex);
        m_begun.erase(id);
        --running;
        startReady();
    });
    m_ready.pop_front();
}

int Timetable::longOnes() const {
    const auto since = Clock::now() - isLong;
    return int(std::ranges::count_if(m_begun, [since](const auto& step) { return step.second <= since; }));
}

Timetable::Clock::time_point Timetable::lookAgain() const {
    if (m_ready.empty()) // nothing that somebody could stand in for
        return Clock::time_point::max();
    const auto since = Clock::now() - isLong;
    auto next = Clock::time_point::max();
    for (const auto& [id, begun] : m_begun)
        if (begun > since)
            next = std::min(next, begun + isLong);
    return next;
}

} // namespace session
