#include <cerrno>
#include <system_error>

#include <asio/connect.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/write.hpp>
#include <fmt/format.h>

#include "wire/transport.h"

namespace wire {
namespace {

base::Error errorOf(const std::error_code& code, const Address& address) {
    if (code.category() == asio::error::get_netdb_category() ||
        code.category() == asio::error::get_addrinfo_category())
        return {.name = "UNKNOWN_HOST",
                .cause =
                    fmt::format("The host name \"{}\" cannot be resolved: {}.", address.host, code.message()),
                .remedy = "Check its spelling, or use the address in numbers.",
                .retriable = true};
    return systemError(code.value(), code.message(), address);
}

class TcpTransport final : public Transport, public std::enable_shared_from_this<TcpTransport> {
public:
    explicit TcpTransport(IoLoop& loop) : m_resolver(loop.context()), m_socket(loop.context()) {}

    void connect(const Address& address, Done done) override {
        m_address = address;
        m_resolver.async_resolve(address.host, std::to_string(address.port),
                                 [self = shared_from_this(), call = std::move(done)](
                                     const std::error_code& error, const auto& endpoints) mutable {
                                     if (self->m_closed)
                                         return;
                                     if (error)
                                         return call(base::fail(errorOf(error, self->m_address)));
                                     self->connectTo(endpoints, std::move(call));
                                 });
    }

    void read(std::uint8_t* into, std::size_t atMost, ReadDone done) override {
        m_socket.async_read_some(asio::buffer(into, atMost),
                                 [self = shared_from_this(),
                                  call = std::move(done)](const std::error_code& error, std::size_t count) {
                                     if (self->m_closed)
                                         return;
                                     if (error && error != asio::error::eof)
                                         return call(base::fail(errorOf(error, self->m_address)));
                                     call(count);
                                 });
    }

    void write(base::Bytes bytes, Done done) override {
        m_out = std::move(bytes);
        asio::async_write(
            m_socket, asio::buffer(m_out),
            [self = shared_from_this(), call = std::move(done)](const std::error_code& error, std::size_t) {
                if (self->m_closed)
                    return;
                if (error)
                    return call(base::fail(errorOf(error, self->m_address)));
                call({});
            });
    }

    void close() override {
        m_closed = true;
        m_resolver.cancel();
        std::error_code ignored;
        m_socket.close(ignored);
    }

private:
    void connectTo(const asio::ip::tcp::resolver::results_type& endpoints, Done done) {
        asio::async_connect(m_socket, endpoints,
                            [self = shared_from_this(), call = std::move(done)](
                                const std::error_code& error, const asio::ip::tcp::endpoint&) {
                                if (self->m_closed)
                                    return;
                                if (error)
                                    return call(base::fail(errorOf(error, self->m_address)));
                                std::error_code ignored;
                                self->m_socket.set_option(asio::ip::tcp::no_delay(true), ignored);
                                self->m_socket.set_option(asio::socket_base::keep_alive(true), ignored);
                                call({});
                            });
    }

    asio::ip::tcp::resolver m_resolver;
    asio::ip::tcp::socket m_socket;
    Address m_address;
    base::Bytes m_out; // under way
    bool m_closed = false;
};

} // namespace

std::shared_ptr<Transport> makeTcpTransport(IoLoop& loop) {
    return std::make_shared<TcpTransport>(loop);
}

base::Error systemError(int code, std::string_view name, const Address& address) {
    const std::string where = address.toString();
    switch (code) {
    case ECONNREFUSED:
        return {.name = "ECONNREFUSED",
                .cause = fmt::format("{} refused the connection: nothing listens there.", where),
                .remedy = "Check the port, and that the broker is running.",
                .retriable = true};
    case ECONNRESET:
    case EPIPE:
        return {.name = "ECONNRESET",
                .cause = fmt::format("{} broke the connection off.", where),
                .remedy = "The broker's log may say why.",
                .retriable = true};
    case ETIMEDOUT:
        return {.name = "ETIMEDOUT",
                .cause = fmt::format("{} did not answer.", where),
                .remedy = "Check the network and firewalls between here and there.",
                .retriable = true};
    case EHOSTUNREACH:
    case ENETUNREACH:
        return {.name = "EHOSTUNREACH",
                .cause = fmt::format("There is no way to {} from this machine.", where),
                .remedy = "Check the network, or a VPN that has to be up.",
                .retriable = true};
    default:
        return {.name = "NETWORK_ERROR",
                .cause = fmt::format("The connection to {} failed: {}.", where, name),
                .remedy = {},
                .retriable = true};
    }
}

} // namespace wire
