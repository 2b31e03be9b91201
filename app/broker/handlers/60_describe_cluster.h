#pragma once

#include "broker/handlers/handler.h"
#include "protocol/messages/60_describe_cluster.h"

namespace broker {

void describeCluster(RequestContext& context, protocol::DescribeClusterRequest&& request,
                     Reply<protocol::DescribeClusterResponse> reply);

} // namespace broker
