#include "broker/handlers/11_join_group.h"

#include "broker/groups/group_coordinator.h"

namespace broker {

namespace {

constexpr std::int16_t firstVersionWithRebalanceTimeout = 1;
constexpr std::int16_t firstVersionWithNullableProtocol = 7;

} // namespace

void joinGroup(RequestContext& context, protocol::JoinGroupRequest&& request,
               Reply<protocol::JoinGroupResponse> reply) {
    if (context.version < firstVersionWithRebalanceTimeout)
        request.rebalanceTimeoutMs = request.sessionTimeoutMs;
    const auto slot = std::make_shared<Reply<protocol::JoinGroupResponse>>(std::move(reply));
    context.engine.groups.join({context.clientId, context.clientHost(), context.version}, request,
                               [slot, version = context.version](protocol::JoinGroupResponse response) {
                                   if (version < firstVersionWithNullableProtocol && !response.protocolName)
                                       response.protocolName = "";
                                   (*slot)(std::move(response));
                               });
}

} // namespace broker
