#include "storage/workers.h"

namespace storage {

void Workers::stop() {
    std::vector<std::thread> threads;
    {
        const base::Lock lock(m_mutex);
        m_stopping = true;
        threads.swap(m_threads);
        m_work.notify_all();
    }
    for (auto& thread : threads)
        thread.join();
}

bool Workers::post(std::function<void()> job) {
    const base::Lock lock(m_mutex);
    if (m_stopping || m_queue.size() >= m_queueLimit)
        return false;
    enqueue(std::move(job));
    return true;
}

void Workers::postOrWait(std::function<void()> job) {
    base::Lock lock(m_mutex);
    while (!m_stopping && m_queue.size() >= m_queueLimit)
        lock.wait(m_progress);
    if (m_stopping)
        return;
    enqueue(std::move(job));
}

void Workers::enqueue(std::function<void()> job) {
    m_queue.push_back(std::move(job));
    if (m_idle < m_queue.size() && m_threads.size() < m_limit)
        m_threads.emplace_back([this] { run(); });
    m_work.notify_one();
}

void Workers::waitIdle() {
    base::Lock lock(m_mutex);
    while (!m_queue.empty() || m_busy > 0)
        lock.wait(m_progress);
}

void Workers::discard() {
    std::deque<std::function<void()>> forgotten; // destroyed without the lock
    {
        const base::Lock lock(m_mutex);
        forgotten.swap(m_queue);
        m_progress.notify_all();
    }
    waitIdle();
}

void Workers::run() {
    base::Lock lock(m_mutex);
    while (true) {
        ++m_idle;
        while (!m_stopping && m_queue.empty())
            lock.wait(m_work);
        --m_idle;
        if (m_queue.empty())
            return;
        auto job = std::move(m_queue.front());
        m_queue.pop_front();
        ++m_busy;
        m_progress.notify_all();
        lock.unlock();
        job();
        job = nullptr;
        lock.lock();
        --m_busy;
        m_progress.notify_all();
    }
}

} // namespace storage
