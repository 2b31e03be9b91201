#pragma once

#include <functional>
#include <utility>

namespace storage {

/// Keeps a callback registered; destroying or reset()ting it unsubscribes. Any thread, also from inside the
/// callback. A call that is already under way on another thread may still end after reset() returned.
class Subscription {
public:
    Subscription() = default;
    explicit Subscription(std::function<void()> cancel) : m_cancel(std::move(cancel)) {}
    Subscription(Subscription&& other) noexcept : m_cancel(std::exchange(other.m_cancel, nullptr)) {}
    Subscription& operator=(Subscription&& other) noexcept {
        if (this != &other) {
            reset();
            m_cancel = std::exchange(other.m_cancel, nullptr);
        }
        return *this;
    }
    ~Subscription() { reset(); }

    void reset() {
        if (auto cancel = std::exchange(m_cancel, nullptr))
            cancel();
    }
    [[nodiscard]] explicit operator bool() const { return static_cast<bool>(m_cancel); }

private:
    std::function<void()> m_cancel;
};

} // namespace storage
