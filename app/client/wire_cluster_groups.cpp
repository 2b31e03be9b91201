#include <algorithm>
#include <map>
#include <set>

#include "client/wire_cluster.h"
#include "protocol/messages/08_offset_commit.h"
#include "protocol/messages/09_offset_fetch.h"
#include "protocol/messages/15_describe_groups.h"
#include "protocol/messages/16_list_groups.h"
#include "protocol/messages/42_delete_groups.h"
#include "protocol/structs/consumer_protocol_assignment.h"
#include "protocol/structs/consumer_protocol_subscription.h"
#include "wire/kafka_error.h"

namespace client {
namespace {

using Groups = std::vector<std::string>;

/// Brokers answer a request whole: a larger one would hold up everything behind it.
constexpr std::size_t offsetGroupsAtOnce = 50;
constexpr std::size_t describedAtOnce = 200;
constexpr protocol::Versions commitByName{2, 9};  // from 10 on topics go as ids only
constexpr protocol::Versions offsetsOfMany{8, 9}; // from 10 on topics come as ids only
constexpr protocol::Versions offsetsOfOne{2, 7};  // before 2 not all topics can be asked for

std::string groupName(const std::string& id) {
    return "Group \"" + id + "\"";
}

std::vector<Groups> inPieces(const Groups& groups, std::size_t size) {
    std::vector<Groups> out;
    for (std::size_t at = 0; at < groups.size(); at += size)
        out.emplace_back(groups.begin() + static_cast<std::ptrdiff_t>(at),
                         groups.begin() + static_cast<std::ptrdiff_t>(std::min(groups.size(), at + size)));
    return out;
}

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

GroupDescription descriptionOf(const protocol::DescribeGroupsResponse::DescribedGroup& group,
                               base::BrokerId broker) {
    GroupDescription out;
    out.id = group.groupId;
    out.state = group.groupState;
    out.protocolType = group.protocolType;
    out.protocol = group.protocolData;
    out.coordinator = broker;
    // From version 6 on a group that is not there is an error; before, it was only called Dead.
    if (group.errorCode == protocol::toWire(protocol::ErrorCode::GROUP_ID_NOT_FOUND) && out.state.empty())
        out.state = "Dead";
    if (group.errorCode != 0)
        out.error = wire::kafkaError(group.errorCode, groupName(group.groupId), group.errorMessage);
    for (const auto& member : group.members)
        out.members.push_back(memberOf(member, group.protocolType == "consumer"));
    return out;
}

template <class Partition>
CommittedOffset committedOf(const std::string& topic, const Partition& partition) {
    CommittedOffset out;
    out.partition = {topic, base::PartitionId(partition.partitionIndex)};
    out.offset = base::Offset(partition.committedOffset);
    out.leaderEpoch = base::LeaderEpoch(partition.committedLeaderEpoch);
    out.metadata = partition.metadata.value_or("");
    if (partition.errorCode != 0)
        out.error = wire::kafkaError(partition.errorCode, wire::nameOf(out.partition));
    return out;
}

template <class Topics>
void takeOffsets(const Topics& topics, GroupOffsets& into) {
    for (const auto& topic : topics) {
        for (const auto& partition : topic.partitions) {
            // -1 stands for "nothing committed", which here is said by absence.
            if (partition.committedOffset >= 0 || partition.errorCode != 0)
                into.offsets.push_back(committedOf(topic.name, partition));
        }
    }
    std::sort(into.offsets.begin(), into.offsets.end(),
              [](const CommittedOffset& a, const CommittedOffset& b) { return a.partition < b.partition; });
}

protocol::OffsetCommitRequest commitOf(const std::string& group, std::span<const CommittedOffset> offsets) {
    // Without member and generation: as whoever assigns partitions to itself, or an administrator, commits.
    protocol::OffsetCommitRequest request;
    request.groupId = group;
    std::map<std::string, std::size_t> places;
    for (const CommittedOffset& offset : offsets) {
        const auto place = places.try_emplace(offset.partition.topic, request.topics.size());
        if (place.second)
            request.topics.emplace_back().name = offset.partition.topic;
        auto& partition = request.topics[place.first->second].partitions.emplace_back();
        partition.partitionIndex = offset.partition.partition.value();
        partition.committedOffset = offset.offset.value();
        partition.committedLeaderEpoch = offset.leaderEpoch.value();
        partition.committedMetadata = offset.metadata;
    }
    return request;
}

/// Answers about groups as they come in from several coordinators, then in the order asked.
template <class One>
class Gathered {
public:
    explicit Gathered(std::span<const std::string> asked) : m_asked(asked.begin(), asked.end()) {}

    void put(const std::string& id, One one, std::int16_t code) {
        if (wire::meansMoved(code))
            m_moved.insert(id);
        m_found[id] = std::move(one);
    }
    void fail(const std::string& id, const base::Error& error) { m_found[id] = One{.error = error}; }
    /// Groups whose coordinator has moved since it was remembered: to be asked once more.
    Groups takeMoved() {
        Groups out(m_moved.begin(), m_moved.end());
        m_moved.clear();
        return out;
    }
    std::vector<One> inOrder(std::string One::*name) {
        std::vector<One> out;
        for (const std::string& id : m_asked) {
            const auto found = m_found.find(id);
            out.push_back(found != m_found.end() ? found->second
                                                 : One{.error = wire::notAnswered(groupName(id))});
            out.back().*name = id;
        }
        return out;
    }

private:
    const Groups m_asked;
    std::map<std::string, One> m_found;
    std::set<std::string> m_moved;
};

/// The coordinator of these groups did not answer: whoever asks next looks for it anew.
template <class One>
void unreachable(wire::ClusterWire& connections, const Groups& groups, const base::Error& error,
                 Gathered<One>& gathered) {
    for (const std::string& id : groups)
        gathered.fail(id, error);
    connections.forgetCoordinators(groups);
}

/// Asks each coordinator about its groups; `askAll(coordinators)` sends and takes. Twice, if some have
/// moved.
template <class One, class AskAll>
base::Status gather(wire::ClusterWire& connections, std::span<const std::string> groups,
                    Gathered<One>& gathered, AskAll&& askAll) {
    Groups open(groups.begin(), groups.end());
    std::sort(open.begin(), open.end());
    open.erase(std::unique(open.begin(), open.end()), open.end());
    for (int round = 0; round < 2 && !open.empty(); ++round) {
        std::vector<std::pair<std::string, base::Error>> orphans;
        auto coordinators = connections.byCoordinator(open, orphans);
        if (!coordinators)
            return base::fail(coordinators.error());
        for (const auto& [id, error] : orphans)
            gathered.fail(id, error);
        askAll(*coordinators);
        open = gathered.takeMoved();
        connections.forgetCoordinators(open);
    }
    return {};
}

using ByCoordinator = std::map<base::BrokerId, Groups>;

} // namespace

base::Result<GroupList> WireCluster::listGroups() {
    using Response = protocol::ListGroupsResponse;
    std::vector<std::pair<base::BrokerId, wire::Pending<Response>>> answers;
    for (const base::BrokerId broker : m_wire.brokers())
        answers.emplace_back(broker, m_wire.ask<Response>(broker, protocol::ListGroupsRequest{}));
    GroupList out;
    for (auto& [broker, pending] : answers) {
        auto answer = pending.get();
        if (!answer || answer->errorCode != 0) {
            const std::string name = "Broker " + std::to_string(broker.value());
            out.errors.emplace_back(broker,
                                    answer ? wire::kafkaError(answer->errorCode, name) : answer.error());
            continue;
        }
        for (auto& group : answer->groups)
            out.groups.push_back(
                {group.groupId, group.protocolType, group.groupState, group.groupType, broker});
    }
    if (out.groups.empty() && !out.errors.empty() && out.errors.size() == answers.size())
        return base::fail(out.errors.front().second);
    std::sort(out.groups.begin(), out.groups.end(),
              [](const GroupListing& a, const GroupListing& b) { return a.id < b.id; });
    return out;
}

base::Result<std::vector<GroupDescription>> WireCluster::describeGroups(std::span<const std::string> groups) {
    using Request = protocol::DescribeGroupsRequest;
    using Response = protocol::DescribeGroupsResponse;
    Gathered<GroupDescription> gathered(groups);
    const auto askAll = [&](const ByCoordinator& coordinators) {
        struct Asked {
            base::BrokerId broker;
            Groups groups;
            wire::Pending<Response> answer;
        };
        std::vector<Asked> asked;
        for (const auto& [broker, its] : coordinators) {
            for (Groups& piece : inPieces(its, describedAtOnce)) {
                Request request;
                request.groups = piece;
                asked.push_back({broker, std::move(piece), m_wire.ask<Response>(broker, std::move(request))});
            }
        }
        for (Asked& one : asked) {
            auto answer = one.answer.get();
            if (!answer) {
                unreachable(m_wire, one.groups, answer.error(), gathered);
                continue;
            }
            for (const auto& group : answer->groups)
                gathered.put(group.groupId, descriptionOf(group, one.broker), group.errorCode);
        }
    };
    if (auto done = gather(m_wire, groups, gathered, askAll); !done)
        return base::fail(done.error());
    return gathered.inOrder(&GroupDescription::id);
}

base::Result<std::vector<GroupOffsets>> WireCluster::groupOffsets(std::span<const std::string> groups) {
    using Request = protocol::OffsetFetchRequest;
    using Response = protocol::OffsetFetchResponse;
    Gathered<GroupOffsets> gathered(groups);
    const auto askAll = [&](const ByCoordinator& coordinators) {
        struct Asked {
            Groups groups;
            bool many;
            wire::Pending<Response> answer;
        };
        std::vector<Asked> asked;
        for (const auto& [broker, its] : coordinators) {
            const bool many = m_wire.version(broker, Request::apiKey, offsetsOfMany).has_value();
            for (Groups& piece : inPieces(its, many ? offsetGroupsAtOnce : 1)) {
                Request request;
                if (many) {
                    for (const std::string& id : piece) {
                        auto& one = request.groups.emplace_back();
                        one.groupId = id;
                        one.topics = std::nullopt;
                    }
                } else {
                    request.groupId = piece.front();
                    request.topics = std::nullopt;
                }
                asked.push_back(
                    {std::move(piece), many,
                     m_wire.ask<Response>(broker, std::move(request), many ? offsetsOfMany : offsetsOfOne)});
            }
        }
        for (Asked& one : asked) {
            auto answer = one.answer.get();
            if (!answer) {
                unreachable(m_wire, one.groups, answer.error(), gathered);
                continue;
            }
            const auto put = [&](const std::string& id, const auto& topics, std::int16_t code) {
                GroupOffsets offsets;
                offsets.id = id;
                if (code != 0)
                    offsets.error = wire::kafkaError(code, groupName(id));
                takeOffsets(topics, offsets);
                gathered.put(id, std::move(offsets), code);
            };
            if (!one.many)
                put(one.groups.front(), answer->topics, answer->errorCode);
            for (const auto& group : answer->groups)
                put(group.groupId, group.topics, group.errorCode);
        }
    };
    if (auto done = gather(m_wire, groups, gathered, askAll); !done)
        return base::fail(done.error());
    return gathered.inOrder(&GroupOffsets::id);
}

base::Status WireCluster::commitOffsets(const std::string& group, std::span<const CommittedOffset> offsets) {
    using Response = protocol::OffsetCommitResponse;
    const std::vector<std::string> groups{group};
    Gathered<NamedOutcome> gathered(groups);
    const auto askAll = [&](const ByCoordinator& coordinators) {
        for (const auto& [broker, its] : coordinators) {
            const auto answer = m_wire.ask<Response>(broker, commitOf(group, offsets), commitByName).get();
            if (!answer) {
                unreachable(m_wire, its, answer.error(), gathered);
                continue;
            }
            NamedOutcome outcome{group, {}};
            std::int16_t refusal = 0;
            for (const auto& topic : answer->topics) {
                for (const auto& partition : topic.partitions) {
                    if (partition.errorCode == 0 || refusal != 0)
                        continue;
                    refusal = partition.errorCode;
                    const base::TopicPartition name{topic.name, base::PartitionId(partition.partitionIndex)};
                    outcome.error = wire::kafkaError(refusal, groupName(group) + ", " + wire::nameOf(name));
                }
            }
            gathered.put(group, std::move(outcome), refusal);
        }
    };
    if (auto done = gather(m_wire, groups, gathered, askAll); !done)
        return base::fail(done.error());
    if (const auto outcome = gathered.inOrder(&NamedOutcome::name); outcome.front().error)
        return base::fail(*outcome.front().error);
    return {};
}

base::Result<std::vector<NamedOutcome>> WireCluster::deleteGroups(std::span<const std::string> groups) {
    using Request = protocol::DeleteGroupsRequest;
    using Response = protocol::DeleteGroupsResponse;
    Gathered<NamedOutcome> gathered(groups);
    const auto askAll = [&](const ByCoordinator& coordinators) {
        std::vector<std::pair<const Groups*, wire::Pending<Response>>> asked;
        for (const auto& [broker, its] : coordinators) {
            Request request;
            request.groupsNames = its;
            asked.emplace_back(&its, m_wire.ask<Response>(broker, std::move(request)));
        }
        for (auto& [its, pending] : asked) {
            auto answer = pending.get();
            if (!answer) {
                unreachable(m_wire, *its, answer.error(), gathered);
                continue;
            }
            for (const auto& result : answer->results) {
                NamedOutcome outcome{result.groupId, {}};
                if (result.errorCode != 0)
                    outcome.error =
                        wire::kafkaError(result.errorCode, groupName(result.groupId), result.errorMessage);
                gathered.put(result.groupId, std::move(outcome), result.errorCode);
            }
        }
    };
    if (auto done = gather(m_wire, groups, gathered, askAll); !done)
        return base::fail(done.error());
    return gathered.inOrder(&NamedOutcome::name);
}

} // namespace client
