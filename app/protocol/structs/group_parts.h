#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "base/uuid.h"

/// What messages and records of the newer kinds of groups (KIP-848, KIP-932, KIP-1071) have in common: the
/// same fields in the same order, which no version of them tells apart.
namespace protocol::group_parts {

struct KeyValue {
    std::string key;
    std::string value;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("key", m.key);
        v.field("value", m.value);
    }
};

struct Endpoint {
    std::string host;
    std::uint16_t port = 0;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("host", m.host);
        v.field("port", m.port);
    }
};

struct TopicPartitions {
    base::Uuid topicId;
    std::vector<std::int32_t> partitions;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("topicId", m.topicId);
        v.field("partitions", m.partitions);
    }
};

struct NamedTopicPartitions {
    base::Uuid topicId;
    std::string topicName;
    std::vector<std::int32_t> partitions;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("topicId", m.topicId);
        v.field("topicName", m.topicName);
        v.field("partitions", m.partitions);
    }
};

/// What a member has, or is to have.
struct Assignment {
    std::vector<NamedTopicPartitions> topicPartitions;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("topicPartitions", m.topicPartitions);
    }
};

struct TaskIds {
    std::string subtopologyId;
    std::vector<std::int32_t> partitions;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("subtopologyId", m.subtopologyId);
        v.field("partitions", m.partitions);
    }
};

/// The same of a streams group.
struct TaskAssignment {
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

/// A topic that a streams program makes for itself.
struct TopicInfo {
    std::string name;
    std::int32_t partitions = 0; ///< 0: no number is required
    std::int16_t replicationFactor = 0;
    std::vector<KeyValue> topicConfigs;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("name", m.name);
        v.field("partitions", m.partitions);
        v.field("replicationFactor", m.replicationFactor);
        v.field("topicConfigs", m.topicConfigs);
    }
};

/// Which groups are to be described.
struct DescribeRequest {
    std::vector<std::string> groupIds;
    bool includeAuthorizedOperations = false;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("groupIds", m.groupIds);
        v.field("includeAuthorizedOperations", m.includeAuthorizedOperations);
    }
};

/// A group whose members share topics by an assignor of the brokers.
template <class Member>
struct DescribedGroup {
    std::int16_t errorCode = 0;
    std::optional<std::string> errorMessage;
    std::string groupId;
    std::string groupState;
    std::int32_t groupEpoch = 0;
    std::int32_t assignmentEpoch = 0;
    std::string assignorName;
    std::vector<Member> members;
    std::int32_t authorizedOperations = std::numeric_limits<std::int32_t>::min();

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("errorCode", m.errorCode);
        v.field("errorMessage", m.errorMessage, {.nullableSince = 0});
        v.field("groupId", m.groupId);
        v.field("groupState", m.groupState);
        v.field("groupEpoch", m.groupEpoch);
        v.field("assignmentEpoch", m.assignmentEpoch);
        v.field("assignorName", m.assignorName);
        v.field("members", m.members);
        v.field("authorizedOperations", m.authorizedOperations);
    }
};

/// The record of what the whole group's assignment is for.
struct TargetAssignmentMetadata {
    std::int32_t assignmentEpoch = 0;
    std::int64_t assignmentTimestamp = 0;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("assignmentEpoch", m.assignmentEpoch);
        v.field("assignmentTimestamp", m.assignmentTimestamp, {.tag = 0});
    }
};

/// The record of what one member is to have.
struct TargetAssignment {
    std::vector<TopicPartitions> topicPartitions;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("topicPartitions", m.topicPartitions);
    }
};

} // namespace protocol::group_parts
