#pragma once

#include "broker/handlers/handler.h"
#include "protocol/messages/09_offset_fetch.h"

namespace broker {

/// S59. From version 8 on several groups at once.
void offsetFetch(RequestContext& context, protocol::OffsetFetchRequest&& request,
                 Reply<protocol::OffsetFetchResponse> reply);

} // namespace broker
