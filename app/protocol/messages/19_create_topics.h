#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/uuid.h"
#include "protocol/api_key.h"
#include "protocol/field.h"

namespace protocol {

/// Creates topics (key 19), or only checks whether they could be.
struct CreateTopicsRequest {
    static constexpr std::string_view messageName = "CreateTopicsRequest";
    static constexpr ApiKey apiKey = ApiKey::CreateTopics;
    static constexpr Versions versions{0, 7};
    static constexpr std::int16_t firstFlexible = 5;

    struct CreatableReplicaAssignment {
        std::int32_t partitionIndex = 0;
        std::vector<std::int32_t> brokerIds;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("partitionIndex", m.partitionIndex);
            v.field("brokerIds", m.brokerIds);
        }
    };

    struct CreatableTopicConfig {
        std::string name;
        std::optional<std::string> value{std::in_place};

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name);
            v.field("value", m.value, {.nullableSince = 0});
        }
    };

    struct CreatableTopic {
        std::string name;
        std::int32_t numPartitions = 0;
        std::int16_t replicationFactor = 0;
        std::vector<CreatableReplicaAssignment> assignments;
        std::vector<CreatableTopicConfig> configs;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name);
            v.field("numPartitions", m.numPartitions);
            v.field("replicationFactor", m.replicationFactor);
            v.field("assignments", m.assignments);
            v.field("configs", m.configs);
        }
    };

    std::vector<CreatableTopic> topics;
    std::int32_t timeoutMs = 60000;
    bool validateOnly = false;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("topics", m.topics);
        v.field("timeoutMs", m.timeoutMs);
        v.field("validateOnly", m.validateOnly, {.since = 1});
    }
};

/// What became of each topic, with its configuration from version 5 on.
struct CreateTopicsResponse {
    static constexpr std::string_view messageName = "CreateTopicsResponse";
    static constexpr ApiKey apiKey = ApiKey::CreateTopics;
    static constexpr Versions versions{0, 7};
    static constexpr std::int16_t firstFlexible = 5;

    struct CreatableTopicConfigs {
        std::string name;
        std::optional<std::string> value{std::in_place};
        bool readOnly = false;
        std::int8_t configSource = -1;
        bool isSensitive = false;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name, {.since = 5});
            v.field("value", m.value, {.since = 5, .nullableSince = 5});
            v.field("readOnly", m.readOnly, {.since = 5});
            v.field("configSource", m.configSource, {.since = 5, .ignorable = true});
            v.field("isSensitive", m.isSensitive, {.since = 5});
        }
    };

    struct CreatableTopicResult {
        std::string name;
        base::Uuid topicId;
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage{std::in_place};
        std::int16_t topicConfigErrorCode = 0;
        std::int32_t numPartitions = -1;
        std::int16_t replicationFactor = -1;
        std::optional<std::vector<CreatableTopicConfigs>> configs{std::in_place};

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name);
            v.field("topicId", m.topicId, {.since = 7, .ignorable = true});
            v.field("errorCode", m.errorCode);
            v.field("errorMessage", m.errorMessage, {.since = 1, .nullableSince = 1, .ignorable = true});
            v.field("topicConfigErrorCode", m.topicConfigErrorCode,
                    {.since = 5, .tag = 0, .ignorable = true});
            v.field("numPartitions", m.numPartitions, {.since = 5, .ignorable = true});
            v.field("replicationFactor", m.replicationFactor, {.since = 5, .ignorable = true});
            v.field("configs", m.configs, {.since = 5, .nullableSince = 5, .ignorable = true});
        }
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<CreatableTopicResult> topics;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("throttleTimeMs", m.throttleTimeMs, {.since = 2, .ignorable = true});
        v.field("topics", m.topics);
    }
};

} // namespace protocol
