#pragma once

#include "broker/handlers/handler.h"
#include "protocol/messages/03_metadata.h"

namespace broker {

void metadata(RequestContext& context, protocol::MetadataRequest&& request,
              Reply<protocol::MetadataResponse> reply);

} // namespace broker
