#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/buffer.h"
#include "base/uuid.h"
#include "protocol/field.h"

/// Values of the records that streams groups (KIP-1071) have in __consumer_offsets, each after its two-byte
/// version; the record types stand in their keys.
namespace protocol {

struct StreamsGroupMetadataValue {
    static constexpr std::string_view messageName = "StreamsGroupMetadataValue";
    static constexpr Versions versions{0, 0};
    static constexpr std::int16_t firstFlexible = 0;
    static constexpr std::int16_t recordType = 17;

    struct KeyValue {
        std::string key;
        std::string value;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("key", m.key);
            v.field("value", m.value);
        }
    };

    std::int32_t epoch = 0;
    std::int64_t metadataHash = 0;
    std::int32_t validatedTopologyEpoch = -1;
    std::optional<std::vector<KeyValue>> lastAssignmentConfigs;

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

    struct Endpoint {
        std::string host;
        std::uint16_t port = 0;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("host", m.host);
            v.field("port", m.port);
        }
    };

    struct KeyValue {
        std::string key;
        std::string value;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("key", m.key);
            v.field("value", m.value);
        }
    };

    std::optional<std::string> instanceId;
    std::optional<std::string> rackId;
    std::string clientId;
    std::string clientHost;
    std::int32_t rebalanceTimeoutMs = -1;
    std::int32_t topologyEpoch = 0;
    std::string processId;
    std::optional<Endpoint> userEndpoint;
    std::vector<KeyValue> clientTags;

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

struct StreamsGroupTargetAssignmentMetadataValue {
    static constexpr std::string_view messageName = "StreamsGroupTargetAssignmentMetadataValue";
    static constexpr Versions versions{0, 0};
    static constexpr std::int16_t firstFlexible = 0;
    static constexpr std::int16_t recordType = 20;

    std::int32_t assignmentEpoch = 0;
    std::int64_t assignmentTimestamp = 0;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("assignmentEpoch", m.assignmentEpoch);
        v.field("assignmentTimestamp", m.assignmentTimestamp, {.tag = 0});
    }
};

struct StreamsGroupTargetAssignmentMemberValue {
    static constexpr std::string_view messageName = "StreamsGroupTargetAssignmentMemberValue";
    static constexpr Versions versions{0, 0};
    static constexpr std::int16_t firstFlexible = 0;
    static constexpr std::int16_t recordType = 21;

    struct TaskIds {
        std::string subtopologyId;
        std::vector<std::int32_t> partitions;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("subtopologyId", m.subtopologyId);
            v.field("partitions", m.partitions);
        }
    };

    std::vector<TaskIds> activeTasks;
    std::vector<TaskIds> standbyTasks;
    std::vector<TaskIds> warmupTasks;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("activeTasks", m.activeTasks);
        v.field("standbyTasks", m.standbyTasks);
        v.field("warmupTasks", m.warmupTasks);
    }
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

    struct TopicConfig {
        std::string key;
        std::string value;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("key", m.key);
            v.field("value", m.value);
        }
    };

    struct TopicInfo {
        std::string name;
        std::int32_t partitions = 0;
        std::int16_t replicationFactor = 0;
        std::vector<TopicConfig> topicConfigs;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name);
            v.field("partitions", m.partitions);
            v.field("replicationFactor", m.replicationFactor);
            v.field("topicConfigs", m.topicConfigs);
        }
    };

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
        std::vector<TopicInfo> stateChangelogTopics;
        std::vector<std::string> repartitionSinkTopics;
        std::vector<TopicInfo> repartitionSourceTopics;
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
