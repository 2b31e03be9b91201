#pragma once

#include "broker/handlers/handler.h"
#include "protocol/messages/00_produce.h"

namespace broker {

void produce(RequestContext& context, protocol::ProduceRequest&& request,
             Reply<protocol::ProduceResponse> reply);

} // namespace broker
