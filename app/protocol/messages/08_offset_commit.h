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

/// Commits the positions of a group (key 8).
struct OffsetCommitRequest {
    static constexpr std::string_view messageName = "OffsetCommitRequest";
    static constexpr ApiKey apiKey = ApiKey::OffsetCommit;
    static constexpr Versions versions{0, 10};
    static constexpr std::int16_t firstFlexible = 8;

    struct OffsetCommitRequestPartition {
        std::int32_t partitionIndex = 0;
        std::int64_t committedOffset = 0;
        std::int32_t committedLeaderEpoch = -1;
        std::int64_t commitTimestamp = -1;
        std::optional<std::string> committedMetadata{std::in_place};

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("partitionIndex", m.partitionIndex);
            v.field("committedOffset", m.committedOffset);
            v.field("committedLeaderEpoch", m.committedLeaderEpoch, {.since = 6, .ignorable = true});
            v.field("commitTimestamp", m.commitTimestamp, {.since = 1, .until = 1});
            v.field("committedMetadata", m.committedMetadata, {.nullableSince = 0});
        }
    };

    struct OffsetCommitRequestTopic {
        std::string name;
        base::Uuid topicId;
        std::vector<OffsetCommitRequestPartition> partitions;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name, {.until = 9, .ignorable = true});
            v.field("topicId", m.topicId, {.since = 10, .ignorable = true});
            v.field("partitions", m.partitions);
        }
    };

    std::string groupId;
    std::int32_t generationIdOrMemberEpoch = -1;
    std::string memberId;
    std::optional<std::string> groupInstanceId;
    std::int64_t retentionTimeMs = -1;
    std::vector<OffsetCommitRequestTopic> topics;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("groupId", m.groupId);
        v.field("generationIdOrMemberEpoch", m.generationIdOrMemberEpoch, {.since = 1, .ignorable = true});
        v.field("memberId", m.memberId, {.since = 1, .ignorable = true});
        v.field("groupInstanceId", m.groupInstanceId, {.since = 7, .nullableSince = 7});
        v.field("retentionTimeMs", m.retentionTimeMs, {.since = 2, .until = 4, .ignorable = true});
        v.field("topics", m.topics);
    }
};

/// An error code a committed partition.
struct OffsetCommitResponse {
    static constexpr std::string_view messageName = "OffsetCommitResponse";
    static constexpr ApiKey apiKey = ApiKey::OffsetCommit;
    static constexpr Versions versions{0, 10};
    static constexpr std::int16_t firstFlexible = 8;

    struct OffsetCommitResponsePartition {
        std::int32_t partitionIndex = 0;
        std::int16_t errorCode = 0;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("partitionIndex", m.partitionIndex);
            v.field("errorCode", m.errorCode);
        }
    };

    struct OffsetCommitResponseTopic {
        std::string name;
        base::Uuid topicId;
        std::vector<OffsetCommitResponsePartition> partitions;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name, {.until = 9, .ignorable = true});
            v.field("topicId", m.topicId, {.since = 10, .ignorable = true});
            v.field("partitions", m.partitions);
        }
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<OffsetCommitResponseTopic> topics;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("throttleTimeMs", m.throttleTimeMs, {.since = 3, .ignorable = true});
        v.field("topics", m.topics);
    }
};

} // namespace protocol
