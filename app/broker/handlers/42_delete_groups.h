#pragma once

#include "broker/handlers/handler.h"
#include "protocol/messages/42_delete_groups.h"

namespace broker {

/// S62. Only empty groups go.
void deleteGroups(RequestContext& context, protocol::DeleteGroupsRequest&& request,
                  Reply<protocol::DeleteGroupsResponse> reply);

} // namespace broker
