#include "broker/handlers/18_api_versions.h"

#include <algorithm>

#include "broker/handlers/handler_list.h"
#include "protocol/error_codes.h"

namespace broker {

namespace {

bool isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// ApiVersionsRequest.SOFTWARE_NAME_VERSION_PATTERN (KIP-511).
bool isSoftwareWord(std::string_view word) {
    return !word.empty() && isLetterOrDigit(word.front()) && isLetterOrDigit(word.back()) &&
           std::ranges::all_of(word, [](char c) { return isLetterOrDigit(c) || c == '-' || c == '.'; });
}

} // namespace

void apiVersions(RequestContext& context, protocol::ApiVersionsRequest&& request,
                 Reply<protocol::ApiVersionsResponse> reply) {
    protocol::ApiVersionsResponse response;
    if (context.version >= 3) {
        if (!isSoftwareWord(request.clientSoftwareName) || !isSoftwareWord(request.clientSoftwareVersion)) {
            response.errorCode = toWire(protocol::ErrorCode::INVALID_REQUEST);
            return reply(std::move(response));
        }
        context.channel->setSoftware(std::move(request.clientSoftwareName),
                                     std::move(request.clientSoftwareVersion));
    }
    for (const auto& api : handlerList())
        response.apiKeys.push_back({static_cast<std::int16_t>(api.key), api.oldest, api.newest});
    reply(std::move(response));
}

} // namespace broker
