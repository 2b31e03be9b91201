#pragma once

#include "broker/handlers/handler.h"
#include "protocol/messages/15_describe_groups.h"

namespace broker {

/// S62.
void describeGroups(RequestContext& context, protocol::DescribeGroupsRequest&& request,
                    Reply<protocol::DescribeGroupsResponse> reply);

} // namespace broker
