#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/buffer.h"

namespace support {

/// A server on a port of the system's choice, whose connections do what a test says: for brokers that lie,
/// hang or are none. Each connection runs `behave` on a thread of its own; the destructor ends them all.
class FakeServer {
public:
    class Peer {
    public:
        explicit Peer(int socket) : m_socket(socket) {}
        /// One frame without its size; empty when the client has gone.
        base::Bytes readFrame();
        /// As many bytes as are there, at most `count`; waits for the first.
        base::Bytes readSome(std::size_t count);
        void send(base::ByteView bytes);
        void send(std::string_view text) { send(base::asBytes(text)); }
        void hangUp();
        /// Blocks until the client or the server has gone.
        void waitForEnd();

    private:
        bool readAll(std::uint8_t* into, std::size_t count);
        const int m_socket;
    };

    explicit FakeServer(std::function<void(Peer&)> behave);
    ~FakeServer();
    FakeServer(const FakeServer&) = delete;
    FakeServer& operator=(const FakeServer&) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(m_port); }
    [[nodiscard]] int connections() const { return m_connections; }

private:
    void accept();

    const std::function<void(Peer&)> m_behave;
    std::uint16_t m_port = 0; // set while m_listener is made
    int m_listener = -1;
    std::atomic<int> m_connections = 0;
    std::atomic<bool> m_ending = false;
    std::mutex m_mutex; // guards what follows
    std::list<std::thread> m_threads;
    std::vector<int> m_sockets;
    std::thread m_acceptor;
};

/// A port on which nothing listens: it was taken and given back a moment ago.
std::uint16_t freePort();

} // namespace support
