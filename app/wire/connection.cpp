#include "wire/connection.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "protocol/api_list.h"
#include "protocol/codec.h"
#include "protocol/framing.h"
#include "wire/kafka_error.h"

namespace wire {
namespace {

using protocol::ApiKey;

/// Old enough that every broker since 2.4 answers it, new enough to name our software.
constexpr std::int16_t firstApiVersionsTried = 3;
constexpr std::int16_t unsupportedVersion = 35;
constexpr std::size_t maxWaiting = 1000;
/// What is read at once beyond the frame's own need; also the first piece of a large frame.
constexpr std::size_t readAhead = 64u << 10;

std::uint32_t sizeIn(base::ByteView bytes) {
    return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 |
           std::uint32_t{bytes[3]};
}

base::Error damaged(const Address& address, std::string_view api, std::string_view what) {
    return {.name = "INVALID_RESPONSE",
            .cause = fmt::format("{} answered {} with something that cannot be: {}", address.toString(), api,
                                 what),
            .remedy = "Its software may be broken or not Kafka; the connection was closed.",
            .retriable = false};
}

/// Where the answer is lost it stays open whether these were done.
bool changesTheCluster(ApiKey api) {
    constexpr std::array changes{
        ApiKey::OffsetCommit, ApiKey::CreateTopics,     ApiKey::DeleteTopics,           ApiKey::DeleteRecords,
        ApiKey::DeleteGroups, ApiKey::CreatePartitions, ApiKey::IncrementalAlterConfigs};
    return std::ranges::find(changes, api) != changes.end();
}

base::Error brokenOff(const Address& address, bool speaksKafka) {
    if (speaksKafka)
        return {.name = "CONNECTION_CLOSED",
                .cause = fmt::format("{} closed the connection midway.", address.toString()),
                .remedy = "It may be restarting.",
                .retriable = true};
    return {.name = "CONNECTION_CLOSED",
            .cause = fmt::format("{} closed the connection at the first request.", address.toString()),
            .remedy = "It may want TLS or a login, be older than Kafka 0.10, or not be Kafka.",
            .retriable = true};
}

} // namespace

Connection::Connection(IoLoop& loop, std::shared_ptr<Transport> transport, Address address,
                       ConnectionOptions options)
    : m_transport(std::move(transport))
    , m_address(std::move(address))
    , m_options(std::move(options))
    , m_timer(loop) {}

void Connection::open(Transport::Done done) {
    m_onOpen = std::move(done);
    m_state = State::Connecting;
    m_connectDeadline = std::chrono::steady_clock::now() + m_options.connectTimeout;
    watchDeadlines();
    m_transport->connect(m_address, [self = shared_from_this()](base::Status status) {
        if (!status)
            return self->close(status.error());
        self->m_state = State::Negotiating;
        self->readMore();
        self->negotiate(firstApiVersionsTried);
    });
}

void Connection::negotiate(std::int16_t version) {
    protocol::ApiVersionsRequest message;
    message.clientSoftwareName = "milena";
    message.clientSoftwareVersion = "0.1.0";
    const auto left =
        std::chrono::duration_cast<base::Millis>(m_connectDeadline - std::chrono::steady_clock::now());
    write({.key = ApiKey::ApiVersions,
           .versions = {version, version},
           .encode =
               [message](const protocol::RequestHeader& header) { return encodeRequest(header, message); },
           .timeout = std::max(left, base::Millis(1)),
           .done = [self = shared_from_this()](
                       base::Result<Answer> answer) { self->negotiated(std::move(answer)); }},
          version);
}

void Connection::negotiated(base::Result<Answer> answer) {
    if (!answer)
        return close(answer.error());
    // A broker that does not know the version says so in version 0 (KIP-511).
    auto message = protocol::decode<protocol::ApiVersionsResponse>(answer->body, answer->version);
    if (!message || message->errorCode == unsupportedVersion) {
        auto oldest = protocol::decode<protocol::ApiVersionsResponse>(answer->body, 0);
        if (oldest && oldest->errorCode == unsupportedVersion && answer->version != 0)
            return negotiate(0);
        if (!message)
            return close(damaged(m_address, "ApiVersions", message.error().cause));
    }
    if (message->errorCode != 0)
        return close(damaged(m_address, "ApiVersions", fmt::format("error {}", message->errorCode)));
    m_served = std::move(*message);
    for (const auto& api : m_served.apiKeys)
        m_servedVersions[api.apiKey] = {api.minVersion, api.maxVersion};
    m_state = State::Open;
    opened({});
}

void Connection::opened(base::Status status) {
    if (auto call = std::exchange(m_onOpen, nullptr))
        call(std::move(status));
}

void Connection::send(Request request) {
    if (m_state != State::Open)
        return request.done(base::fail(brokenOff(m_address, m_answeredOnce)));
    const auto served = m_servedVersions.find(static_cast<std::int16_t>(request.key));
    const std::int16_t newest = served == m_servedVersions.end()
                                    ? std::int16_t{-1}
                                    : std::min(served->second.newest, request.versions.newest);
    if (newest < 0 || newest < request.versions.oldest || newest < served->second.oldest)
        return request.done(base::fail(notServed(request.key)));
    if (m_waiting.size() >= maxWaiting)
        return request.done(base::fail({.name = "TOO_MANY_REQUESTS",
                                        .cause = fmt::format("{} has {} requests to answer already.",
                                                             m_address.toString(), m_waiting.size()),
                                        .remedy = "It answers slowly; try again in a moment.",
                                        .retriable = true}));
    write(request, newest);
}

base::Error Connection::notServed(ApiKey key) const {
    const auto advertises = [this](ApiKey api) {
        return m_servedVersions.contains(static_cast<std::int16_t>(api));
    };
    const std::string where = m_address.toString();
    const std::string_view api = protocol::apiName(key);
    base::Error error{.code = unsupportedVersion,
                      .name = "UNSUPPORTED_VERSION",
                      .cause = fmt::format("{} does not serve {} in a version that we speak.", where, api),
                      .remedy = "This needs a newer broker.",
                      .retriable = false};
    if (advertises(key))
        return error;
    error.cause = fmt::format("{} does not serve {}.", where, api);
    // No listener of a broker takes registrations (KIP-631, KIP-919).
    if (advertises(ApiKey::BrokerRegistration) || advertises(ApiKey::ControllerRegistration)) {
        error.cause =
            fmt::format("{} does not serve {}: it looks like the listener of a controller.", where, api);
        error.remedy = "Use the address of a broker's listener.";
    }
    return error;
}

void Connection::write(const Request& request, std::int16_t version) {
    protocol::RequestHeader header;
    header.requestApiKey = static_cast<std::int16_t>(request.key);
    header.requestApiVersion = version;
    header.correlationId = m_nextCorrelationId;
    header.clientId = m_options.clientId;
    auto frame = request.encode(header);
    if (!frame)
        return request.done(base::fail(frame.error()));
    m_nextCorrelationId = m_nextCorrelationId == INT32_MAX ? 1 : m_nextCorrelationId + 1;
    m_waiting.push_back({header.correlationId, request.key, version,
                         std::chrono::steady_clock::now() + request.timeout, request.timeout, request.done});
    watchDeadlines();
    m_out.push_back(std::move(*frame));
    flush();
}

void Connection::flush() {
    if (m_writing || m_out.empty() || closed())
        return;
    m_writing = true;
    base::Bytes next = std::move(m_out.front());
    m_out.pop_front();
    m_transport->write(std::move(next), [self = shared_from_this()](base::Status status) {
        self->m_writing = false;
        if (!status)
            return self->close(status.error());
        self->flush();
    });
}

void Connection::readMore() {
    if (closed())
        return;
    // Room grows with what has come, so that a size nobody follows up on costs nothing.
    std::size_t wanted = readAhead;
    if (m_inFilled >= protocol::frameSizeBytes)
        wanted =
            std::min(protocol::frameSizeBytes + sizeIn(m_in) - m_inFilled, std::max(readAhead, m_inFilled));
    if (m_in.size() < m_inFilled + wanted)
        m_in.resize(m_inFilled + wanted);
    m_transport->read(m_in.data() + m_inFilled, m_in.size() - m_inFilled,
                      [self = shared_from_this()](base::Result<std::size_t> count) {
                          if (!count)
                              return self->close(count.error());
                          if (*count == 0)
                              return self->close(brokenOff(self->m_address, self->m_answeredOnce));
                          self->took(*count);
                      });
}

void Connection::took(std::size_t count) {
    m_inFilled += count;
    while (!closed() && m_inFilled >= protocol::frameSizeBytes) {
        const std::uint32_t size = sizeIn(m_in);
        if (auto fine = checkSize(size); !fine)
            return close(fine.error());
        const std::size_t whole = protocol::frameSizeBytes + size;
        if (m_inFilled < whole)
            break;
        const base::ByteView behind = base::ByteView(m_in).subspan(whole, m_inFilled - whole);
        base::Bytes next(behind.begin(), behind.end());
        m_in.resize(whole);
        const base::Buffer frame(std::exchange(m_in, std::move(next)));
        m_inFilled = m_in.size();
        answered(frame.slice(protocol::frameSizeBytes, size));
    }
    readMore();
}

base::Status Connection::checkSize(std::uint32_t size) const {
    if (size >= protocol::frameSizeBytes && size <= m_options.maxAnswerBytes)
        return {};
    if (!m_answeredOnce)
        return base::fail(notKafka());
    if (size > m_options.maxAnswerBytes && size <= INT32_MAX)
        return base::fail({.name = "ANSWER_TOO_LARGE",
                           .cause = fmt::format("{} announced an answer of {} bytes; at most {} are taken.",
                                                m_address.toString(), size, m_options.maxAnswerBytes),
                           .remedy = "Ask for less at once.",
                           .retriable = false});
    return base::fail(damaged(m_address, "a request",
                              fmt::format("an answer of {} bytes.", static_cast<std::int32_t>(size))));
}

base::Error Connection::notKafka() const {
    const std::string where = m_address.toString();
    const std::string_view start = base::asText(base::ByteView(m_in).first(m_inFilled));
    // A TLS record starts with its type (alert, handshake) and the major version 3.
    if ((start[0] == 0x15 || start[0] == 0x16) && start[1] == 0x03)
        return {.name = "TLS_EXPECTED",
                .cause = fmt::format("{} speaks TLS, and we spoke to it in the clear.", where),
                .remedy = "Use the address of a listener without TLS.",
                .retriable = false};
    std::string_view who = "something else";
    for (const auto& [prefix, name] : {std::pair<std::string_view, std::string_view>{"HTTP", "a web server"},
                                       {"<htm", "a web server"},
                                       {"<!DO", "a web server"},
                                       {"SSH-", "an SSH server"},
                                       {"220 ", "a mail or file server"},
                                       {"-ERR", "Redis"}})
        if (start.starts_with(prefix))
            who = name;
    return {.name = "NOT_KAFKA",
            .cause = fmt::format("{} is not a Kafka broker but {}.", where, who),
            .remedy = "Check the port; brokers usually listen on 9092.",
            .retriable = false};
}

void Connection::answered(base::Buffer frame) {
    if (m_waiting.empty())
        return close(damaged(m_address, "nothing", "an answer that was not asked for."));
    const std::string_view api = protocol::apiName(m_waiting.front().key);
    const auto header =
        protocol::decodeResponseHeader(frame, m_waiting.front().key, m_waiting.front().version);
    if (!header)
        return close(m_answeredOnce ? damaged(m_address, api, header.error().cause) : notKafka());
    if (header->correlationId != m_waiting.front().correlationId)
        return close(damaged(m_address, api,
                             fmt::format("answer {} where {} was due.", header->correlationId,
                                         m_waiting.front().correlationId)));
    m_answeredOnce = true;
    Waiting first = std::move(m_waiting.front());
    m_waiting.pop_front();
    watchDeadlines();
    first.done(Answer{frame.slice(header->bodyOffset, frame.size() - header->bodyOffset), first.version});
}

void Connection::watchDeadlines() {
    if (closed())
        return;
    const auto earliest =
        std::min_element(m_waiting.begin(), m_waiting.end(),
                         [](const Waiting& a, const Waiting& b) { return a.deadline < b.deadline; });
    if (earliest == m_waiting.end()) {
        if (m_state != State::Connecting)
            return m_timer.cancel();
        m_timer.start(m_connectDeadline, [weak = weak_from_this()] {
            if (auto self = weak.lock())
                self->close(
                    {.name = "TIMEOUT",
                     .cause = fmt::format("{} did not accept a connection within {:.3g} s.",
                                          self->m_address.toString(),
                                          static_cast<double>(self->m_options.connectTimeout.count()) / 1000),
                     .remedy = "Check the address, and firewalls between here and there.",
                     .retriable = true});
        });
        return;
    }
    m_timer.start(earliest->deadline, [weak = weak_from_this(), why = silent(*earliest)] {
        if (auto self = weak.lock())
            self->close(why);
    });
}

base::Error Connection::silent(const Waiting& oldest) const {
    const base::Millis allowed = m_answeredOnce ? oldest.timeout : m_options.connectTimeout;
    const double seconds = static_cast<double>(allowed.count()) / 1000;
    if (!m_answeredOnce)
        return {.name = "TIMEOUT",
                .cause = fmt::format("{} took the connection but did not answer within {:.3g} s.",
                                     m_address.toString(), seconds),
                .remedy = "It may not be Kafka, may want TLS, or hangs.",
                .retriable = true};
    return {.code = 7,
            .name = std::string(brokerSilent),
            .cause = fmt::format("{} did not answer {} within {:.3g} s.", m_address.toString(),
                                 protocol::apiName(oldest.key), seconds),
            .remedy = "It hangs or is overloaded.",
            .retriable = true};
}

void Connection::close(const base::Error& why) {
    if (closed())
        return;
    const auto self = shared_from_this();
    m_state = State::Closed;
    m_timer.cancel();
    m_transport->close();
    m_out.clear();
    m_in = {};
    m_inFilled = 0;
    opened(base::fail(why));
    for (auto waiting = std::exchange(m_waiting, {}); Waiting & request : waiting) {
        base::Error lost = why;
        lost.unanswered = changesTheCluster(request.key);
        request.done(base::fail(std::move(lost)));
    }
}

} // namespace wire
