#include "client/group_descriptions.h"

#include <algorithm>
#include <map>

#include "protocol/codec.h"
#include "protocol/structs/consumer_protocol_assignment.h"
#include "protocol/structs/consumer_protocol_subscription.h"
#include "wire/kafka_error.h"

namespace client {
namespace {

using Partitions = std::vector<base::TopicPartition>;
using Streams = protocol::StreamsGroupDescribeResponse;

/// The data of embedded consumer protocol: its version in front, and a newer one reads as the newest we know.
template <class M>
base::Result<M> decodePrefixed(const base::Buffer& bytes) {
    if (bytes.size() < 2)
        return base::fail({.name = "INVALID_RESPONSE", .cause = "The member's data is too short."});
    const auto version = static_cast<std::int16_t>(bytes.data()[0] << 8 | bytes.data()[1]);
    if (version < 0)
        return base::fail(
            {.name = "INVALID_RESPONSE", .cause = "The member's data has an impossible version."});
    // Newer writers add at the end (KIP-429), so that bytes may follow what we know.
    std::size_t end = 0;
    return protocol::Codec<M>::read(bytes.slice(2, bytes.size() - 2), std::min(version, M::versions.newest),
                                    &end);
}

GroupMember memberOf(const protocol::DescribeGroupsResponse::DescribedGroupMember& member, bool consumers) {
    GroupMember out;
    out.id = member.memberId;
    out.instanceId = member.groupInstanceId;
    out.clientId = member.clientId;
    out.host = member.clientHost;
    out.assignmentReadable = consumers;
    if (!consumers)
        return out;
    if (auto subscription = decodePrefixed<protocol::ConsumerProtocolSubscription>(member.memberMetadata))
        out.subscription = std::move(subscription->topics);
    // Between JoinGroup and SyncGroup a member has no assignment yet.
    if (member.memberAssignment.empty())
        return out;
    const auto assignment = decodePrefixed<protocol::ConsumerProtocolAssignment>(member.memberAssignment);
    out.assignmentReadable = assignment.has_value();
    if (assignment) {
        for (const auto& topic : assignment->assignedPartitions) {
            for (const std::int32_t partition : topic.partitions)
                out.assignment.push_back({topic.topic, base::PartitionId(partition)});
        }
        std::sort(out.assignment.begin(), out.assignment.end());
    }
    return out;
}

template <class Assignment>
Partitions partitionsOf(const Assignment& assignment) {
    Partitions out;
    for (const auto& topic : assignment.topicPartitions)
        for (const std::int32_t partition : topic.partitions)
            out.push_back({topic.topicName, base::PartitionId(partition)});
    std::sort(out.begin(), out.end());
    return out;
}

/// What all the newer kinds tell alike.
template <class Group>
GroupDescription withoutMembers(const Group& group, GroupType type, const std::string& assignor) {
    GroupDescription out;
    out.id = group.groupId;
    out.state = group.groupState;
    out.protocolType = type == GroupType::Consumer ? "consumer" : "";
    out.protocol = assignor;
    out.type = type;
    out.epoch = group.groupEpoch;
    out.assignmentEpoch = group.assignmentEpoch;
    if (group.errorCode != 0)
        out.error = wire::kafkaError(group.errorCode, "Group \"" + group.groupId + "\"", group.errorMessage);
    return out;
}

template <class Member>
GroupMember withoutAssignment(const Member& member) {
    GroupMember out;
    out.id = member.memberId;
    out.clientId = member.clientId;
    out.host = member.clientHost;
    out.epoch = member.memberEpoch;
    return out;
}

int countOf(const std::vector<protocol::group_parts::TaskIds>& tasks) {
    std::size_t out = 0;
    for (const auto& task : tasks)
        out += task.partitions.size();
    return static_cast<int>(out);
}

Partitions partitionsOf(const std::vector<protocol::group_parts::TaskIds>& tasks,
                        const std::map<std::string, std::vector<std::string>>& sources) {
    Partitions out;
    for (const auto& task : tasks) {
        const auto found = sources.find(task.subtopologyId);
        if (found == sources.end())
            continue;
        for (const std::string& topic : found->second)
            for (const std::int32_t partition : task.partitions)
                out.push_back({topic, base::PartitionId(partition)});
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

Subtopology subtopologyOf(const Streams::Subtopology& told) {
    Subtopology out{told.subtopologyId, told.sourceTopics, {}};
    for (const auto& topic : told.repartitionSourceTopics)
        out.sources.push_back(topic.name);
    for (const auto& topic : told.stateChangelogTopics)
        out.changelogs.push_back(topic.name);
    return out;
}

} // namespace

GroupDescription descriptionOf(const protocol::DescribeGroupsResponse::DescribedGroup& group) {
    GroupDescription out;
    out.id = group.groupId;
    out.state = group.groupState;
    out.protocolType = group.protocolType;
    out.protocol = group.protocolData;
    // From version 6 on a group that is not there is an error; before, it was only called Dead.
    if (group.errorCode == protocol::toWire(protocol::ErrorCode::GROUP_ID_NOT_FOUND) && out.state.empty())
        out.state = "Dead";
    if (group.errorCode != 0)
        out.error = wire::kafkaError(group.errorCode, "Group \"" + group.groupId + "\"", group.errorMessage);
    for (const auto& member : group.members)
        out.members.push_back(memberOf(member, group.protocolType == "consumer"));
    return out;
}

GroupDescription descriptionOf(const protocol::ConsumerGroupDescribeResponse::DescribedGroup& group) {
    GroupDescription out = withoutMembers(group, GroupType::Consumer, group.assignorName);
    for (const auto& member : group.members) {
        GroupMember one = withoutAssignment(member);
        one.instanceId = member.instanceId;
        one.subscription = member.subscribedTopicNames;
        one.subscriptionPattern = member.subscribedTopicRegex.value_or("");
        one.assignment = partitionsOf(member.assignment);
        one.target = partitionsOf(member.targetAssignment);
        out.members.push_back(std::move(one));
    }
    return out;
}

GroupDescription descriptionOf(const protocol::ShareGroupDescribeResponse::DescribedGroup& group) {
    GroupDescription out = withoutMembers(group, GroupType::Share, group.assignorName);
    for (const auto& member : group.members) {
        GroupMember one = withoutAssignment(member);
        one.subscription = member.subscribedTopicNames;
        one.assignment = partitionsOf(member.assignment);
        out.members.push_back(std::move(one));
    }
    return out;
}

GroupDescription descriptionOf(const protocol::StreamsGroupDescribeResponse::DescribedGroup& group) {
    GroupDescription out = withoutMembers(group, GroupType::Streams, group.assignorName.value_or(""));
    std::map<std::string, std::vector<std::string>> sources;
    if (group.topology) {
        out.topologyEpoch = group.topology->epoch;
        if (group.topology->subtopologies)
            for (const auto& told : *group.topology->subtopologies) {
                out.topology.push_back(subtopologyOf(told));
                sources[told.subtopologyId] = out.topology.back().sources;
            }
    }
    for (const auto& member : group.members) {
        GroupMember one = withoutAssignment(member);
        one.instanceId = member.instanceId;
        one.assignment = partitionsOf(member.assignment.activeTasks, sources);
        one.target = partitionsOf(member.targetAssignment.activeTasks, sources);
        one.standbyTasks = countOf(member.assignment.standbyTasks);
        one.warmupTasks = countOf(member.assignment.warmupTasks);
        out.members.push_back(std::move(one));
    }
    return out;
}

} // namespace client
