#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include <QThreadPool>
#include <queue>

namespace session {

/// Runs steps of work when their time has come, on a few workers. A step that takes long, as one does whose
/// cluster gives no answer, does not keep the others from running: one more worker stands in for it. For any
/// thread; its destructor drops what has not begun and waits for what has.
class Timetable {
public:
    using Clock = std::chrono::steady_clock;

    Timetable();
    ~Timetable();
    Timetable(const Timetable&) = delete;
    Timetable& operator=(const Timetable&) = delete;

    void at(Clock::time_point when, std::function<void()> step);

private:
    struct Entry {
        Clock::time_point when;
        std::function<void()> step;
        bool operator>(const Entry& other) const { return when > other.when; }
    };

    void run();
    // All of these with m_mutex held.
    void startReady();
    void start(QThreadPool& pool, int& running);
    [[nodiscard]] int longOnes() const;                ///< how many of the steps that run take long
    [[nodiscard]] Clock::time_point lookAgain() const; ///< when one more may take long

    std::mutex m_mutex; // guards what follows
    std::condition_variable m_wake;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> m_entries;
    std::deque<std::function<void()>> m_ready;          ///< whose time has come
    std::map<std::uint64_t, Clock::time_point> m_begun; ///< steps that run, since when
    int m_working = 0, m_standingIn = 0;                ///< how many of them in which pool
    std::uint64_t m_lastStep = 0;
    bool m_ending = false;

    QThreadPool m_workers;
    QThreadPool
        m_standIns; // of its own, so that they go when they have done their step: a pool rotates its threads
    std::thread m_thread; // started last, when everything it reads is there
};

} // namespace session
