#include "session/clusters/timetable.h"

#include <algorithm>

#include "session/work_pool.h"

namespace session {

namespace {
constexpr int workers = 3;
constexpr int mostWorkers = 32;
constexpr std::chrono::milliseconds isLong{300};
} // namespace

Timetable::Timetable() {
    m_pool.setMaxThreadCount(workers);
    m_pool.setExpiryTimeout(poolIdleMs);
    m_thread = std::thread([this] { run(); });
}

Timetable::~Timetable() {
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_one();
    m_thread.join();
    m_pool.clear();
    m_pool.waitForDone();
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
        while (!m_entries.empty() && m_entries.top().when <= Clock::now()) {
            auto step = m_entries.top().step;
            m_entries.pop();
            start(std::move(step));
        }
        auto next = standIn();
        if (!m_entries.empty())
            next = std::min(next, m_entries.top().when);
        if (next == Clock::time_point::max())
            m_wake.wait(lock);
        else
            m_wake.wait_until(lock, next);
    }
}

void Timetable::start(std::function<void()> step) {
    m_pool.start([this, id = ++m_lastStep, step = std::move(step)] {
        {
            const std::lock_guard lock(m_mutex);
            m_begun[id] = Clock::now();
        }
        m_wake.notify_one(); // it may become a long one
        step();
        const std::lock_guard lock(m_mutex);
        m_begun.erase(id);
    });
}

Timetable::Clock::time_point Timetable::standIn() {
    const auto now = Clock::now();
    auto next = Clock::time_point::max();
    int taken = 0;
    for (const auto& [id, since] : m_begun) {
        if (now - since >= isLong)
            ++taken;
        else
            next = std::min(next, since + isLong);
    }
    m_pool.setMaxThreadCount(std::min(workers + taken, mostWorkers));
    return next;
}

} // namespace session
