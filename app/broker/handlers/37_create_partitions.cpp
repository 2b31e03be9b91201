#include "broker/handlers/37_create_partitions.h"

#include "broker/handlers/common.h"

namespace broker {

namespace {

using protocol::ErrorCode;
using protocol::makeError;
using Asked = protocol::CreatePartitionsRequest::CreatePartitionsTopic;

base::Status checkAssignments(const Asked& asked, const Topic& topic, std::int32_t node) {
    if (!asked.assignments)
        return {};
    const auto added = static_cast<std::size_t>(asked.count) - topic.partitions.size();
    if (asked.assignments->size() != added)
        return base::fail(
            makeError(ErrorCode::INVALID_REPLICA_ASSIGNMENT,
                      fmt::format("Attempted to add {} additional partition(s), but only {} assignment(s) "
                                  "were specified.",
                                  added, asked.assignments->size())));
    for (const auto& assignment : *asked.assignments)
        if (assignment.brokerIds != std::vector<std::int32_t>{node})
            return base::fail(makeError(
                ErrorCode::INVALID_REPLICA_ASSIGNMENT,
                fmt::format("Every partition must be assigned to broker {} and to no other.", node)));
    return {};
}

base::Status grow(Engine& engine, const Asked& asked, bool twice, bool validateOnly) {
    if (twice)
        return base::fail(makeError(ErrorCode::INVALID_REQUEST, "Duplicate topic name."));
    const auto topic = engine.cluster.find(asked.name);
    if (!topic)
        return base::fail(makeError(ErrorCode::UNKNOWN_TOPIC_OR_PARTITION));
    if (auto good = engine.cluster.checkGrowth(*topic, asked.count); !good)
        return good;
    if (auto good = checkAssignments(asked, *topic, nodeId(engine)); !good)
        return good;
    if (validateOnly)
        return {};
    if (auto grown = engine.cluster.addPartitions(asked.name, asked.count); !grown)
        return base::fail(grown.error());
    return {};
}

} // namespace

void createPartitions(RequestContext& context, protocol::CreatePartitionsRequest&& request,
                      Reply<protocol::CreatePartitionsResponse> reply) {
    const auto twice = duplicates(request.topics, [](const Asked& t) { return t.name; });
    protocol::CreatePartitionsResponse response;
    std::set<std::string> told;
    for (const auto& asked : request.topics) {
        if (!told.insert(asked.name).second)
            continue;
        auto& out = response.results.emplace_back();
        out.name = asked.name;
        if (auto grown = grow(context.engine, asked, twice.contains(asked.name), request.validateOnly);
            !grown) {
            out.errorCode = grown.error().code;
            out.errorMessage = grown.error().cause;
        }
    }
    reply(std::move(response));
}

} // namespace broker
