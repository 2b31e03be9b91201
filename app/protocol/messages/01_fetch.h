#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/buffer.h"
#include "base/uuid.h"
#include "protocol/api_key.h"
#include "protocol/field.h"

namespace protocol {

/// Reads record batches from partitions (key 1), waiting until minBytes are there or maxWaitMs passed.
struct FetchRequest {
    static constexpr std::string_view messageName = "FetchRequest";
    static constexpr ApiKey apiKey = ApiKey::Fetch;
    static constexpr Versions versions{0, 18};
    static constexpr std::int16_t firstFlexible = 12;

    struct ReplicaState {
        std::int32_t replicaId = -1;
        std::int64_t replicaEpoch = -1;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("replicaId", m.replicaId, {.since = 15});
            v.field("replicaEpoch", m.replicaEpoch, {.since = 15});
        }
    };

    struct FetchPartition {
        std::int32_t partition = 0;
        std::int32_t currentLeaderEpoch = -1;
        std::int64_t fetchOffset = 0;
        std::int32_t lastFetchedEpoch = -1;
        std::int64_t logStartOffset = -1;
        std::int32_t partitionMaxBytes = 0;
        base::Uuid replicaDirectoryId;
        std::int64_t highWatermark = std::numeric_limits<std::int64_t>::max();

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("partition", m.partition);
            v.field("currentLeaderEpoch", m.currentLeaderEpoch, {.since = 9, .ignorable = true});
            v.field("fetchOffset", m.fetchOffset);
            v.field("lastFetchedEpoch", m.lastFetchedEpoch, {.since = 12});
            v.field("logStartOffset", m.logStartOffset, {.since = 5, .ignorable = true});
            v.field("partitionMaxBytes", m.partitionMaxBytes);
            v.field("replicaDirectoryId", m.replicaDirectoryId, {.since = 17, .tag = 0, .ignorable = true});
            v.field("highWatermark", m.highWatermark, {.since = 18, .tag = 1, .ignorable = true});
        }
    };

    struct FetchTopic {
        std::string topic;
        base::Uuid topicId;
        std::vector<FetchPartition> partitions;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("topic", m.topic, {.until = 12, .ignorable = true});
            v.field("topicId", m.topicId, {.since = 13, .ignorable = true});
            v.field("partitions", m.partitions);
        }
    };

    struct ForgottenTopic {
        std::string topic;
        base::Uuid topicId;
        std::vector<std::int32_t> partitions;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("topic", m.topic, {.since = 7, .until = 12, .ignorable = true});
            v.field("topicId", m.topicId, {.since = 13, .ignorable = true});
            v.field("partitions", m.partitions, {.since = 7});
        }
    };

    std::optional<std::string> clusterId;
    std::int32_t replicaId = -1;
    ReplicaState replicaState;
    std::int32_t maxWaitMs = 0;
    std::int32_t minBytes = 0;
    std::int32_t maxBytes = std::numeric_limits<std::int32_t>::max();
    std::int8_t isolationLevel = 0;
    std::int32_t sessionId = 0;
    std::int32_t sessionEpoch = -1;
    std::vector<FetchTopic> topics;
    std::vector<ForgottenTopic> forgottenTopicsData;
    std::string rackId;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("clusterId", m.clusterId, {.since = 12, .nullableSince = 12, .tag = 0, .ignorable = true});
        v.field("replicaId", m.replicaId, {.until = 14});
        v.field("replicaState", m.replicaState, {.since = 15, .tag = 1});
        v.field("maxWaitMs", m.maxWaitMs);
        v.field("minBytes", m.minBytes);
        v.field("maxBytes", m.maxBytes, {.since = 3, .ignorable = true});
        v.field("isolationLevel", m.isolationLevel, {.since = 4, .ignorable = true});
        v.field("sessionId", m.sessionId, {.since = 7, .ignorable = true});
        v.field("sessionEpoch", m.sessionEpoch, {.since = 7, .ignorable = true});
        v.field("topics", m.topics);
        v.field("forgottenTopicsData", m.forgottenTopicsData, {.since = 7});
        v.field("rackId", m.rackId, {.since = 11, .ignorable = true});
    }
};

/// Record batches as they lie in the log; the last one of a partition may be cut.
struct FetchResponse {
    static constexpr std::string_view messageName = "FetchResponse";
    static constexpr ApiKey apiKey = ApiKey::Fetch;
    static constexpr Versions versions{0, 18};
    static constexpr std::int16_t firstFlexible = 12;

    struct EpochEndOffset {
        std::int32_t epoch = -1;
        std::int64_t endOffset = -1;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("epoch", m.epoch, {.since = 12});
            v.field("endOffset", m.endOffset, {.since = 12});
        }
    };

    struct LeaderIdAndEpoch {
        std::int32_t leaderId = -1;
        std::int32_t leaderEpoch = -1;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("leaderId", m.leaderId, {.since = 12});
            v.field("leaderEpoch", m.leaderEpoch, {.since = 12});
        }
    };

    struct SnapshotId {
        std::int64_t endOffset = -1;
        std::int32_t epoch = -1;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("endOffset", m.endOffset);
            v.field("epoch", m.epoch);
        }
    };

    struct AbortedTransaction {
        std::int64_t producerId = 0;
        std::int64_t firstOffset = 0;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("producerId", m.producerId, {.since = 4});
            v.field("firstOffset", m.firstOffset, {.since = 4});
        }
    };

    struct PartitionData {
        std::int32_t partitionIndex = 0;
        std::int16_t errorCode = 0;
        std::int64_t highWatermark = 0;
        std::int64_t lastStableOffset = -1;
        std::int64_t logStartOffset = -1;
        EpochEndOffset divergingEpoch;
        LeaderIdAndEpoch currentLeader;
        SnapshotId snapshotId;
        std::optional<std::vector<AbortedTransaction>> abortedTransactions{std::in_place};
        std::int32_t preferredReadReplica = -1;
        std::optional<base::Buffer> records;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("partitionIndex", m.partitionIndex);
            v.field("errorCode", m.errorCode);
            v.field("highWatermark", m.highWatermark);
            v.field("lastStableOffset", m.lastStableOffset, {.since = 4, .ignorable = true});
            v.field("logStartOffset", m.logStartOffset, {.since = 5, .ignorable = true});
            v.field("divergingEpoch", m.divergingEpoch, {.since = 12, .tag = 0});
            v.field("currentLeader", m.currentLeader, {.since = 12, .tag = 1});
            v.field("snapshotId", m.snapshotId, {.since = 12, .tag = 2});
            v.field("abortedTransactions", m.abortedTransactions,
                    {.since = 4, .nullableSince = 4, .ignorable = true});
            v.field("preferredReadReplica", m.preferredReadReplica, {.since = 11});
            v.field("records", m.records, {.nullableSince = 0, .records = true});
        }
    };

    struct FetchableTopicResponse {
        std::string topic;
        base::Uuid topicId;
        std::vector<PartitionData> partitions;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("topic", m.topic, {.until = 12, .ignorable = true});
            v.field("topicId", m.topicId, {.since = 13, .ignorable = true});
            v.field("partitions", m.partitions);
        }
    };

    struct NodeEndpoint {
        std::int32_t nodeId = 0;
        std::string host;
        std::int32_t port = 0;
        std::optional<std::string> rack;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("nodeId", m.nodeId, {.since = 16});
            v.field("host", m.host, {.since = 16});
            v.field("port", m.port, {.since = 16});
            v.field("rack", m.rack, {.since = 16, .nullableSince = 16});
        }
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::int32_t sessionId = 0;
    std::vector<FetchableTopicResponse> responses;
    std::vector<NodeEndpoint> nodeEndpoints;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("throttleTimeMs", m.throttleTimeMs, {.since = 1, .ignorable = true});
        v.field("errorCode", m.errorCode, {.since = 7, .ignorable = true});
        v.field("sessionId", m.sessionId, {.since = 7});
        v.field("responses", m.responses);
        v.field("nodeEndpoints", m.nodeEndpoints, {.since = 16, .tag = 0});
    }
};

} // namespace protocol
