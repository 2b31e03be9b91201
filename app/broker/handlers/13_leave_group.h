#pragma once

#include "broker/handlers/handler.h"
#include "protocol/messages/13_leave_group.h"

namespace broker {

/// S61. Up to version 2 one member leaves, and its error is the answer's.
void leaveGroup(RequestContext& context, protocol::LeaveGroupRequest&& request,
                Reply<protocol::LeaveGroupResponse> reply);

} // namespace broker
