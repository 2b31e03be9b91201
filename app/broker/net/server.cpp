#include "broker/net/server.h"

#include <cerrno>

namespace broker::net {

namespace {

using asio::ip::tcp;

base::Error bindError(const std::string& host, std::uint16_t port, const std::error_code& error) {
    const auto where = HostPort{host, port}.toString();
    base::Error out;
    out.name = error.message();
    if (error == asio::error::address_in_use)
        out = {-1, "EADDRINUSE", "Cannot listen on " + where + ": another program listens there already.",
               "Stop it, or choose another port with --listen (port 0 lets the system pick one).", false};
    else if (error == asio::error::access_denied)
        out = {-1, "EACCES", "Cannot listen on " + where + ": not allowed.", "Choose a port above 1023.",
               false};
    else
        out = {-1, error.message(), "Cannot listen on " + where + ": " + error.message() + ".",
               "Choose an address of this machine with --listen.", false};
    return out;
}

} // namespace

Server::Server(Limits limits, FrameSink& sink, Logger log, std::shared_ptr<const base::Clock> clock,
               int threads)
    : m_limits(limits)
    , m_sink(sink)
    , m_log(std::move(log))
    , m_clock(std::move(clock))
    , m_threadCount(threads)
    , m_budget(std::make_shared<FrameBudget>(limits.frameBudget))
    , m_io(threads)
    , m_work(m_io.get_executor()) {}

Server::~Server() {
    stop();
}

base::Status Server::bind(const std::vector<Listener>& listeners) {
    for (const auto& listener : listeners)
        if (auto bound = bindOne(listener); !bound) {
            m_doors.clear();
            return bound;
        }
    return {};
}

base::Status Server::bindOne(const Listener& listener) {
    const auto index = m_listening.size();
    const bool loopbacks = listener.bind.host == "localhost";
    base::Result<std::uint16_t> port = 0;
    // A port picked for one loopback may be taken on the other: pick again a few times.
    for (int attempt = 0; attempt < 8; ++attempt) {
        const auto before = m_doors.size();
        port = open(loopbacks ? "127.0.0.1" : listener.bind.host, listener.bind.port);
        if (!port)
            return base::fail(port.error());
        if (!loopbacks)
            break;
        const auto second = open("::1", *port);
        if (second || second.error().name != "EADDRINUSE")
            break; // bound, or a machine without IPv6
        m_doors.resize(before);
        port = base::fail(second.error());
        if (listener.bind.port != 0)
            break;
    }
    if (!port)
        return base::fail(port.error());
    for (auto& door : m_doors)
        if (door->listener == SIZE_MAX)
            door->listener = index;
    m_listening.push_back({listener.bind.host, *port});
    auto advertised = listener.advertised.value_or(m_listening.back());
    if (advertised.port == 0)
        advertised.port = *port;
    m_advertised.push_back(std::move(advertised));
    return {};
}

base::Result<std::uint16_t> Server::open(const std::string& host, std::uint16_t port) {
    std::error_code error;
    auto address = asio::ip::make_address(host, error);
    if (error) {
        tcp::resolver resolver(m_io);
        const auto found = resolver.resolve(host, "", error);
        if (error)
            return base::fail(bindError(host, port, error));
        address = found.begin()->endpoint().address();
    }
    const tcp::endpoint endpoint(address, port);
    auto door = std::make_unique<Door>(Door{tcp::acceptor(m_io), SIZE_MAX});
    auto& acceptor = door->acceptor;
    acceptor.open(endpoint.protocol(), error);
    if (!error)
        acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error && address.is_v6())
        acceptor.set_option(asio::ip::v6_only(true), error);
    if (!error)
        acceptor.bind(endpoint, error);
    if (!error)
        acceptor.listen(tcp::acceptor::max_listen_connections, error);
    if (error)
        return base::fail(bindError(host, port, error));
    const auto picked = acceptor.local_endpoint(error).port();
    m_doors.push_back(std::move(door));
    return picked;
}

void Server::start() {
    for (auto& door : m_doors)
        accept(*door);
    watchDeadlines();
    for (int i = 0; i < m_threadCount; ++i)
        m_threads.emplace_back([this] { m_io.run(); });
}

void Server::stop() {
    m_io.stop();
    for (auto& thread : m_threads)
        thread.join();
    m_threads.clear();
    m_deadlines.cancel();
    m_doors.clear();
    std::map<std::uint64_t, std::shared_ptr<Connection>> connections;
    {
        const base::Lock lock(m_mutex);
        connections.swap(m_connections);
    }
    for (const auto& [id, connection] : connections)
        connection->shutDown();
}

Timer Server::schedule(base::Millis delay, std::function<void()> call) {
    struct Pending {
        asio::steady_timer timer;
        std::function<void()> call;
        std::atomic<bool> taken{false};
        Pending(asio::io_context& io, base::Millis wait, std::function<void()> fn)
            : timer(io, wait), call(std::move(fn)) {}
    };
    auto pending = std::make_shared<Pending>(m_io, delay, std::move(call));
    pending->timer.async_wait([pending](std::error_code error) {
        if (!error && !pending->taken.exchange(true))
            pending->call();
    });
    return Timer([weak = std::weak_ptr(pending)] {
        if (auto waiting = weak.lock(); waiting && !waiting->taken.exchange(true))
            waiting->timer.cancel();
    });
}

std::vector<std::shared_ptr<Connection>> Server::alive() const {
    const base::Lock lock(m_mutex);
    std::vector<std::shared_ptr<Connection>> out;
    out.reserve(m_connections.size());
    for (const auto& [id, connection] : m_connections)
        out.push_back(connection);
    return out;
}

std::vector<ConnectionInfo> Server::connections() const {
    std::vector<ConnectionInfo> out;
    for (const auto& connection : alive())
        out.push_back(connection->info());
    return out;
}

std::size_t Server::connectionCount() const {
    const base::Lock lock(m_mutex);
    return m_connections.size();
}

void Server::accept(Door& door) {
    door.acceptor.async_accept(
        asio::make_strand(m_io), [this, &door](std::error_code error, tcp::socket socket) {
            if (error == asio::error::operation_aborted)
                return;
            if (!error) {
                admit(std::move(socket), m_advertised[door.listener]);
                return accept(door);
            }
            // Out of file descriptors most likely: trying again at once would spin.
            m_log.warn("net", "cannot accept a connection: {}", error.message());
            auto pause = std::make_shared<asio::steady_timer>(m_io, std::chrono::milliseconds(100));
            pause->async_wait([this, &door, pause](std::error_code stopped) {
                if (!stopped)
                    accept(door);
            });
        });
}

void Server::admit(tcp::socket socket, const HostPort& advertised) {
    std::shared_ptr<Connection> connection;
    {
        const base::Lock lock(m_mutex);
        if (m_connections.size() >= m_limits.maxConnections) {
            m_log.warn("net", "a connection was refused: max.connections is {}", m_limits.maxConnections);
            return;
        }
        const auto id = m_nextId++;
        connection =
            std::make_shared<Connection>(std::move(socket), id, advertised, m_clock->wallMs(),
                                         Connection::Surroundings{m_limits, m_traffic, m_sink, m_budget,
                                                                  m_log, [this](std::uint64_t gone) {
                                                                      const base::Lock hold(m_mutex);
                                                                      m_connections.erase(gone);
                                                                  }});
        m_connections.emplace(id, connection);
    }
    ++m_traffic.accepted;
    connection->start();
}

void Server::watchDeadlines() {
    m_deadlines = schedule(std::chrono::seconds(1), [this] {
        const auto now = std::chrono::steady_clock::now();
        for (const auto& connection : alive())
            connection->checkDeadlines(now);
        watchDeadlines();
    });
}

} // namespace broker::net
