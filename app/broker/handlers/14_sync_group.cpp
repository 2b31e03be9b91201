#include "broker/handlers/14_sync_group.h"

#include "broker/groups/group_coordinator.h"
#include "protocol/error_codes.h"

namespace broker {

namespace {

/// From this version on a member must say which protocol it believes in (KIP-559).
constexpr std::int16_t firstVersionWithProtocol = 5;

} // namespace

void syncGroup(RequestContext& context, protocol::SyncGroupRequest&& request,
               Reply<protocol::SyncGroupResponse> reply) {
    if (context.version >= firstVersionWithProtocol && (!request.protocolType || !request.protocolName))
        return reply({.errorCode = protocol::toWire(protocol::ErrorCode::INCONSISTENT_GROUP_PROTOCOL)});
    const auto slot = std::make_shared<Reply<protocol::SyncGroupResponse>>(std::move(reply));
    context.engine.groups.sync(
        request, [slot](protocol::SyncGroupResponse response) { (*slot)(std::move(response)); });
}

} // namespace broker
