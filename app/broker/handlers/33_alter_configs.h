#pragma once

#include "broker/handlers/handler.h"
#include "protocol/messages/33_alter_configs.h"

namespace broker {

void alterConfigs(RequestContext& context, protocol::AlterConfigsRequest&& request,
                  Reply<protocol::AlterConfigsResponse> reply);

} // namespace broker
