#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "broker/engine.h"
#include "broker/net/channel.h"
#include "protocol/api_key.h"
#include "protocol/framing.h"
#include "storage/workers.h"

namespace broker {

/// Facts about one request. Handlers get a reference that holds during the call; who answers later copies it.
struct RequestContext {
    Engine& engine;
    std::int16_t version;
    std::string clientId;
    std::shared_ptr<net::Channel> channel;
    base::Buffer body; ///< as it came

    /// As Kafka shows it: "/127.0.0.1".
    [[nodiscard]] std::string clientHost() const { return "/" + channel->peerHost(); }
    /// What clients on this listener are told to dial.
    [[nodiscard]] const HostPort& advertised() const { return channel->advertised(); }
};

/// The place on a connection that waits for exactly one answer. Dropping it unanswered closes the connection:
/// a client that waits for ever would be worse. Any thread.
class AnswerSlot {
public:
    AnswerSlot(std::shared_ptr<net::Channel> channel, protocol::ApiKey key)
        : m_channel(std::move(channel)), m_key(key) {}
    ~AnswerSlot();
    AnswerSlot(const AnswerSlot&) = delete;
    AnswerSlot& operator=(const AnswerSlot&) = delete;

    void answer(std::vector<base::Buffer> pieces);
    void skip();
    void close(std::string why);

private:
    std::shared_ptr<net::Channel> m_channel;
    protocol::ApiKey m_key;
};

/// Answers one request, once, from any thread, then or later. Move-only.
template <class Response>
class Reply {
public:
    Reply(std::unique_ptr<AnswerSlot> slot, std::int32_t correlationId, std::int16_t version)
        : m_slot(std::move(slot)), m_correlationId(correlationId), m_version(version) {}
    /// For tests without a connection.
    explicit Reply(std::function<void(Response&&)> receiver) : m_receiver(std::move(receiver)) {}

    void operator()(Response&& response) {
        if (auto receiver = std::exchange(m_receiver, nullptr))
            return receiver(std::move(response));
        if (auto slot = std::exchange(m_slot, nullptr))
            slot->answer(protocol::encodeResponseFrame(m_correlationId, m_version, response).pieces);
    }
    /// No answer at all; the connection goes on (acks=0).
    void skip() {
        if (auto slot = std::exchange(m_slot, nullptr))
            slot->skip();
    }
    void close(std::string why) {
        if (auto slot = std::exchange(m_slot, nullptr))
            slot->close(std::move(why));
    }

private:
    std::unique_ptr<AnswerSlot> m_slot;
    std::function<void(Response&&)> m_receiver;
    std::int32_t m_correlationId = 0;
    std::int16_t m_version = 0;
};

/// One line of the handler list: what is served, in which versions, and by whom.
struct HandlerEntry {
    protocol::ApiKey key;
    std::string_view name;
    std::int16_t oldest, newest; ///< as advertised by ApiVersions
    std::int16_t servedFrom;     ///< older ones are advertised for old clients' sake and close the connection
    void (*run)(RequestContext& context, std::int32_t correlationId);
};

namespace detail {

template <class Request, class Response, void (*handle)(RequestContext&, Request&&, Reply<Response>)>
void decodeAndRun(RequestContext& context, std::int32_t correlationId) {
    auto slot = std::make_unique<AnswerSlot>(context.channel, Request::apiKey);
    auto request = protocol::decodeRequest<Request>(context.body, context.version);
    if (!request)
        return slot->close(request.error().cause);
    handle(context, std::move(*request), Reply<Response>(std::move(slot), correlationId, context.version));
}

} // namespace detail

/// `handle` on a worker, for what takes longer than an I/O thread may be held. What waits belongs to the
/// connection, which has one request at a time and forgets it when it is closed; and it waits as it came,
/// since decoded it may take ten times as much.
template <class Request, class Response, void (*handle)(RequestContext&, Request&&, Reply<Response>)>
void onWorker(RequestContext& context, Request&&, Reply<Response> reply) {
    struct Job {
        RequestContext context;
        Reply<Response> reply;
    };
    const auto waiting = std::make_shared<Job>(Job{context, std::move(reply)});
    context.channel->hold(waiting);
    const bool taken = context.engine.workers.post([weak = std::weak_ptr(waiting)] {
        const auto job = weak.lock();
        if (!job)
            return;
        auto request = protocol::decodeRequest<Request>(job->context.body, job->context.version);
        if (!request)
            return job->reply.close(request.error().cause);
        handle(job->context, std::move(*request), std::move(job->reply));
    });
    if (!taken)
        waiting->reply.close("the broker is stopping");
}

template <class Request, class Response, void (*handle)(RequestContext&, Request&&, Reply<Response>)>
constexpr HandlerEntry serve(std::string_view name, std::int16_t oldest, std::int16_t newest,
                             std::int16_t servedFrom = 0) {
    return {Request::apiKey, name,       oldest,
            newest,          servedFrom, detail::decodeAndRun<Request, Response, handle>};
}

} // namespace broker
