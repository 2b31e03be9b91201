#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

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
    void enqueue(std::function<void()> job); // with m_mutex held

    const std::size_t m_limit;
    const std::size_t m_queueLimit;
    std::mutex m_mutex; // guards what follows
    std::condition_variable m_work;
    std::condition_variable m_progress;
    std::deque<std::function<void()>> m_queue;
    std::vector<std::thread> m_threads;
    std::size_t m_idle = 0;
    std::size_t m_busy = 0;
    bool m_stopping = false;
};

} // namespace storage
