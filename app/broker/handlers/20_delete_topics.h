#pragma once

#include "broker/handlers/handler.h"
#include "protocol/messages/20_delete_topics.h"

namespace broker {

void deleteTopics(RequestContext& context, protocol::DeleteTopicsRequest&& request,
                  Reply<protocol::DeleteTopicsResponse> reply);

} // namespace broker
