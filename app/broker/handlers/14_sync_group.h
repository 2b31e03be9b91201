#pragma once

#include "broker/handlers/handler.h"
#include "protocol/messages/14_sync_group.h"

namespace broker {

/// S57. The answer waits for the leader's.
void syncGroup(RequestContext& context, protocol::SyncGroupRequest&& request,
               Reply<protocol::SyncGroupResponse> reply);

} // namespace broker
