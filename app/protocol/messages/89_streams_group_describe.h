#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/api_key.h"
#include "protocol/field.h"
#include "protocol/structs/group_parts.h"

namespace protocol {

/// Asks for state, topology and members of streams groups (key 89, KIP-1071).
struct StreamsGroupDescribeRequest {
    static constexpr std::string_view messageName = "StreamsGroupDescribeRequest";
    static constexpr ApiKey apiKey = ApiKey::StreamsGroupDescribe;
    static constexpr Versions versions{0, 1};
    static constexpr std::int16_t firstFlexible = 0;

    std::vector<std::string> groupIds;
    bool includeAuthorizedOperations = false;
    bool includeTopologyDescription = false;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("groupIds", m.groupIds);
        v.field("includeAuthorizedOperations", m.includeAuthorizedOperations);
        v.field("includeTopologyDescription", m.includeTopologyDescription, {.since = 1});
    }
};

/// State, epochs, topology and members of each group, with the tasks that each member has and is to have.
struct StreamsGroupDescribeResponse {
    static constexpr std::string_view messageName = "StreamsGroupDescribeResponse";
    static constexpr ApiKey apiKey = ApiKey::StreamsGroupDescribe;
    static constexpr Versions versions{0, 1};
    static constexpr std::int16_t firstFlexible = 0;

    struct Subtopology {
        std::string subtopologyId;
        std::vector<std::string> sourceTopics;
        std::vector<std::string> repartitionSinkTopics;
        std::vector<group_parts::TopicInfo> stateChangelogTopics;
        std::vector<group_parts::TopicInfo> repartitionSourceTopics;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("subtopologyId", m.subtopologyId);
            v.field("sourceTopics", m.sourceTopics);
            v.field("repartitionSinkTopics", m.repartitionSinkTopics);
            v.field("stateChangelogTopics", m.stateChangelogTopics);
            v.field("repartitionSourceTopics", m.repartitionSourceTopics);
        }
    };

    struct Topology {
        std::int32_t epoch = 0;
        std::optional<std::vector<Subtopology>> subtopologies;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("epoch", m.epoch);
            v.field("subtopologies", m.subtopologies, {.nullableSince = 0});
        }
    };

    struct TaskOffset {
        std::string subtopologyId;
        std::int32_t partition = 0;
        std::int64_t offset = 0;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("subtopologyId", m.subtopologyId);
            v.field("partition", m.partition);
            v.field("offset", m.offset);
        }
    };

    struct Member {
        std::string memberId;
        std::int32_t memberEpoch = 0;
        std::optional<std::string> instanceId;
        std::optional<std::string> rackId;
        std::string clientId;
        std::string clientHost;
        std::int32_t topologyEpoch = 0;
        std::string processId;
        std::optional<group_parts::Endpoint> userEndpoint;
        std::vector<group_parts::KeyValue> clientTags;
        std::vector<TaskOffset> taskOffsets;
        std::vector<TaskOffset> taskEndOffsets;
        group_parts::TaskAssignment assignment;
        group_parts::TaskAssignment targetAssignment;
        bool isClassic = false;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("memberId", m.memberId);
            v.field("memberEpoch", m.memberEpoch);
            v.field("instanceId", m.instanceId, {.nullableSince = 0});
            v.field("rackId", m.rackId, {.nullableSince = 0});
            v.field("clientId", m.clientId);
            v.field("clientHost", m.clientHost);
            v.field("topologyEpoch", m.topologyEpoch);
            v.field("processId", m.processId);
            v.field("userEndpoint", m.userEndpoint, {.nullableSince = 0});
            v.field("clientTags", m.clientTags);
            v.field("taskOffsets", m.taskOffsets);
            v.field("taskEndOffsets", m.taskEndOffsets);
            v.field("assignment", m.assignment);
            v.field("targetAssignment", m.targetAssignment);
            v.field("isClassic", m.isClassic);
        }
    };

    /// One node of the topology as the program's own description draws it.
    struct Node {
        std::string name;
        std::int8_t nodeType = 0;
        std::vector<std::string> sourceTopics;
        std::optional<std::string> sinkTopic;
        std::vector<std::string> stores;
        std::vector<std::string> successors;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name);
            v.field("nodeType", m.nodeType);
            v.field("sourceTopics", m.sourceTopics);
            v.field("sinkTopic", m.sinkTopic, {.nullableSince = 0});
            v.field("stores", m.stores);
            v.field("successors", m.successors);
        }
    };

    struct DescribedSubtopology {
        std::string subtopologyId;
        std::vector<Node> nodes;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("subtopologyId", m.subtopologyId);
            v.field("nodes", m.nodes);
        }
    };

    struct GlobalStore {
        Node source;
        Node processor;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("source", m.source);
            v.field("processor", m.processor);
        }
    };

    struct TopologyDescription {
        std::vector<DescribedSubtopology> subtopologies;
        std::vector<GlobalStore> globalStores;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("subtopologies", m.subtopologies);
            v.field("globalStores", m.globalStores);
        }
    };

    struct DescribedGroup {
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage;
        std::string groupId;
        std::string groupState;
        std::int32_t groupEpoch = 0;
        std::int32_t assignmentEpoch = 0;
        std::optional<Topology> topology; ///< null: no member has told it yet
        std::vector<Member> members;
        std::int32_t authorizedOperations = std::numeric_limits<std::int32_t>::min();
        std::optional<TopologyDescription> topologyDescription;
        std::int8_t topologyDescriptionStatus = 0;
        std::optional<std::string> assignorName;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("errorCode", m.errorCode);
            v.field("errorMessage", m.errorMessage, {.nullableSince = 0});
            v.field("groupId", m.groupId);
            v.field("groupState", m.groupState);
            v.field("groupEpoch", m.groupEpoch);
            v.field("assignmentEpoch", m.assignmentEpoch);
            v.field("topology", m.topology, {.nullableSince = 0});
            v.field("members", m.members);
            v.field("authorizedOperations", m.authorizedOperations);
            v.field("topologyDescription", m.topologyDescription,
                    {.since = 1, .nullableSince = 1, .ignorable = true});
            v.field("topologyDescriptionStatus", m.topologyDescriptionStatus,
                    {.since = 1, .ignorable = true});
            v.field("assignorName", m.assignorName, {.since = 1, .nullableSince = 1, .ignorable = true});
        }
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<DescribedGroup> groups;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("throttleTimeMs", m.throttleTimeMs);
        v.field("groups", m.groups);
    }
};

} // namespace protocol
