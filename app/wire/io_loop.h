#pragma once

#include <functional>
#include <memory>

#include "base/clock.h"

namespace asio {
class io_context;
}

namespace wire {

/// The one thread on which a set of connections lives. Its destructor ends the thread and drops what is
/// queued.
class IoLoop {
public:
    IoLoop();
    ~IoLoop();
    IoLoop(const IoLoop&) = delete;
    IoLoop& operator=(const IoLoop&) = delete;

    /// Runs `task` on the loop's thread, later. Any thread.
    void post(std::function<void()> task);
    [[nodiscard]] asio::io_context& context();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// Calls once, later, on the loop's thread. Lives on that thread; destroying or restarting it cancels.
class Timer {
public:
    explicit Timer(IoLoop& loop);
    ~Timer();

    void start(std::chrono::steady_clock::time_point when, std::function<void()> then);
    void cancel();

private:
    struct Impl;
    std::shared_ptr<Impl> m_impl;
};

} // namespace wire
