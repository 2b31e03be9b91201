#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/api_key.h"
#include "protocol/field.h"

namespace protocol {

/// Asks where a leader epoch ended (key 23), to find where a log was truncated.
struct OffsetForLeaderEpochRequest {
    static constexpr std::string_view messageName = "OffsetForLeaderEpochRequest";
    static constexpr ApiKey apiKey = ApiKey::OffsetForLeaderEpoch;
    static constexpr Versions versions{0, 4};
    static constexpr std::int16_t firstFlexible = 4;

    struct OffsetForLeaderPartition {
        std::int32_t partition = 0;
        std::int32_t currentLeaderEpoch = -1;
        std::int32_t leaderEpoch = 0;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("partition", m.partition);
            v.field("currentLeaderEpoch", m.currentLeaderEpoch, {.since = 2, .ignorable = true});
            v.field("leaderEpoch", m.leaderEpoch);
        }
    };

    struct OffsetForLeaderTopic {
        std::string topic;
        std::vector<OffsetForLeaderPartition> partitions;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("topic", m.topic);
            v.field("partitions", m.partitions);
        }
    };

    std::int32_t replicaId = -2;
    std::vector<OffsetForLeaderTopic> topics;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("replicaId", m.replicaId, {.since = 3, .ignorable = true});
        v.field("topics", m.topics);
    }
};

/// The end offset of each epoch that was asked for.
struct OffsetForLeaderEpochResponse {
    static constexpr std::string_view messageName = "OffsetForLeaderEpochResponse";
    static constexpr ApiKey apiKey = ApiKey::OffsetForLeaderEpoch;
    static constexpr Versions versions{0, 4};
    static constexpr std::int16_t firstFlexible = 4;

    struct EpochEndOffset {
        std::int16_t errorCode = 0;
        std::int32_t partition = 0;
        std::int32_t leaderEpoch = -1;
        std::int64_t endOffset = -1;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("errorCode", m.errorCode);
            v.field("partition", m.partition);
            v.field("leaderEpoch", m.leaderEpoch, {.since = 1, .ignorable = true});
            v.field("endOffset", m.endOffset);
        }
    };

    struct OffsetForLeaderTopicResult {
        std::string topic;
        std::vector<EpochEndOffset> partitions;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("topic", m.topic);
            v.field("partitions", m.partitions);
        }
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<OffsetForLeaderTopicResult> topics;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("throttleTimeMs", m.throttleTimeMs, {.since = 2, .ignorable = true});
        v.field("topics", m.topics);
    }
};

} // namespace protocol
