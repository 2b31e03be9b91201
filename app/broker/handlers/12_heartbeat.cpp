#include "broker/handlers/12_heartbeat.h"

#include "broker/groups/group_coordinator.h"

namespace broker {

void heartbeat(RequestContext& context, protocol::HeartbeatRequest&& request,
               Reply<protocol::HeartbeatResponse> reply) {
    reply(context.engine.groups.heartbeat(request));
}

} // namespace broker
