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

/// Asks for committed positions (key 9): of one group up to version 7, of several from 8 on.
struct OffsetFetchRequest {
    static constexpr std::string_view messageName = "OffsetFetchRequest";
    static constexpr ApiKey apiKey = ApiKey::OffsetFetch;
    static constexpr Versions versions{0, 10};
    static constexpr std::int16_t firstFlexible = 6;

    struct OffsetFetchRequestTopic {
        std::string name;
        std::vector<std::int32_t> partitionIndexes;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name, {.until = 7});
            v.field("partitionIndexes", m.partitionIndexes, {.until = 7});
        }
    };

    struct OffsetFetchRequestTopics {
        std::string name;
        base::Uuid topicId;
        std::vector<std::int32_t> partitionIndexes;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name, {.since = 8, .until = 9, .ignorable = true});
            v.field("topicId", m.topicId, {.since = 10, .ignorable = true});
            v.field("partitionIndexes", m.partitionIndexes, {.since = 8});
        }
    };

    struct OffsetFetchRequestGroup {
        std::string groupId;
        std::optional<std::string> memberId;
        std::int32_t memberEpoch = -1;
        std::optional<std::vector<OffsetFetchRequestTopics>> topics{std::in_place};

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("groupId", m.groupId, {.since = 8});
            v.field("memberId", m.memberId, {.since = 9, .nullableSince = 9, .ignorable = true});
            v.field("memberEpoch", m.memberEpoch, {.since = 9, .ignorable = true});
            v.field("topics", m.topics, {.since = 8, .nullableSince = 8});
        }
    };

    std::string groupId;
    std::optional<std::vector<OffsetFetchRequestTopic>> topics{std::in_place};
    std::vector<OffsetFetchRequestGroup> groups;
    bool requireStable = false;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("groupId", m.groupId, {.until = 7});
        v.field("topics", m.topics, {.until = 7, .nullableSince = 2});
        v.field("groups", m.groups, {.since = 8});
        v.field("requireStable", m.requireStable, {.since = 7});
    }
};

/// Committed positions; an offset of -1 means none was committed.
struct OffsetFetchResponse {
    static constexpr std::string_view messageName = "OffsetFetchResponse";
    static constexpr ApiKey apiKey = ApiKey::OffsetFetch;
    static constexpr Versions versions{0, 10};
    static constexpr std::int16_t firstFlexible = 6;

    struct OffsetFetchResponsePartition {
        std::int32_t partitionIndex = 0;
        std::int64_t committedOffset = 0;
        std::int32_t committedLeaderEpoch = -1;
        std::optional<std::string> metadata{std::in_place};
        std::int16_t errorCode = 0;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("partitionIndex", m.partitionIndex, {.until = 7});
            v.field("committedOffset", m.committedOffset, {.until = 7});
            v.field("committedLeaderEpoch", m.committedLeaderEpoch,
                    {.since = 5, .until = 7, .ignorable = true});
            v.field("metadata", m.metadata, {.until = 7, .nullableSince = 0});
            v.field("errorCode", m.errorCode, {.until = 7});
        }
    };

    struct OffsetFetchResponseTopic {
        std::string name;
        std::vector<OffsetFetchResponsePartition> partitions;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name, {.until = 7});
            v.field("partitions", m.partitions, {.until = 7});
        }
    };

    struct OffsetFetchResponsePartitions {
        std::int32_t partitionIndex = 0;
        std::int64_t committedOffset = 0;
        std::int32_t committedLeaderEpoch = -1;
        std::optional<std::string> metadata{std::in_place};
        std::int16_t errorCode = 0;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("partitionIndex", m.partitionIndex, {.since = 8});
            v.field("committedOffset", m.committedOffset, {.since = 8});
            v.field("committedLeaderEpoch", m.committedLeaderEpoch, {.since = 8, .ignorable = true});
            v.field("metadata", m.metadata, {.since = 8, .nullableSince = 8});
            v.field("errorCode", m.errorCode, {.since = 8});
        }
    };

    struct OffsetFetchResponseTopics {
        std::string name;
        base::Uuid topicId;
        std::vector<OffsetFetchResponsePartitions> partitions;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name, {.since = 8, .until = 9, .ignorable = true});
            v.field("topicId", m.topicId, {.since = 10, .ignorable = true});
            v.field("partitions", m.partitions, {.since = 8});
        }
    };

    struct OffsetFetchResponseGroup {
        std::string groupId;
        std::vector<OffsetFetchResponseTopics> topics;
        std::int16_t errorCode = 0;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("groupId", m.groupId, {.since = 8});
            v.field("topics", m.topics, {.since = 8});
            v.field("errorCode", m.errorCode, {.since = 8});
        }
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<OffsetFetchResponseTopic> topics;
    std::int16_t errorCode = 0;
    std::vector<OffsetFetchResponseGroup> groups;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("throttleTimeMs", m.throttleTimeMs, {.since = 3, .ignorable = true});
        v.field("topics", m.topics, {.until = 7});
        v.field("errorCode", m.errorCode, {.since = 2, .until = 7, .ignorable = true});
        v.field("groups", m.groups, {.since = 8});
    }
};

} // namespace protocol
