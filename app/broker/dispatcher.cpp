#include "broker/dispatcher.h"

#include "broker/handlers/handler_list.h"
#include "protocol/error_codes.h"
#include "protocol/messages/18_api_versions.h"

namespace broker {

namespace {

void answerTooNewApiVersions(std::shared_ptr<net::Channel> channel, const HandlerEntry& entry,
                             std::int32_t correlationId) {
    protocol::ApiVersionsResponse response;
    response.errorCode = toWire(protocol::ErrorCode::UNSUPPORTED_VERSION);
    response.apiKeys.push_back({static_cast<std::int16_t>(entry.key), entry.oldest, entry.newest});
    channel->answer(protocol::encodeResponseFrame(correlationId, 0, response).pieces);
}

} // namespace

void Dispatcher::onFrame(std::shared_ptr<net::Channel> channel, base::Buffer frame) {
    auto decoded = protocol::decodeRequestHeader(frame);
    if (!decoded)
        return channel->close("not a Kafka request: " + decoded.error().cause);
    auto& header = decoded->header;
    const auto* entry = findHandler(header.requestApiKey);
    if (!entry)
        return channel->close(fmt::format("API key {} is not served", header.requestApiKey));
    m_engine->metrics.requestsByApi[static_cast<std::size_t>(header.requestApiKey)].fetch_add(
        1, std::memory_order_relaxed);
    const auto version = header.requestApiVersion;
    if (version > entry->newest && entry->key == protocol::ApiKey::ApiVersions)
        return answerTooNewApiVersions(std::move(channel), *entry, header.correlationId);
    if (version > entry->newest || version < std::max(entry->oldest, entry->servedFrom))
        return channel->close(fmt::format("{} version {} is not served", entry->name, version));
    RequestContext context{*m_engine, version, std::move(header.clientId).value_or(""), std::move(channel),
                           frame.slice(decoded->bodyOffset, frame.size() - decoded->bodyOffset)};
    if (!context.clientId.empty())
        context.channel->setClientId(context.clientId);
    entry->run(context, header.correlationId);
}

} // namespace broker
