#pragma once

#include "broker/handlers/handler.h"
#include "protocol/messages/01_fetch.h"

namespace broker {

void fetch(RequestContext& context, protocol::FetchRequest&& request, Reply<protocol::FetchResponse> reply);

} // namespace broker
