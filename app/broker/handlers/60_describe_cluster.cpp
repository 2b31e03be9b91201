#include "broker/handlers/60_describe_cluster.h"

#include "broker/handlers/common.h"

namespace broker {

void describeCluster(RequestContext& context, protocol::DescribeClusterRequest&& request,
                     Reply<protocol::DescribeClusterResponse> reply) {
    constexpr std::int8_t Brokers = 1;
    protocol::DescribeClusterResponse response;
    if (request.endpointType != Brokers) {
        response.errorCode = toWire(protocol::ErrorCode::MISMATCHED_ENDPOINT_TYPE);
        response.errorMessage = "This is a broker endpoint: it knows brokers, not controllers.";
        return reply(std::move(response));
    }
    response.clusterId = context.engine.store.clusterId();
    response.controllerId = nodeId(context.engine);
    auto& self = response.brokers.emplace_back();
    self.brokerId = response.controllerId;
    self.host = context.advertised().host;
    self.port = context.advertised().port;
    if (auto rack = context.engine.config.text("broker.rack"); !rack.empty())
        self.rack = std::move(rack);
    if (request.includeClusterAuthorizedOperations)
        response.clusterAuthorizedOperations = clusterOperations;
    reply(std::move(response));
}

} // namespace broker
