#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/uuid.h"
#include "protocol/field.h"
#include "protocol/structs/group_parts.h"

/// Values of the records that share groups (KIP-932) have in __consumer_offsets, each after its two-byte
/// version; the record types stand in their keys.
namespace protocol {

struct ShareGroupMemberMetadataValue {
    static constexpr std::string_view messageName = "ShareGroupMemberMetadataValue";
    static constexpr Versions versions{0, 0};
    static constexpr std::int16_t firstFlexible = 0;
    static constexpr std::int16_t recordType = 10;

    std::optional<std::string> rackId;
    std::string clientId;
    std::string clientHost;
    std::vector<std::string> subscribedTopicNames;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("rackId", m.rackId, {.nullableSince = 0});
        v.field("clientId", m.clientId);
        v.field("clientHost", m.clientHost);
        v.field("subscribedTopicNames", m.subscribedTopicNames);
    }
};

struct ShareGroupMetadataValue {
    static constexpr std::string_view messageName = "ShareGroupMetadataValue";
    static constexpr Versions versions{0, 0};
    static constexpr std::int16_t firstFlexible = 0;
    static constexpr std::int16_t recordType = 11;

    std::int32_t epoch = 0;
    std::int64_t metadataHash = 0;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("epoch", m.epoch);
        v.field("metadataHash", m.metadataHash);
    }
};

struct ShareGroupTargetAssignmentMetadataValue : group_parts::TargetAssignmentMetadata {
    static constexpr std::string_view messageName = "ShareGroupTargetAssignmentMetadataValue";
    static constexpr Versions versions{0, 0};
    static constexpr std::int16_t firstFlexible = 0;
    static constexpr std::int16_t recordType = 12;
};

struct ShareGroupTargetAssignmentMemberValue : group_parts::TargetAssignment {
    static constexpr std::string_view messageName = "ShareGroupTargetAssignmentMemberValue";
    static constexpr Versions versions{0, 0};
    static constexpr std::int16_t firstFlexible = 0;
    static constexpr std::int16_t recordType = 13;
};

struct ShareGroupCurrentMemberAssignmentValue {
    static constexpr std::string_view messageName = "ShareGroupCurrentMemberAssignmentValue";
    static constexpr Versions versions{0, 0};
    static constexpr std::int16_t firstFlexible = 0;
    static constexpr std::int16_t recordType = 14;

    std::int32_t memberEpoch = 0;
    std::int32_t previousMemberEpoch = 0;
    std::int8_t state = 0;
    std::vector<group_parts::TopicPartitions> assignedPartitions;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("memberEpoch", m.memberEpoch);
        v.field("previousMemberEpoch", m.previousMemberEpoch);
        v.field("state", m.state);
        v.field("assignedPartitions", m.assignedPartitions);
    }
};

struct ShareGroupStatePartitionMetadataValue {
    static constexpr std::string_view messageName = "ShareGroupStatePartitionMetadataValue";
    static constexpr Versions versions{0, 0};
    static constexpr std::int16_t firstFlexible = 0;
    static constexpr std::int16_t recordType = 15;

    struct TopicInfo {
        base::Uuid topicId;
        std::string topicName;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("topicId", m.topicId);
            v.field("topicName", m.topicName);
        }
    };

    std::vector<group_parts::NamedTopicPartitions> initializingTopics;
    std::vector<group_parts::NamedTopicPartitions> initializedTopics;
    std::vector<TopicInfo> deletingTopics;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("initializingTopics", m.initializingTopics);
        v.field("initializedTopics", m.initializedTopics);
        v.field("deletingTopics", m.deletingTopics);
    }
};

} // namespace protocol
