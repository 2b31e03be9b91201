#include "wire/io_loop.h"

#include <thread>

#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>

namespace wire {

struct IoLoop::Impl {
    asio::io_context context{1};
    asio::executor_work_guard<asio::io_context::executor_type> guard = asio::make_work_guard(context);
    std::thread thread;
};

IoLoop::IoLoop() : m_impl(std::make_unique<Impl>()) {
    m_impl->thread = std::thread([this] { m_impl->context.run(); });
}

IoLoop::~IoLoop() {
    m_impl->context.stop();
    m_impl->thread.join();
}

void IoLoop::post(std::function<void()> task) {
    asio::post(m_impl->context, std::move(task));
}

asio::io_context& IoLoop::context() {
    return m_impl->context;
}

struct Timer::Impl {
    explicit Impl(asio::io_context& context) : timer(context) {}
    asio::steady_timer timer;
    std::uint64_t round = 0; ///< a call that was already queued when the timer moved on is recognized by it
};

Timer::Timer(IoLoop& loop) : m_impl(std::make_shared<Impl>(loop.context())) {}

Timer::~Timer() {
    cancel();
}

void Timer::start(std::chrono::steady_clock::time_point when, std::function<void()> then) {
    const std::uint64_t round = ++m_impl->round;
    m_impl->timer.expires_at(when);
    m_impl->timer.async_wait([impl = m_impl, round, call = std::move(then)](const std::error_code& error) {
        if (!error && impl->round == round)
            call();
    });
}

void Timer::cancel() {
    ++m_impl->round;
    m_impl->timer.cancel();
}

} // namespace wire
