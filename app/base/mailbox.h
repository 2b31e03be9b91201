#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <utility>
#include <vector>

#include "base/thread_safety.h"

namespace base {

/// The one hand-off of a stream from workers to a reader. Any thread posts; one reader takes.
/// Bounded: when full the oldest entry is dropped and counted. At most one wake-up is under way: `wake` is
/// called on the posting thread when the box goes from "nothing announced" to "something to take", and not
/// again before take().
template <class T>
class Mailbox {
public:
    Mailbox(std::size_t limit, std::function<void()> wake) : m_limit(limit), m_wake(std::move(wake)) {}

    void post(T item) {
        bool announce = false;
        {
            const base::Lock lock(m_mutex);
            if (m_items.size() >= m_limit) {
                m_items.pop_front();
                ++m_dropped;
            }
            m_items.push_back(std::move(item));
            announce = !std::exchange(m_announced, true);
        }
        if (announce && m_wake)
            m_wake();
    }

    /// Everything that waits, oldest first.
    std::vector<T> take() {
        const base::Lock lock(m_mutex);
        m_announced = false;
        std::vector<T> out(std::make_move_iterator(m_items.begin()), std::make_move_iterator(m_items.end()));
        m_items.clear();
        return out;
    }

    /// How many were dropped since the beginning because the reader was too slow.
    [[nodiscard]] std::uint64_t dropped() const {
        const base::Lock lock(m_mutex);
        return m_dropped;
    }

private:
    const std::size_t m_limit;
    const std::function<void()> m_wake;
    mutable base::Mutex m_mutex;
    std::deque<T> m_items GUARDED_BY(m_mutex);
    bool m_announced GUARDED_BY(m_mutex) = false;
    std::uint64_t m_dropped GUARDED_BY(m_mutex) = 0;
};

} // namespace base
