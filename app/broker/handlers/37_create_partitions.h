#pragma once

#include "broker/handlers/handler.h"
#include "protocol/messages/37_create_partitions.h"

namespace broker {

void createPartitions(RequestContext& context, protocol::CreatePartitionsRequest&& request,
                      Reply<protocol::CreatePartitionsResponse> reply);

} // namespace broker
