#include "broker/handlers/42_delete_groups.h"

#include <set>

#include "broker/groups/group_coordinator.h"
#include "protocol/error_codes.h"

namespace broker {

void deleteGroups(RequestContext& context, protocol::DeleteGroupsRequest&& request,
                  Reply<protocol::DeleteGroupsResponse> reply) {
    protocol::DeleteGroupsResponse response;
    const std::set<std::string> names(request.groupsNames.begin(), request.groupsNames.end());
    for (const auto& name : names)
        response.results.push_back(
            {name, protocol::toWire(context.engine.groups.remove(name)), std::nullopt});
    reply(std::move(response));
}

} // namespace broker
