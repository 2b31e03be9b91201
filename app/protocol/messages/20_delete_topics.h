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

/// Deletes topics (key 20), by name, or by name or id from version 6 on.
struct DeleteTopicsRequest {
    static constexpr std::string_view messageName = "DeleteTopicsRequest";
    static constexpr ApiKey apiKey = ApiKey::DeleteTopics;
    static constexpr Versions versions{0, 6};
    static constexpr std::int16_t firstFlexible = 4;

    struct DeleteTopicState {
        std::optional<std::string> name;
        base::Uuid topicId;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name, {.since = 6, .nullableSince = 6});
            v.field("topicId", m.topicId, {.since = 6});
        }
    };

    std::vector<DeleteTopicState> topics;
    std::vector<std::string> topicNames;
    std::int32_t timeoutMs = 0;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("topics", m.topics, {.since = 6});
        v.field("topicNames", m.topicNames, {.until = 5, .ignorable = true});
        v.field("timeoutMs", m.timeoutMs);
    }
};

/// What became of each topic.
struct DeleteTopicsResponse {
    static constexpr std::string_view messageName = "DeleteTopicsResponse";
    static constexpr ApiKey apiKey = ApiKey::DeleteTopics;
    static constexpr Versions versions{0, 6};
    static constexpr std::int16_t firstFlexible = 4;

    struct DeletableTopicResult {
        std::optional<std::string> name{std::in_place};
        base::Uuid topicId;
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name, {.nullableSince = 6});
            v.field("topicId", m.topicId, {.since = 6, .ignorable = true});
            v.field("errorCode", m.errorCode);
            v.field("errorMessage", m.errorMessage, {.since = 5, .nullableSince = 5, .ignorable = true});
        }
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<DeletableTopicResult> responses;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("throttleTimeMs", m.throttleTimeMs, {.since = 1, .ignorable = true});
        v.field("responses", m.responses);
    }
};

} // namespace protocol
