#pragma once

#include "broker/handlers/handler.h"
#include "protocol/messages/18_api_versions.h"

namespace broker {

void apiVersions(RequestContext& context, protocol::ApiVersionsRequest&& request,
                 Reply<protocol::ApiVersionsResponse> reply);

} // namespace broker
