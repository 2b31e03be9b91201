#pragma once

#include "broker/handlers/handler.h"
#include "protocol/messages/23_offset_for_leader_epoch.h"

namespace broker {

void offsetForLeaderEpoch(RequestContext& context, protocol::OffsetForLeaderEpochRequest&& request,
                          Reply<protocol::OffsetForLeaderEpochResponse> reply);

} // namespace broker
