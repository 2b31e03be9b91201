#include "support/fake_server.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace support {
namespace {

int listenLocally(std::uint16_t& port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (socket < 0 || ::bind(socket, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        ::listen(socket, 64) != 0 || ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        throw std::runtime_error(std::string("cannot listen: ") + std::strerror(errno));
    port = ntohs(address.sin_port);
    return socket;
}

} // namespace

bool FakeServer::Peer::readAll(std::uint8_t* into, std::size_t count) {
    while (count > 0) {
        const ssize_t got = ::recv(m_socket, into, count, 0);
        if (got <= 0)
            return false;
        into += got;
        count -= static_cast<std::size_t>(got);
    }
    return true;
}

base::Bytes FakeServer::Peer::readFrame() {
    std::array<std::uint8_t, 4> size{};
    if (!readAll(size.data(), size.size()))
        return {};
    base::Bytes frame(std::uint32_t{size[0]} << 24 | std::uint32_t{size[1]} << 16 |
                      std::uint32_t{size[2]} << 8 | size[3]);
    return readAll(frame.data(), frame.size()) ? frame : base::Bytes{};
}

base::Bytes FakeServer::Peer::readSome(std::size_t count) {
    base::Bytes bytes(count);
    const ssize_t got = ::recv(m_socket, bytes.data(), count, 0);
    bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return bytes;
}

void FakeServer::Peer::send(base::ByteView bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return;
        bytes = bytes.subspan(static_cast<std::size_t>(sent));
    }
}

void FakeServer::Peer::hangUp() {
    ::shutdown(m_socket, SHUT_RDWR);
}

void FakeServer::Peer::waitForEnd() {
    while (!readSome(4096).empty()) {
    }
}

FakeServer::FakeServer(std::function<void(Peer&)> behave)
    : m_behave(std::move(behave)), m_listener(listenLocally(m_port)), m_acceptor([this] { accept(); }) {}

FakeServer::~FakeServer() {
    m_ending = true;
    ::shutdown(m_listener, SHUT_RDWR);
    m_acceptor.join();
    {
        std::lock_guard lock(m_mutex);
        for (const int socket : m_sockets)
            ::shutdown(socket, SHUT_RDWR);
    }
    for (std::thread& thread : m_threads)
        thread.join();
    for (const int socket : m_sockets)
        ::close(socket);
    ::close(m_listener);
}

void FakeServer::accept() {
    while (true) {
        const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0 || m_ending) {
            if (socket >= 0)
                ::close(socket);
            return;
        }
        ++m_connections;
        std::lock_guard lock(m_mutex);
        m_sockets.push_back(socket);
        m_threads.emplace_back([this, socket] {
            Peer peer(socket);
            m_behave(peer);
            ::shutdown(socket, SHUT_RDWR);
        });
    }
}

std::uint16_t freePort() {
    std::uint16_t port = 0;
    ::close(listenLocally(port));
    return port;
}

} // namespace support
