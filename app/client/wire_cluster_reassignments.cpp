#include "client/wire_cluster.h"
#include "protocol/messages/46_list_partition_reassignments.h"
#include "wire/kafka_error.h"

namespace client {

base::Result<std::vector<Reassignment>> WireCluster::reassignments() {
    using Request = protocol::ListPartitionReassignmentsRequest;
    using Response = protocol::ListPartitionReassignmentsResponse;
    constexpr base::Millis patience{2000};
    auto broker = controller();
    if (const auto all = m_wire.brokers(); !broker && !all.empty())
        broker = all.front();
    Request request;
    request.timeoutMs = static_cast<std::int32_t>(patience.count());
    auto pending =
        m_wire.ask<Response>(broker, std::move(request), Request::versions, {}, wire::Lane::Controller);
    if (!pending.ready(patience))
        return base::fail({.name = std::string(notAnswered),
                           .cause = "The controller has not told which partitions are reassigned.",
                           .remedy = "It is asked again.",
                           .retriable = true});
    const auto answer = pending.get();
    if (!answer)
        return base::fail(answer.error());
    if (answer->errorCode != 0)
        return base::fail(wire::kafkaError(answer->errorCode, "Reassignments", answer->errorMessage));
    std::vector<Reassignment> out;
    for (const auto& topic : answer->topics)
        for (const auto& partition : topic.partitions) {
            auto& one = out.emplace_back();
            one.partition = {topic.name, base::PartitionId(partition.partitionIndex)};
            for (const std::int32_t id : partition.addingReplicas)
                one.adding.emplace_back(id);
        }
    return out;
}

} // namespace client
