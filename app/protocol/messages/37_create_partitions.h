#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/api_key.h"
#include "protocol/field.h"

namespace protocol {

/// Adds partitions to topics (key 37).
struct CreatePartitionsRequest {
    static constexpr std::string_view messageName = "CreatePartitionsRequest";
    static constexpr ApiKey apiKey = ApiKey::CreatePartitions;
    static constexpr Versions versions{0, 3};
    static constexpr std::int16_t firstFlexible = 2;

    struct CreatePartitionsAssignment {
        std::vector<std::int32_t> brokerIds;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("brokerIds", m.brokerIds);
        }
    };

    struct CreatePartitionsTopic {
        std::string name;
        std::int32_t count = 0;
        std::optional<std::vector<CreatePartitionsAssignment>> assignments{std::in_place};

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name);
            v.field("count", m.count);
            v.field("assignments", m.assignments, {.nullableSince = 0});
        }
    };

    std::vector<CreatePartitionsTopic> topics;
    std::int32_t timeoutMs = 0;
    bool validateOnly = false;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("topics", m.topics);
        v.field("timeoutMs", m.timeoutMs);
        v.field("validateOnly", m.validateOnly);
    }
};

/// What became of each topic.
struct CreatePartitionsResponse {
    static constexpr std::string_view messageName = "CreatePartitionsResponse";
    static constexpr ApiKey apiKey = ApiKey::CreatePartitions;
    static constexpr Versions versions{0, 3};
    static constexpr std::int16_t firstFlexible = 2;

    struct CreatePartitionsTopicResult {
        std::string name;
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name);
            v.field("errorCode", m.errorCode);
            v.field("errorMessage", m.errorMessage, {.nullableSince = 0});
        }
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<CreatePartitionsTopicResult> results;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("throttleTimeMs", m.throttleTimeMs);
        v.field("results", m.results);
    }
};

} // namespace protocol
