#include "broker/net/frame_budget.h"

namespace broker::net {

void FrameBudget::request(std::uint64_t who, std::int64_t bytes, std::function<void(Reservation)> granted) {
    {
        const base::Lock lock(m_mutex);
        if (!fits(bytes)) {
            m_waiting.push_back({who, bytes, std::move(granted)});
            return;
        }
        m_free -= bytes;
    }
    granted(reserve(bytes));
}

void FrameBudget::withdraw(std::uint64_t who) {
    const base::Lock lock(m_mutex);
    m_waiting.remove_if([who](const Waiter& w) { return w.who == who; });
}

std::int64_t FrameBudget::held() const {
    const base::Lock lock(m_mutex);
    return m_limit - m_free;
}

std::size_t FrameBudget::waiting() const {
    const base::Lock lock(m_mutex);
    return m_waiting.size();
}

void FrameBudget::release(std::int64_t bytes) {
    std::list<Waiter> ready;
    {
        const base::Lock lock(m_mutex);
        m_free += bytes;
        for (auto it = m_waiting.begin(); it != m_waiting.end();) {
            auto current = it++;
            if (fits(current->bytes)) {
                m_free -= current->bytes;
                ready.splice(ready.end(), m_waiting, current);
            }
        }
    }
    for (auto& waiter : ready)
        waiter.granted(reserve(waiter.bytes));
}

FrameBudget::Reservation FrameBudget::reserve(std::int64_t bytes) {
    return {static_cast<const void*>(this),
            [self = shared_from_this(), bytes](const void*) { self->release(bytes); }};
}

} // namespace broker::net
