#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/uuid.h"
#include "protocol/api_key.h"
#include "protocol/field.h"

namespace protocol {

/// Asks for brokers, topics and leaders (key 3). Null topics mean all; in version 0 an empty list does.
struct MetadataRequest {
    static constexpr std::string_view messageName = "MetadataRequest";
    static constexpr ApiKey apiKey = ApiKey::Metadata;
    static constexpr Versions versions{0, 13};
    static constexpr std::int16_t firstFlexible = 9;

    struct MetadataRequestTopic {
        base::Uuid topicId;
        std::optional<std::string> name{std::in_place};

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("topicId", m.topicId, {.since = 10, .ignorable = true});
            v.field("name", m.name, {.nullableSince = 10});
        }
    };

    std::optional<std::vector<MetadataRequestTopic>> topics{std::in_place};
    bool allowAutoTopicCreation = true;
    bool includeClusterAuthorizedOperations = false;
    bool includeTopicAuthorizedOperations = false;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("topics", m.topics, {.nullableSince = 1});
        v.field("allowAutoTopicCreation", m.allowAutoTopicCreation, {.since = 4});
        v.field("includeClusterAuthorizedOperations", m.includeClusterAuthorizedOperations,
                {.since = 8, .until = 10});
        v.field("includeTopicAuthorizedOperations", m.includeTopicAuthorizedOperations, {.since = 8});
    }
};

/// The brokers of the cluster and what was asked of its topics.
struct MetadataResponse {
    static constexpr std::string_view messageName = "MetadataResponse";
    static constexpr ApiKey apiKey = ApiKey::Metadata;
    static constexpr Versions versions{0, 13};
    static constexpr std::int16_t firstFlexible = 9;

    struct MetadataResponseBroker {
        std::int32_t nodeId = 0;
        std::string host;
        std::int32_t port = 0;
        std::optional<std::string> rack;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("nodeId", m.nodeId);
            v.field("host", m.host);
            v.field("port", m.port);
            v.field("rack", m.rack, {.since = 1, .nullableSince = 1, .ignorable = true});
        }
    };

    struct MetadataResponsePartition {
        std::int16_t errorCode = 0;
        std::int32_t partitionIndex = 0;
        std::int32_t leaderId = 0;
        std::int32_t leaderEpoch = -1;
        std::vector<std::int32_t> replicaNodes;
        std::vector<std::int32_t> isrNodes;
        std::vector<std::int32_t> offlineReplicas;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("errorCode", m.errorCode);
            v.field("partitionIndex", m.partitionIndex);
            v.field("leaderId", m.leaderId);
            v.field("leaderEpoch", m.leaderEpoch, {.since = 7, .ignorable = true});
            v.field("replicaNodes", m.replicaNodes);
            v.field("isrNodes", m.isrNodes);
            v.field("offlineReplicas", m.offlineReplicas, {.since = 5, .ignorable = true});
        }
    };

    struct MetadataResponseTopic {
        std::int16_t errorCode = 0;
        std::optional<std::string> name{std::in_place};
        base::Uuid topicId;
        bool isInternal = false;
        std::vector<MetadataResponsePartition> partitions;
        std::int32_t topicAuthorizedOperations = std::numeric_limits<std::int32_t>::min();

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("errorCode", m.errorCode);
            v.field("name", m.name, {.nullableSince = 12});
            v.field("topicId", m.topicId, {.since = 10, .ignorable = true});
            v.field("isInternal", m.isInternal, {.since = 1, .ignorable = true});
            v.field("partitions", m.partitions);
            v.field("topicAuthorizedOperations", m.topicAuthorizedOperations, {.since = 8});
        }
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<MetadataResponseBroker> brokers;
    std::optional<std::string> clusterId;
    std::int32_t controllerId = -1;
    std::vector<MetadataResponseTopic> topics;
    std::int32_t clusterAuthorizedOperations = std::numeric_limits<std::int32_t>::min();
    std::int16_t errorCode = 0;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("throttleTimeMs", m.throttleTimeMs, {.since = 3, .ignorable = true});
        v.field("brokers", m.brokers);
        v.field("clusterId", m.clusterId, {.since = 2, .nullableSince = 2, .ignorable = true});
        v.field("controllerId", m.controllerId, {.since = 1, .ignorable = true});
        v.field("topics", m.topics);
        v.field("clusterAuthorizedOperations", m.clusterAuthorizedOperations, {.since = 8, .until = 10});
        v.field("errorCode", m.errorCode, {.since = 13, .ignorable = true});
    }
};

} // namespace protocol
