#include "broker/handlers/13_leave_group.h"

#include "broker/groups/group_coordinator.h"

namespace broker {

namespace {

constexpr std::int16_t firstVersionWithMembers = 3;

} // namespace

void leaveGroup(RequestContext& context, protocol::LeaveGroupRequest&& request,
                Reply<protocol::LeaveGroupResponse> reply) {
    const bool single = context.version < firstVersionWithMembers;
    if (single)
        request.members = {{request.memberId, std::nullopt, std::nullopt}};
    auto response = context.engine.groups.leave(request);
    if (single && !response.members.empty()) {
        response.errorCode = response.members.front().errorCode;
        response.members.clear();
    }
    reply(std::move(response));
}

} // namespace broker
