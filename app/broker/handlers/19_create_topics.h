#pragma once

#include "broker/handlers/handler.h"
#include "protocol/messages/19_create_topics.h"

namespace broker {

void createTopics(RequestContext& context, protocol::CreateTopicsRequest&& request,
                  Reply<protocol::CreateTopicsResponse> reply);

} // namespace broker
