#pragma once

#include "broker/handlers/handler.h"
#include "protocol/messages/35_describe_log_dirs.h"

namespace broker {

void describeLogDirs(RequestContext& context, protocol::DescribeLogDirsRequest&& request,
                     Reply<protocol::DescribeLogDirsResponse> reply);

} // namespace broker
