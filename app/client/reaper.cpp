#include "client/reaper.h"

namespace client {

Reaper::~Reaper() {
    {
        std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void Reaper::bury(std::function<void()> last) {
    {
        std::lock_guard lock(m_mutex);
        m_queue.push_back(std::move(last));
        if (!m_thread.joinable())
            m_thread = std::thread([this] { run(); });
    }
    m_wake.notify_one();
}

void Reaper::run() {
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_ending || !m_queue.empty(); });
        if (m_queue.empty())
            return;
        auto last = std::move(m_queue.front());
        m_queue.pop_front();
        lock.unlock();
        last();
        last = nullptr;
        lock.lock();
    }
}

} // namespace client
