#pragma once

#include "broker/handlers/handler.h"
#include "protocol/messages/16_list_groups.h"

namespace broker {

/// Filtered by state (from version 4 on) and type (from 5 on).
void listGroups(RequestContext& context, protocol::ListGroupsRequest&& request,
                Reply<protocol::ListGroupsResponse> reply);

} // namespace broker
