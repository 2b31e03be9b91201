#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/field.h"
#include "protocol/structs/group_parts.h"

/// Values of the records that streams groups (KIP-1071) have in __consumer_offsets, each after its two-byte
/// version; the record types stand in their keys.
namespace protocol {

struct StreamsGroupMetadataValue {
    static constexpr std::string_view messageName = "StreamsGroupMetadataValue";
    static constexpr Versions versions{0, 0};
    static constexpr std::int16_t firstFlexible = 0;
    static constexpr std::int16_t recordType = 17;

    std::int32_t epoch = 0;
    std::int64_t metadataHash = 0;
    std::int32_t validatedTopologyEpoch = -1;
    std::optional<std::vector<group_parts::KeyValue>> lastAssignmentConfigs;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("epoch", m.epoch);
        v.field("metadataHash", m.metadataHash);
        v.field("validatedTopologyEpoch", m.validatedTopologyEpoch, {.tag = 0});
        v.field("lastAssignmentConfigs", m.lastAssignmentConfigs, {.nullableSince = 0, .tag = 1});
    }
};

struct StreamsGroupMemberMetadataValue {
    static constexpr std::string_view messageName = "StreamsGroupMemberMetadataValue";
    static constexpr Versions versions{0, 0};
    static constexpr std::int16_t firstFlexible = 0;
    static constexpr std::int16_t recordType = 19;

    std::optional<std::string> instanceId;
    std::optional<std::string> rackId;
    std::string clientId;
    std::string clientHost;
    std::int32_t rebalanceTimeoutMs = -1;
    std::int32_t topologyEpoch = 0;
    std::string processId;
    std::optional<group_parts::Endpoint> userEndpoint;
    std::vector<group_parts::KeyValue> clientTags;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("instanceId", m.instanceId, {.nullableSince = 0});
        v.field("rackId", m.rackId, {.nullableSince = 0});
        v.field("clientId", m.clientId);
        v.field("clientHost", m.clientHost);
        v.field("rebalanceTimeoutMs", m.rebalanceTimeoutMs);
        v.field("topologyEpoch", m.topologyEpoch);
        v.field("processId", m.processId);
        v.field("userEndpoint", m.userEndpoint, {.nullableSince = 0});
        v.field("clientTags", m.clientTags);
    }
};

struct StreamsGroupTargetAssignmentMetadataValue : group_parts::TargetAssignmentMetadata {
    static constexpr std::string_view messageName = "StreamsGroupTargetAssignmentMetadataValue";
    static constexpr Versions versions{0, 0};
    static constexpr std::int16_t firstFlexible = 0;
    static constexpr std::int16_t recordType = 20;
};

struct StreamsGroupTargetAssignmentMemberValue : group_parts::TaskAssignment {
    static constexpr std::string_view messageName = "StreamsGroupTargetAssignmentMemberValue";
    static constexpr Versions versions{0, 0};
    static constexpr std::int16_t firstFlexible = 0;
    static constexpr std::int16_t recordType = 21;
};

struct StreamsGroupCurrentMemberAssignmentValue {
    static constexpr std::string_view messageName = "StreamsGroupCurrentMemberAssignmentValue";
    static constexpr Versions versions{0, 0};
    static constexpr std::int16_t firstFlexible = 0;
    static constexpr std::int16_t recordType = 22;

    struct TaskIds {
        std::string subtopologyId;
        std::vector<std::int32_t> partitions;
        std::optional<std::vector<std::int32_t>> assignmentEpochs;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("subtopologyId", m.subtopologyId);
            v.field("partitions", m.partitions);
            v.field("assignmentEpochs", m.assignmentEpochs, {.nullableSince = 0, .tag = 0});
        }
    };

    std::int32_t memberEpoch = 0;
    std::int32_t previousMemberEpoch = 0;
    std::int8_t state = 0;
    std::vector<TaskIds> activeTasks;
    std::vector<TaskIds> standbyTasks;
    std::vector<TaskIds> warmupTasks;
    std::vector<TaskIds> activeTasksPendingRevocation;
    std::vector<TaskIds> standbyTasksPendingRevocation;
    std::vector<TaskIds> warmupTasksPendingRevocation;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("memberEpoch", m.memberEpoch);
        v.field("previousMemberEpoch", m.previousMemberEpoch);
        v.field("state", m.state);
        v.field("activeTasks", m.activeTasks);
        v.field("standbyTasks", m.standbyTasks);
        v.field("warmupTasks", m.warmupTasks);
        v.field("activeTasksPendingRevocation", m.activeTasksPendingRevocation);
        v.field("standbyTasksPendingRevocation", m.standbyTasksPendingRevocation);
        v.field("warmupTasksPendingRevocation", m.warmupTasksPendingRevocation);
    }
};

struct StreamsGroupTopologyValue {
    static constexpr std::string_view messageName = "StreamsGroupTopologyValue";
    static constexpr Versions versions{0, 0};
    static constexpr std::int16_t firstFlexible = 0;
    static constexpr std::int16_t recordType = 23;

    struct CopartitionGroup {
        std::vector<std::int16_t> sourceTopics;
        std::vector<std::int16_t> sourceTopicRegex;
        std::vector<std::int16_t> repartitionSourceTopics;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("sourceTopics", m.sourceTopics);
            v.field("sourceTopicRegex", m.sourceTopicRegex);
            v.field("repartitionSourceTopics", m.repartitionSourceTopics);
        }
    };

    struct Subtopology {
        std::string subtopologyId;
        std::vector<std::string> sourceTopics;
        std::vector<std::string> sourceTopicRegex;
        std::vector<group_parts::TopicInfo> stateChangelogTopics;
        std::vector<std::string> repartitionSinkTopics;
        std::vector<group_parts::TopicInfo> repartitionSourceTopics;
        std::vector<CopartitionGroup> copartitionGroups;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("subtopologyId", m.subtopologyId);
            v.field("sourceTopics", m.sourceTopics);
            v.field("sourceTopicRegex", m.sourceTopicRegex);
            v.field("stateChangelogTopics", m.stateChangelogTopics);
            v.field("repartitionSinkTopics", m.repartitionSinkTopics);
            v.field("repartitionSourceTopics", m.repartitionSourceTopics);
            v.field("copartitionGroups", m.copartitionGroups);
        }
    };

    std::int32_t epoch = 0;
    std::vector<Subtopology> subtopologies;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("epoch", m.epoch);
        v.field("subtopologies", m.subtopologies);
    }
};

} // namespace protocol
