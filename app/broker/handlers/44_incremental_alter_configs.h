#pragma once

#include "broker/handlers/handler.h"
#include "protocol/messages/44_incremental_alter_configs.h"

namespace broker {

void incrementalAlterConfigs(RequestContext& context, protocol::IncrementalAlterConfigsRequest&& request,
                             Reply<protocol::IncrementalAlterConfigsResponse> reply);

} // namespace broker
