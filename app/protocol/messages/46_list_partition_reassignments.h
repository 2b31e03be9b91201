#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/api_key.h"
#include "protocol/field.h"

namespace protocol {

/// Asks which partitions move to other brokers now (key 46, KIP-455). Null topics mean all.
struct ListPartitionReassignmentsRequest {
    static constexpr std::string_view messageName = "ListPartitionReassignmentsRequest";
    static constexpr ApiKey apiKey = ApiKey::ListPartitionReassignments;
    static constexpr Versions versions{0, 0};
    static constexpr std::int16_t firstFlexible = 0;

    struct ListPartitionReassignmentsTopics {
        std::string name;
        std::vector<std::int32_t> partitionIndexes;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name);
            v.field("partitionIndexes", m.partitionIndexes);
        }
    };

    std::int32_t timeoutMs = 60000;
    std::optional<std::vector<ListPartitionReassignmentsTopics>> topics;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("timeoutMs", m.timeoutMs);
        v.field("topics", m.topics, {.nullableSince = 0});
    }
};

/// The partitions that move, and nothing of the others.
struct ListPartitionReassignmentsResponse {
    static constexpr std::string_view messageName = "ListPartitionReassignmentsResponse";
    static constexpr ApiKey apiKey = ApiKey::ListPartitionReassignments;
    static constexpr Versions versions{0, 0};
    static constexpr std::int16_t firstFlexible = 0;

    struct OngoingPartitionReassignment {
        std::int32_t partitionIndex = 0;
        std::vector<std::int32_t> replicas, addingReplicas, removingReplicas;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("partitionIndex", m.partitionIndex);
            v.field("replicas", m.replicas);
            v.field("addingReplicas", m.addingReplicas);
            v.field("removingReplicas", m.removingReplicas);
        }
    };
    struct OngoingTopicReassignment {
        std::string name;
        std::vector<OngoingPartitionReassignment> partitions;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name);
            v.field("partitions", m.partitions);
        }
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::optional<std::string> errorMessage;
    std::vector<OngoingTopicReassignment> topics;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("throttleTimeMs", m.throttleTimeMs);
        v.field("errorCode", m.errorCode);
        v.field("errorMessage", m.errorMessage, {.nullableSince = 0});
        v.field("topics", m.topics);
    }
};

} // namespace protocol
