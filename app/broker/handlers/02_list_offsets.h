#pragma once

#include "broker/handlers/handler.h"
#include "protocol/messages/02_list_offsets.h"

namespace broker {

void listOffsets(RequestContext& context, protocol::ListOffsetsRequest&& request,
                 Reply<protocol::ListOffsetsResponse> reply);

} // namespace broker
