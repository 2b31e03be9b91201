#pragma once

#include "broker/handlers/handler.h"
#include "protocol/messages/11_join_group.h"

namespace broker {

/// S47–S55. The answer waits until the rebalance is over.
void joinGroup(RequestContext& context, protocol::JoinGroupRequest&& request,
               Reply<protocol::JoinGroupResponse> reply);

} // namespace broker
