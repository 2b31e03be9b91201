#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <thread>
#include <vector>

#include "base/thread_safety.h"

namespace storage {

/// A few threads for what must not run where requests are served: fsync, deletion, retention, recovery.
/// Threads start with the first jobs. Any thread posts.
class Workers {
public:
    Workers(std::size_t threads, std::size_t queueLimit) : m_limit(threads), m_queueLimit(queueLimit) {}
    ~Workers() { stop(); }
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    /// False when the queue is full or stopped: the job is not taken, and the caller leaves it to the next
    /// sweep.
    bool post(std::function<void()> job);
    /// Posts, waiting for room; not from a worker.
    void postOrWait(std::function<void()> job);
    /// Finishes what is queued and takes nothing more. Not from a worker.
    void stop();
    /// Returns once nothing is queued and nobody works.
    void waitIdle();
    /// Forgets what is queued and returns once nobody works. Not from a worker.
    void discard();

private:
    void run();
    void enqueue(std::function<void()> job) REQUIRES(m_mutex);

    const std::size_t m_limit;
    const std::size_t m_queueLimit;
    base::Mutex m_mutex;
    std::condition_variable m_work;
    std::condition_variable m_progress;
    std::deque<std::function<void()>> m_queue GUARDED_BY(m_mutex);
    std::vector<std::thread> m_threads GUARDED_BY(m_mutex);
    std::size_t m_idle GUARDED_BY(m_mutex) = 0;
    std::size_t m_busy GUARDED_BY(m_mutex) = 0;
    bool m_stopping GUARDED_BY(m_mutex) = false;
};

} // namespace storage
