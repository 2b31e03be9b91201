#pragma once

#include "broker/handlers/handler.h"
#include "protocol/messages/12_heartbeat.h"

namespace broker {

/// S56.
void heartbeat(RequestContext& context, protocol::HeartbeatRequest&& request,
               Reply<protocol::HeartbeatResponse> reply);

} // namespace broker
