#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/api_key.h"
#include "protocol/field.h"

namespace protocol {

/// Asks for offsets by time (key 2); negative timestamps stand for earliest, latest, newest and so on.
struct ListOffsetsRequest {
    static constexpr std::string_view messageName = "ListOffsetsRequest";
    static constexpr ApiKey apiKey = ApiKey::ListOffsets;
    static constexpr Versions versions{0, 11};
    static constexpr std::int16_t firstFlexible = 6;

    struct ListOffsetsPartition {
        std::int32_t partitionIndex = 0;
        std::int32_t currentLeaderEpoch = -1;
        std::int64_t timestamp = 0;
        std::int32_t maxNumOffsets = 1;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("partitionIndex", m.partitionIndex);
            v.field("currentLeaderEpoch", m.currentLeaderEpoch, {.since = 4, .ignorable = true});
            v.field("timestamp", m.timestamp);
            v.field("maxNumOffsets", m.maxNumOffsets, {.until = 0});
        }
    };

    struct ListOffsetsTopic {
        std::string name;
        std::vector<ListOffsetsPartition> partitions;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name);
            v.field("partitions", m.partitions);
        }
    };

    std::int32_t replicaId = 0;
    std::int8_t isolationLevel = 0;
    std::vector<ListOffsetsTopic> topics;
    std::int32_t timeoutMs = 0;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("replicaId", m.replicaId);
        v.field("isolationLevel", m.isolationLevel, {.since = 2});
        v.field("topics", m.topics);
        v.field("timeoutMs", m.timeoutMs, {.since = 10, .ignorable = true});
    }
};

/// The offsets found, one a partition; oldStyleOffsets is version 0 only.
struct ListOffsetsResponse {
    static constexpr std::string_view messageName = "ListOffsetsResponse";
    static constexpr ApiKey apiKey = ApiKey::ListOffsets;
    static constexpr Versions versions{0, 11};
    static constexpr std::int16_t firstFlexible = 6;

    struct ListOffsetsPartitionResponse {
        std::int32_t partitionIndex = 0;
        std::int16_t errorCode = 0;
        std::vector<std::int64_t> oldStyleOffsets;
        std::int64_t timestamp = -1;
        std::int64_t offset = -1;
        std::int32_t leaderEpoch = -1;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("partitionIndex", m.partitionIndex);
            v.field("errorCode", m.errorCode);
            v.field("oldStyleOffsets", m.oldStyleOffsets, {.until = 0});
            v.field("timestamp", m.timestamp, {.since = 1});
            v.field("offset", m.offset, {.since = 1});
            v.field("leaderEpoch", m.leaderEpoch, {.since = 4});
        }
    };

    struct ListOffsetsTopicResponse {
        std::string name;
        std::vector<ListOffsetsPartitionResponse> partitions;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name);
            v.field("partitions", m.partitions);
        }
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<ListOffsetsTopicResponse> topics;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("throttleTimeMs", m.throttleTimeMs, {.since = 2, .ignorable = true});
        v.field("topics", m.topics);
    }
};

} // namespace protocol
