#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
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
    void start(std::function<void()> step);
    /// Sets how many workers there may be; when to look again, if there is a reason to.
    [[nodiscard]] Clock::time_point standIn();

    std::mutex m_mutex; // guards what follows
    std::condition_variable m_wake;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> m_entries;
    std::map<std::uint64_t, Clock::time_point> m_begun; ///< steps that run, since when
    std::uint64_t m_lastStep = 0;
    bool m_ending = false;

    QThreadPool m_pool;
    std::thread m_thread; // started last, when everything it reads is there
};

} // namespace session
