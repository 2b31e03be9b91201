#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <vector>

#include "base/thread_safety.h"

namespace broker::net {

/// Memory that large frames share. Whoever wants to read one asks first and is told when the whole frame
/// fits; a frame that fits may pass one that does not, so a huge request never stops the smaller ones.
/// Thread-safe.
class FrameBudget : public std::enable_shared_from_this<FrameBudget> {
public:
    /// Gives its bytes back when the last copy is gone.
    using Reservation = std::shared_ptr<const void>;

    explicit FrameBudget(std::int64_t limit) : m_free(limit), m_limit(limit) {}

    /// Calls `granted` once, at once on this thread or later on the thread that gave bytes back; it must not
    /// block. A frame larger than the whole budget waits until nothing else is held.
    void request(std::uint64_t who, std::int64_t bytes, std::function<void(Reservation)> granted);
    /// Forgets what `who` still waits for.
    void withdraw(std::uint64_t who);

    [[nodiscard]] std::int64_t held() const;
    [[nodiscard]] std::size_t waiting() const;

private:
    struct Waiter {
        std::uint64_t who;
        std::int64_t bytes;
        std::function<void(Reservation)> granted;
    };

    void release(std::int64_t bytes);
    Reservation reserve(std::int64_t bytes);
    [[nodiscard]] bool fits(std::int64_t bytes) const REQUIRES(m_mutex) {
        return bytes <= m_free || m_free == m_limit;
    }

    mutable base::Mutex m_mutex;
    std::int64_t m_free GUARDED_BY(m_mutex);
    const std::int64_t m_limit;
    std::list<Waiter> m_waiting GUARDED_BY(m_mutex);
};

} // namespace broker::net
