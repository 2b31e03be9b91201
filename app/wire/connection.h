#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/result.h"
#include "protocol/api_key.h"
#include "protocol/field.h"
#include "protocol/messages/18_api_versions.h"
#include "protocol/structs/request_header.h"
#include "wire/transport.h"

namespace wire {

struct ConnectionOptions {
    std::string clientId = "milena";
    base::Millis connectTimeout{5000};
    std::size_t maxAnswerBytes = 128u << 20;
};

/// The bytes of one answer and the version that both sides had agreed on.
struct Answer {
    base::Buffer body;
    std::int16_t version = 0;
};

/// One connection to one broker: learns its versions, sends requests one after the other without waiting, and
/// gives each its answer. Any disorder of the other side (an answer out of turn, one too large, silence past
/// a deadline) closes it, because what follows could not be trusted; every request that waits then gets the
/// reason. Lives on its loop's thread, and so do all calls and callbacks. Kept alive by its own reads while
/// open.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    using AnswerDone = std::function<void(base::Result<Answer>)>;
    using Encode = std::function<base::Result<base::Bytes>(const protocol::RequestHeader&)>;

    struct Request {
        protocol::ApiKey key;
        protocol::Versions versions; ///< that the caller can speak
        Encode encode;               ///< the whole frame, in the version that the header names
        base::Millis timeout;
        AnswerDone done; ///< exactly once
    };

    Connection(IoLoop& loop, std::shared_ptr<Transport> transport, Address address,
               ConnectionOptions options);

    /// Connects and asks for the broker's versions.
    void open(Transport::Done done);
    void send(Request request);
    /// Every waiting request fails with `why`.
    void close(const base::Error& why);

    [[nodiscard]] bool closed() const { return m_state == State::Closed; }
    /// Once open: what the broker serves.
    [[nodiscard]] const protocol::ApiVersionsResponse& served() const { return m_served; }
    [[nodiscard]] const Address& address() const { return m_address; }

private:
    enum class State { Idle, Connecting, Negotiating, Open, Closed };
    using TimePoint = std::chrono::steady_clock::time_point;

    struct Waiting {
        std::int32_t correlationId;
        protocol::ApiKey key;
        std::int16_t version;
        TimePoint deadline;
        base::Millis timeout;
        AnswerDone done;
    };

    void negotiate(std::int16_t version);
    void negotiated(base::Result<Answer> answer);
    void opened(base::Status status);
    [[nodiscard]] base::Error notServed(protocol::ApiKey key) const;
    void write(const Request& request, std::int16_t version);
    void flush();
    void readMore();
    void took(std::size_t count);
    [[nodiscard]] base::Status checkSize(std::uint32_t size) const;
    [[nodiscard]] base::Error notKafka() const;
    void answered(base::Buffer frame);
    void watchDeadlines();
    [[nodiscard]] base::Error silent(const Waiting& oldest) const;

    const std::shared_ptr<Transport> m_transport;
    const Address m_address;
    const ConnectionOptions m_options;
    State m_state = State::Idle;
    Timer m_timer;
    TimePoint m_connectDeadline;
    Transport::Done m_onOpen;
    protocol::ApiVersionsResponse m_served;
    std::map<std::int16_t, protocol::Versions> m_servedVersions;

    std::int32_t m_nextCorrelationId = 1;
    std::deque<Waiting> m_waiting; ///< in the order sent, which is the order of answers
    std::deque<base::Bytes> m_out;
    bool m_writing = false;

    base::Bytes m_in; ///< the frame being read, its size first
    std::size_t m_inFilled = 0;
    bool m_answeredOnce = false; ///< whatever is there speaks Kafka
};

} // namespace wire
