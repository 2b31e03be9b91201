#pragma once

#include <chrono>
#include <string>
#include <utility>

#include <gtest/gtest.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/endian.h"
#include "protocol/framing.h"

namespace test_support {

/// A blocking connection that speaks Kafka's protocol, for tests. Whatever goes wrong fails the test that
/// runs; answers are then empty. One thread at a time. A read gives up after 30 s.
class BrokerClient {
public:
    /// `address` is HOST:PORT.
    explicit BrokerClient(const std::string& address, std::string clientId = "test")
        : m_clientId(std::move(clientId)) {
        const auto colon = address.rfind(':');
        addrinfo hints{};
        hints.ai_socktype = SOCK_STREAM;
        addrinfo* found = nullptr;
        if (getaddrinfo(address.substr(0, colon).c_str(), address.substr(colon + 1).c_str(), &hints,
                        &found) != 0) {
            ADD_FAILURE() << "cannot resolve " << address;
            return;
        }
        for (auto* a = found; a && m_socket < 0; a = a->ai_next) {
            const int s = ::socket(a->ai_family, a->ai_socktype, a->ai_protocol);
            if (::connect(s, a->ai_addr, a->ai_addrlen) == 0)
                m_socket = s;
            else
                ::close(s);
        }
        freeaddrinfo(found);
        EXPECT_GE(m_socket, 0) << "cannot connect to " << address;
        const int on = 1;
        ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        const timeval patience{30, 0};
        ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    }
    BrokerClient(BrokerClient&& other) noexcept
        : m_clientId(std::move(other.m_clientId))
        , m_socket(std::exchange(other.m_socket, -1))
        , m_lastId(other.m_lastId) {}
    BrokerClient& operator=(BrokerClient&&) = delete;
    ~BrokerClient() { close(); }

    /// Gone without a good-bye: the peer sees an error, not an end.
    void reset() {
        const linger now{1, 0};
        ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        close();
    }
    void close() {
        if (m_socket >= 0)
            ::close(std::exchange(m_socket, -1));
    }

    template <class Response, class Request>
    Response call(const Request& request, std::int16_t version) {
        send(request, version);
        return receive<Response>(version);
    }

    template <class Request>
    void send(const Request& request, std::int16_t version) {
        protocol::RequestHeader header;
        header.requestApiVersion = version;
        header.correlationId = ++m_lastId;
        header.clientId = m_clientId;
        const auto frame = protocol::encodeRequest(header, request);
        if (!frame)
            ADD_FAILURE() << "cannot encode: " << frame.error().cause;
        else
            sendBytes(*frame);
    }

    void sendBytes(base::ByteView bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) {
                ADD_FAILURE() << "the connection is closed for writing";
                return;
            }
            bytes = bytes.subspan(static_cast<std::size_t>(sent));
        }
    }

    /// The answer to the oldest request not yet answered.
    template <class Response>
    Response receive(std::int16_t version) {
        const auto frame = receiveFrame();
        const auto header = protocol::decodeResponseHeader(frame, Response::apiKey, version);
        if (!header) {
            ADD_FAILURE() << Response::messageName << ": " << header.error().cause;
            return {};
        }
        auto response = protocol::decode<Response>(
            frame.slice(header->bodyOffset, frame.size() - header->bodyOffset), version);
        if (!response) {
            ADD_FAILURE() << Response::messageName << ": " << response.error().cause;
            return {};
        }
        return std::move(*response);
    }

    /// A frame without its length; empty, with a failure, if the connection ends before.
    base::Buffer receiveFrame() {
        base::Bytes size(protocol::frameSizeBytes);
        if (!receiveInto(size)) {
            ADD_FAILURE() << "no answer";
            return {};
        }
        base::Bytes body(static_cast<std::size_t>(base::loadBigEndian<std::int32_t>(size.data())));
        EXPECT_TRUE(receiveInto(body)) << "the answer is cut";
        return base::Buffer(std::move(body));
    }

    /// Whether anything, the end of the connection included, comes within that time.
    [[nodiscard]] bool readable(std::chrono::milliseconds within) const {
        pollfd waiting{m_socket, POLLIN, 0};
        return ::poll(&waiting, 1, static_cast<int>(within.count())) > 0;
    }
    /// Whether the broker ends the connection, without another byte, within 30 s.
    [[nodiscard]] bool isClosedByPeer() {
        std::uint8_t byte = 0;
        return ::recv(m_socket, &byte, 1, 0) == 0;
    }
    [[nodiscard]] int socket() const { return m_socket; }

private:
    bool receiveInto(base::Bytes& bytes) {
        for (std::size_t at = 0; at < bytes.size();) {
            const auto got = ::recv(m_socket, bytes.data() + at, bytes.size() - at, 0);
            if (got <= 0)
                return false;
            at += static_cast<std::size_t>(got);
        }
        return true;
    }

    const std::string m_clientId;
    int m_socket = -1;
    std::int32_t m_lastId = 0;
};

} // namespace test_support
