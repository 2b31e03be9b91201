#pragma once

#include <map>
#include <thread>

#include "base/result.h"
#include "base/thread_safety.h"
#include "broker/net/connection.h"
#include "broker/scheduler.h"

namespace broker::net {

/// Listens, accepts and runs the I/O threads. Owned by the facade; every function may be called from any
/// thread. Handlers run on its threads, so they must not wait.
class Server final : public Scheduler {
public:
    /// `threads`: one would do for one client; two keep one busy partition from delaying the others.
    Server(Limits limits, FrameSink& sink, Logger log, std::shared_ptr<const base::Clock> clock,
           int threads = 2);
    ~Server() override;

    /// Binds every listener; on an error none is left bound. Connections queue in the system until start().
    base::Status bind(const std::vector<Listener>& listeners);
    void start();
    /// Closes everything and joins the threads. Answers given later go nowhere. Idempotent.
    void stop();

    [[nodiscard]] Timer schedule(base::Millis delay, std::function<void()> call) override;
    [[nodiscard]] std::vector<HostPort> listening() const { return m_listening; }
    [[nodiscard]] std::vector<HostPort> advertised() const { return m_advertised; }
    [[nodiscard]] std::vector<ConnectionInfo> connections() const;
    [[nodiscard]] std::size_t connectionCount() const;
    [[nodiscard]] const Traffic& traffic() const { return m_traffic; }
    [[nodiscard]] const FrameBudget& frameBudget() const { return *m_budget; }

private:
    struct Door {
        asio::ip::tcp::acceptor acceptor;
        std::size_t listener; // index into m_advertised
    };

    base::Status bindOne(const Listener& listener);
    base::Result<std::uint16_t> open(const std::string& host, std::uint16_t port);
    void accept(Door& door);
    void admit(asio::ip::tcp::socket socket, const HostPort& advertised);
    [[nodiscard]] std::vector<std::shared_ptr<Connection>> alive() const;
    void watchDeadlines();

    const Limits m_limits;
    FrameSink& m_sink;
    const Logger m_log;
    const std::shared_ptr<const base::Clock> m_clock;
    const int m_threadCount;
    Traffic m_traffic;
    std::shared_ptr<FrameBudget> m_budget;
    std::vector<HostPort> m_listening, m_advertised;

    mutable base::Mutex m_mutex;
    std::map<std::uint64_t, std::shared_ptr<Connection>> m_connections GUARDED_BY(m_mutex);
    std::uint64_t m_nextId GUARDED_BY(m_mutex) = 1;

    asio::io_context m_io;
    asio::executor_work_guard<asio::io_context::executor_type> m_work;
    std::vector<std::unique_ptr<Door>> m_doors;
    Timer m_deadlines;
    std::vector<std::thread> m_threads;
};

} // namespace broker::net
