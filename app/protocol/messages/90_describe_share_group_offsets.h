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

/// Asks where share groups go on (key 90, KIP-932).
struct DescribeShareGroupOffsetsRequest {
    static constexpr std::string_view messageName = "DescribeShareGroupOffsetsRequest";
    static constexpr ApiKey apiKey = ApiKey::DescribeShareGroupOffsets;
    static constexpr Versions versions{0, 1};
    static constexpr std::int16_t firstFlexible = 0;

    struct Topic {
        std::string topicName;
        std::vector<std::int32_t> partitions;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("topicName", m.topicName);
            v.field("partitions", m.partitions);
        }
    };

    struct Group {
        std::string groupId;
        std::optional<std::vector<Topic>> topics; ///< null: every topic that the group has read

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("groupId", m.groupId);
            v.field("topics", m.topics, {.nullableSince = 0});
        }
    };

    std::vector<Group> groups;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("groups", m.groups);
    }
};

/// The first offset of each share-partition that is not over: what lies before it was acknowledged.
struct DescribeShareGroupOffsetsResponse {
    static constexpr std::string_view messageName = "DescribeShareGroupOffsetsResponse";
    static constexpr ApiKey apiKey = ApiKey::DescribeShareGroupOffsets;
    static constexpr Versions versions{0, 1};
    static constexpr std::int16_t firstFlexible = 0;

    struct Partition {
        std::int32_t partitionIndex = 0;
        std::int64_t startOffset = 0; ///< -1: not read yet
        std::int32_t leaderEpoch = 0;
        std::int64_t lag = -1; ///< -1: not known
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("partitionIndex", m.partitionIndex);
            v.field("startOffset", m.startOffset);
            v.field("leaderEpoch", m.leaderEpoch);
            v.field("lag", m.lag, {.since = 1, .ignorable = true});
            v.field("errorCode", m.errorCode);
            v.field("errorMessage", m.errorMessage, {.nullableSince = 0});
        }
    };

    struct Topic {
        std::string topicName;
        base::Uuid topicId;
        std::vector<Partition> partitions;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("topicName", m.topicName);
            v.field("topicId", m.topicId);
            v.field("partitions", m.partitions);
        }
    };

    struct Group {
        std::string groupId;
        std::vector<Topic> topics;
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("groupId", m.groupId);
            v.field("topics", m.topics);
            v.field("errorCode", m.errorCode);
            v.field("errorMessage", m.errorMessage, {.nullableSince = 0});
        }
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<Group> groups;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("throttleTimeMs", m.throttleTimeMs);
        v.field("groups", m.groups);
    }
};

} // namespace protocol
