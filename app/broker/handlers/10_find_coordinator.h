#pragma once

#include "broker/handlers/handler.h"
#include "protocol/messages/10_find_coordinator.h"

namespace broker {

/// This broker coordinates every group (S63); nobody coordinates transactions yet, which clients are told for
/// good.
void findCoordinator(RequestContext& context, protocol::FindCoordinatorRequest&& request,
                     Reply<protocol::FindCoordinatorResponse> reply);

} // namespace broker
