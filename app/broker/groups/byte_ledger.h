#pragma once

#include <cstddef>
#include <utility>

namespace broker::groups {

/// How many bytes a set of owners holds. Not thread-safe: the coordinator's lock guards it.
struct ByteLedger {
    std::size_t held = 0;
};

/// An owner's entry in a ledger; its destruction takes the entry back. The ledger must outlive it.
class HeldBytes {
public:
    HeldBytes() = default;
    HeldBytes(ByteLedger& ledger, std::size_t count) : m_ledger(&ledger), m_count(count) {
        ledger.held += count;
    }
    HeldBytes(HeldBytes&& other) noexcept
        : m_ledger(std::exchange(other.m_ledger, nullptr)), m_count(std::exchange(other.m_count, 0)) {}
    HeldBytes& operator=(HeldBytes&& other) noexcept {
        std::swap(m_ledger, other.m_ledger);
        std::swap(m_count, other.m_count);
        return *this;
    }
    ~HeldBytes() {
        if (m_ledger)
            m_ledger->held -= m_count;
    }

private:
    ByteLedger* m_ledger = nullptr;
    std::size_t m_count = 0;
};

} // namespace broker::groups
