#pragma once

#include "broker/handlers/handler.h"
#include "protocol/messages/32_describe_configs.h"

namespace broker {

void describeConfigs(RequestContext& context, protocol::DescribeConfigsRequest&& request,
                     Reply<protocol::DescribeConfigsResponse> reply);

} // namespace broker
