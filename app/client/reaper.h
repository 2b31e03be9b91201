#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace client {

/// Destroys librdkafka handles, which blocks for as long as their brokers take, on a thread of its own that
/// begins with the first of them. Whoever makes producers and consumers owns one and destroys it after them;
/// its destructor waits for the last handle.
class Reaper {
public:
    Reaper() = default;
    ~Reaper();
    Reaper(const Reaper&) = delete;
    Reaper& operator=(const Reaper&) = delete;

    /// Runs `last` on the reaper's thread. Any thread.
    void bury(std::function<void()> last);

private:
    void run();

    std::mutex m_mutex; // guards what follows
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_queue;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace client
