#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/buffer.h"
#include "base/uuid.h"
#include "protocol/field.h"
#include "protocol/structs/group_parts.h"

/// Values of the records that the newer consumer groups (KIP-848) have in __consumer_offsets, each after its
/// two-byte version; the record types stand in their keys.
namespace protocol {

struct ConsumerGroupMetadataValue {
    static constexpr std::string_view messageName = "ConsumerGroupMetadataValue";
    static constexpr Versions versions{0, 0};
    static constexpr std::int16_t firstFlexible = 0;
    static constexpr std::int16_t recordType = 3;

    std::int32_t epoch = 0;
    std::int64_t metadataHash = 0;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("epoch", m.epoch);
        v.field("metadataHash", m.metadataHash, {.tag = 0});
    }
};

struct ConsumerGroupPartitionMetadataValue {
    static constexpr std::string_view messageName = "ConsumerGroupPartitionMetadataValue";
    static constexpr Versions versions{0, 0};
    static constexpr std::int16_t firstFlexible = 0;
    static constexpr std::int16_t recordType = 4;

    struct PartitionMetadata {
        std::int32_t partition = 0;
        std::vector<std::string> racks;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("partition", m.partition);
            v.field("racks", m.racks);
        }
    };

    struct TopicMetadata {
        base::Uuid topicId;
        std::string topicName;
        std::int32_t numPartitions = 0;
        std::vector<PartitionMetadata> partitionMetadata;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("topicId", m.topicId);
            v.field("topicName", m.topicName);
            v.field("numPartitions", m.numPartitions);
            v.field("partitionMetadata", m.partitionMetadata);
        }
    };

    std::vector<TopicMetadata> topics;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("topics", m.topics);
    }
};

struct ConsumerGroupMemberMetadataValue {
    static constexpr std::string_view messageName = "ConsumerGroupMemberMetadataValue";
    static constexpr Versions versions{0, 0};
    static constexpr std::int16_t firstFlexible = 0;
    static constexpr std::int16_t recordType = 5;

    struct ClassicProtocol {
        std::string name;
        base::Buffer metadata;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name);
            v.field("metadata", m.metadata);
        }
    };

    struct ClassicMemberMetadata {
        std::int32_t sessionTimeoutMs = 0;
        std::vector<ClassicProtocol> supportedProtocols;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("sessionTimeoutMs", m.sessionTimeoutMs);
            v.field("supportedProtocols", m.supportedProtocols);
        }
    };

    std::optional<std::string> instanceId;
    std::optional<std::string> rackId;
    std::string clientId;
    std::string clientHost;
    std::vector<std::string> subscribedTopicNames;
    std::optional<std::string> subscribedTopicRegex;
    std::int32_t rebalanceTimeoutMs = -1;
    std::optional<std::string> serverAssignor;
    std::optional<ClassicMemberMetadata> classicMemberMetadata;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("instanceId", m.instanceId, {.nullableSince = 0});
        v.field("rackId", m.rackId, {.nullableSince = 0});
        v.field("clientId", m.clientId);
        v.field("clientHost", m.clientHost);
        v.field("subscribedTopicNames", m.subscribedTopicNames);
        v.field("subscribedTopicRegex", m.subscribedTopicRegex, {.nullableSince = 0});
        v.field("rebalanceTimeoutMs", m.rebalanceTimeoutMs);
        v.field("serverAssignor", m.serverAssignor, {.nullableSince = 0});
        v.field("classicMemberMetadata", m.classicMemberMetadata, {.nullableSince = 0, .tag = 0});
    }
};

struct ConsumerGroupTargetAssignmentMetadataValue : group_parts::TargetAssignmentMetadata {
    static constexpr std::string_view messageName = "ConsumerGroupTargetAssignmentMetadataValue";
    static constexpr Versions versions{0, 0};
    static constexpr std::int16_t firstFlexible = 0;
    static constexpr std::int16_t recordType = 6;
};

struct ConsumerGroupTargetAssignmentMemberValue : group_parts::TargetAssignment {
    static constexpr std::string_view messageName = "ConsumerGroupTargetAssignmentMemberValue";
    static constexpr Versions versions{0, 0};
    static constexpr std::int16_t firstFlexible = 0;
    static constexpr std::int16_t recordType = 7;
};

struct ConsumerGroupCurrentMemberAssignmentValue {
    static constexpr std::string_view messageName = "ConsumerGroupCurrentMemberAssignmentValue";
    static constexpr Versions versions{0, 0};
    static constexpr std::int16_t firstFlexible = 0;
    static constexpr std::int16_t recordType = 8;

    struct TopicPartitions {
        base::Uuid topicId;
        std::vector<std::int32_t> partitions;
        std::optional<std::vector<std::int32_t>> assignmentEpochs;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("topicId", m.topicId);
            v.field("partitions", m.partitions);
            v.field("assignmentEpochs", m.assignmentEpochs, {.nullableSince = 0, .tag = 0});
        }
    };

    std::int32_t memberEpoch = 0;
    std::int32_t previousMemberEpoch = 0;
    std::int8_t state = 0;
    std::vector<TopicPartitions> assignedPartitions;
    std::vector<TopicPartitions> partitionsPendingRevocation;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("memberEpoch", m.memberEpoch);
        v.field("previousMemberEpoch", m.previousMemberEpoch);
        v.field("state", m.state);
        v.field("assignedPartitions", m.assignedPartitions);
        v.field("partitionsPendingRevocation", m.partitionsPendingRevocation);
    }
};

struct ConsumerGroupRegularExpressionValue {
    static constexpr std::string_view messageName = "ConsumerGroupRegularExpressionValue";
    static constexpr Versions versions{0, 0};
    static constexpr std::int16_t firstFlexible = 0;
    static constexpr std::int16_t recordType = 16;

    std::vector<std::string> topics;
    std::int64_t version = 0;
    std::int64_t timestamp = 0;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("topics", m.topics);
        v.field("version", m.version);
        v.field("timestamp", m.timestamp);
    }
};

} // namespace protocol
