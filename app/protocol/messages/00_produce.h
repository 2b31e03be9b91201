#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/buffer.h"
#include "base/uuid.h"
#include "protocol/api_key.h"
#include "protocol/field.h"

namespace protocol {

/// Appends record batches to partitions (key 0). From version 13 on topics are named by id.
struct ProduceRequest {
    static constexpr std::string_view messageName = "ProduceRequest";
    static constexpr ApiKey apiKey = ApiKey::Produce;
    static constexpr Versions versions{0, 13};
    static constexpr std::int16_t firstFlexible = 9;

    struct PartitionProduceData {
        std::int32_t index = 0;
        std::optional<base::Buffer> records;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("index", m.index);
            v.field("records", m.records, {.nullableSince = 0, .records = true});
        }
    };

    struct TopicProduceData {
        std::string name;
        base::Uuid topicId;
        std::vector<PartitionProduceData> partitionData;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name, {.until = 12, .ignorable = true});
            v.field("topicId", m.topicId, {.since = 13, .ignorable = true});
            v.field("partitionData", m.partitionData);
        }
    };

    std::optional<std::string> transactionalId;
    std::int16_t acks = 0;
    std::int32_t timeoutMs = 0;
    std::vector<TopicProduceData> topicData;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("transactionalId", m.transactionalId, {.since = 3, .nullableSince = 3});
        v.field("acks", m.acks);
        v.field("timeoutMs", m.timeoutMs);
        v.field("topicData", m.topicData);
    }
};

/// What became of each appended batch. Not sent at all when acks was 0.
struct ProduceResponse {
    static constexpr std::string_view messageName = "ProduceResponse";
    static constexpr ApiKey apiKey = ApiKey::Produce;
    static constexpr Versions versions{0, 13};
    static constexpr std::int16_t firstFlexible = 9;

    struct BatchIndexAndErrorMessage {
        std::int32_t batchIndex = 0;
        std::optional<std::string> batchIndexErrorMessage;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("batchIndex", m.batchIndex, {.since = 8});
            v.field("batchIndexErrorMessage", m.batchIndexErrorMessage, {.since = 8, .nullableSince = 8});
        }
    };

    struct LeaderIdAndEpoch {
        std::int32_t leaderId = -1;
        std::int32_t leaderEpoch = -1;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("leaderId", m.leaderId, {.since = 10});
            v.field("leaderEpoch", m.leaderEpoch, {.since = 10});
        }
    };

    struct PartitionProduceResponse {
        std::int32_t index = 0;
        std::int16_t errorCode = 0;
        std::int64_t baseOffset = 0;
        std::int64_t logAppendTimeMs = -1;
        std::int64_t logStartOffset = -1;
        std::vector<BatchIndexAndErrorMessage> recordErrors;
        std::optional<std::string> errorMessage;
        LeaderIdAndEpoch currentLeader;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("index", m.index);
            v.field("errorCode", m.errorCode);
            v.field("baseOffset", m.baseOffset);
            v.field("logAppendTimeMs", m.logAppendTimeMs, {.since = 2, .ignorable = true});
            v.field("logStartOffset", m.logStartOffset, {.since = 5, .ignorable = true});
            v.field("recordErrors", m.recordErrors, {.since = 8, .ignorable = true});
            v.field("errorMessage", m.errorMessage, {.since = 8, .nullableSince = 8, .ignorable = true});
            v.field("currentLeader", m.currentLeader, {.since = 10, .tag = 0});
        }
    };

    struct TopicProduceResponse {
        std::string name;
        base::Uuid topicId;
        std::vector<PartitionProduceResponse> partitionResponses;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name, {.until = 12, .ignorable = true});
            v.field("topicId", m.topicId, {.since = 13, .ignorable = true});
            v.field("partitionResponses", m.partitionResponses);
        }
    };

    struct NodeEndpoint {
        std::int32_t nodeId = 0;
        std::string host;
        std::int32_t port = 0;
        std::optional<std::string> rack;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("nodeId", m.nodeId, {.since = 10});
            v.field("host", m.host, {.since = 10});
            v.field("port", m.port, {.since = 10});
            v.field("rack", m.rack, {.since = 10, .nullableSince = 10});
        }
    };

    std::vector<TopicProduceResponse> responses;
    std::int32_t throttleTimeMs = 0;
    std::vector<NodeEndpoint> nodeEndpoints;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("responses", m.responses);
        v.field("throttleTimeMs", m.throttleTimeMs, {.since = 1, .ignorable = true});
        v.field("nodeEndpoints", m.nodeEndpoints, {.since = 10, .tag = 0});
    }
};

} // namespace protocol
