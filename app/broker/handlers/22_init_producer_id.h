#pragma once

#include "broker/handlers/handler.h"
#include "protocol/messages/22_init_producer_id.h"

namespace broker {

void initProducerId(RequestContext& context, protocol::InitProducerIdRequest&& request,
                    Reply<protocol::InitProducerIdResponse> reply);

} // namespace broker
