#pragma once

#include <atomic>
#include <cstdint>

namespace storage {

/// How much record data a memory store may hold, all partitions together. Thread-safe.
class MemoryBudget {
public:
    explicit MemoryBudget(std::int64_t limit) : m_limit(limit) {}

    /// False when that would pass the limit; nothing is taken then.
    [[nodiscard]] bool take(std::int64_t bytes) {
        auto used = m_used.load(std::memory_order_relaxed);
        do {
            if (bytes > m_limit - used)
                return false;
        } while (!m_used.compare_exchange_weak(used, used + bytes, std::memory_order_relaxed));
        return true;
    }
    void give(std::int64_t bytes) { m_used.fetch_sub(bytes, std::memory_order_relaxed); }

    [[nodiscard]] std::int64_t used() const { return m_used.load(std::memory_order_relaxed); }
    [[nodiscard]] std::int64_t limit() const { return m_limit; }

private:
    const std::int64_t m_limit;
    std::atomic<std::int64_t> m_used{0};
};

} // namespace storage
