#include "broker/handlers/16_list_groups.h"

#include "broker/groups/group_coordinator.h"

namespace broker {

void listGroups(RequestContext& context, protocol::ListGroupsRequest&& request,
                Reply<protocol::ListGroupsResponse> reply) {
    reply({.groups = context.engine.groups.list(request.statesFilter, request.typesFilter)});
}

} // namespace broker
