#include "broker/handlers/15_describe_groups.h"

#include "broker/groups/group_coordinator.h"

namespace broker {

namespace {

/// Without an authorizer all that Kafka lists for a group: read, delete, describe, describe and alter
/// configs.
constexpr std::int32_t groupOperations = 1 << 3 | 1 << 6 | 1 << 8 | 1 << 10 | 1 << 11;

} // namespace

void describeGroups(RequestContext& context, protocol::DescribeGroupsRequest&& request,
                    Reply<protocol::DescribeGroupsResponse> reply) {
    protocol::DescribeGroupsResponse response;
    for (const auto& group : request.groups) {
        auto& described =
            response.groups.emplace_back(context.engine.groups.describe(group, context.version));
        if (request.includeAuthorizedOperations && described.errorCode == 0)
            described.authorizedOperations = groupOperations;
    }
    reply(std::move(response));
}

} // namespace broker
