#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/api_key.h"
#include "protocol/field.h"

namespace protocol {

/// Asks for the brokers or controllers of a cluster (key 60).
struct DescribeClusterRequest {
    static constexpr std::string_view messageName = "DescribeClusterRequest";
    static constexpr ApiKey apiKey = ApiKey::DescribeCluster;
    static constexpr Versions versions{0, 2};
    static constexpr std::int16_t firstFlexible = 0;

    bool includeClusterAuthorizedOperations = false;
    std::int8_t endpointType = 1;
    bool includeFencedBrokers = false;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("includeClusterAuthorizedOperations", m.includeClusterAuthorizedOperations);
        v.field("endpointType", m.endpointType, {.since = 1});
        v.field("includeFencedBrokers", m.includeFencedBrokers, {.since = 2});
    }
};

/// The id, the controller and the nodes of a cluster.
struct DescribeClusterResponse {
    static constexpr std::string_view messageName = "DescribeClusterResponse";
    static constexpr ApiKey apiKey = ApiKey::DescribeCluster;
    static constexpr Versions versions{0, 2};
    static constexpr std::int16_t firstFlexible = 0;

    struct DescribeClusterBroker {
        std::int32_t brokerId = 0;
        std::string host;
        std::int32_t port = 0;
        std::optional<std::string> rack;
        bool isFenced = false;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("brokerId", m.brokerId);
            v.field("host", m.host);
            v.field("port", m.port);
            v.field("rack", m.rack, {.nullableSince = 0});
            v.field("isFenced", m.isFenced, {.since = 2});
        }
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::optional<std::string> errorMessage;
    std::int8_t endpointType = 1;
    std::string clusterId;
    std::int32_t controllerId = -1;
    std::vector<DescribeClusterBroker> brokers;
    std::int32_t clusterAuthorizedOperations = std::numeric_limits<std::int32_t>::min();

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("throttleTimeMs", m.throttleTimeMs);
        v.field("errorCode", m.errorCode);
        v.field("errorMessage", m.errorMessage, {.nullableSince = 0});
        v.field("endpointType", m.endpointType, {.since = 1});
        v.field("clusterId", m.clusterId);
        v.field("controllerId", m.controllerId);
        v.field("brokers", m.brokers);
        v.field("clusterAuthorizedOperations", m.clusterAuthorizedOperations);
    }
};

} // namespace protocol
