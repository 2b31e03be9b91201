#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "base/clock.h"

namespace broker {

/// A call that is to come. Destroying or cancelling it takes the call back, unless it has begun already on
/// another thread: then that call runs to its end. Move-only; one owner.
class Timer {
public:
    Timer() = default;
    /// `cancel` must be callable from any thread and after the scheduler is gone.
    explicit Timer(std::function<void()> cancel) : m_cancel(std::move(cancel)) {}
    Timer(Timer&& other) noexcept : m_cancel(std::exchange(other.m_cancel, nullptr)) {}
    Timer& operator=(Timer&& other) noexcept {
        if (this != &other) {
            cancel();
            m_cancel = std::exchange(other.m_cancel, nullptr);
        }
        return *this;
    }
    ~Timer() { cancel(); }

    void cancel() {
        if (auto call = std::exchange(m_cancel, nullptr))
            call();
    }

private:
    std::function<void()> m_cancel;
};

/// Delayed calls, behind one seam so that tests own time. Thread-safe; calls come on a thread of the
/// scheduler's choice and must not block it.
class Scheduler {
public:
    virtual ~Scheduler() = default;
    [[nodiscard]] virtual Timer schedule(base::Millis delay, std::function<void()> call) = 0;
};

} // namespace broker
