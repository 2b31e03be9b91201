#include <algorithm>
#include <functional>
#include <map>
#include <memory>

#include "client/gathered.h"
#include "client/wire_cluster.h"
#include "protocol/messages/08_offset_commit.h"
#include "protocol/messages/09_offset_fetch.h"
#include "protocol/messages/90_describe_share_group_offsets.h"

namespace client {
namespace {

constexpr std::size_t offsetGroupsAtOnce = 50;
constexpr protocol::Versions commitByName{2, 9};  // from 10 on topics go as ids only
constexpr protocol::Versions offsetsOfMany{8, 9}; // from 10 on topics come as ids only
constexpr protocol::Versions offsetsOfOne{2, 7};  // before 2 not all topics can be asked for

using Commits = Gathered<GroupOffsets>;
using Take = std::function<void()>;

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

void askCommits(wire::ClusterWire& connections, base::BrokerId broker, const Groups& groups, Commits& into,
                std::vector<Take>& takes) {
    using Request = protocol::OffsetFetchRequest;
    using Response = protocol::OffsetFetchResponse;
    const bool many = connections.version(broker, Request::apiKey, offsetsOfMany).has_value();
    for (Groups& piece : inPieces(groups, many ? offsetGroupsAtOnce : 1)) {
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
        auto answer = std::make_shared<wire::Pending<Response>>(
            connections.ask<Response>(broker, std::move(request), many ? offsetsOfMany : offsetsOfOne));
        takes.push_back([&connections, &into, asked = std::move(piece), many, answer] {
            const auto got = answer->get();
            if (!got)
                return unreachable(connections, asked, got.error(), into);
            const auto put = [&](const std::string& id, const auto& topics, std::int16_t code) {
                GroupOffsets offsets;
                offsets.id = id;
                if (code != 0)
                    offsets.error = wire::kafkaError(code, quotedGroup(id));
                takeOffsets(topics, offsets);
                into.put(id, std::move(offsets), code);
            };
            if (!many)
                put(asked.front(), got->topics, got->errorCode);
            for (const auto& group : got->groups)
                put(group.groupId, group.topics, group.errorCode);
        });
    }
}

GroupOffsets shareOffsetsOf(const protocol::DescribeShareGroupOffsetsResponse::Group& group) {
    GroupOffsets out;
    out.id = group.groupId;
    if (group.errorCode != 0)
        out.error = wire::kafkaError(group.errorCode, quotedGroup(group.groupId), group.errorMessage);
    for (const auto& topic : group.topics) {
        for (const auto& partition : topic.partitions) {
            if (partition.startOffset < 0 && partition.errorCode == 0)
                continue; // assigned, and nothing read of it yet
            CommittedOffset one;
            one.partition = {topic.topicName, base::PartitionId(partition.partitionIndex)};
            one.offset = base::Offset(partition.startOffset);
            one.leaderEpoch = base::LeaderEpoch(partition.leaderEpoch);
            if (partition.lag >= 0)
                one.lag = partition.lag;
            if (partition.errorCode != 0)
                one.error = wire::kafkaError(partition.errorCode, wire::nameOf(one.partition),
                                             partition.errorMessage);
            out.offsets.push_back(std::move(one));
        }
    }
    std::ranges::sort(out.offsets, {}, &CommittedOffset::partition);
    return out;
}

/// Held until the brokers that keep their state have answered.
void askShares(wire::ClusterWire& connections, base::BrokerId broker, wire::Lane lane, const Groups& groups,
               Commits& into, std::vector<Take>& takes) {
    using Response = protocol::DescribeShareGroupOffsetsResponse;
    for (Groups& piece : inPieces(groups, offsetGroupsAtOnce)) {
        protocol::DescribeShareGroupOffsetsRequest request;
        for (const std::string& id : piece)
            request.groups.push_back({id, std::nullopt});
        auto answer = std::make_shared<wire::Pending<Response>>(connections.ask<Response>(
            broker, std::move(request), protocol::DescribeShareGroupOffsetsRequest::versions, {}, lane));
        takes.push_back([&connections, &into, asked = std::move(piece), answer] {
            const auto got = answer->get();
            if (!got)
                return unreachable(connections, asked, got.error(), into);
            for (const auto& group : got->groups)
                into.put(group.groupId, shareOffsetsOf(group), group.errorCode);
        });
    }
}

} // namespace

base::Result<std::vector<GroupOffsets>> WireCluster::groupOffsets(std::span<const GroupName> groups) {
    Groups ids;
    std::map<std::string, wire::Lane> shares;
    for (const GroupName& group : groups) {
        ids.push_back(group.id);
        if (group.type == GroupType::Share)
            shares.emplace(group.id, group.apart ? wire::Lane::Apart : wire::Lane::Aside);
    }
    Commits gathered(ids);
    const auto askAll = [&](const ByCoordinator& coordinators) {
        std::vector<Take> takes;
        for (const auto& [broker, its] : coordinators) {
            Groups committing;
            std::map<wire::Lane, Groups> sharing;
            for (const std::string& id : its) {
                const auto share = shares.find(id);
                (share != shares.end() ? sharing[share->second] : committing).push_back(id);
            }
            askCommits(m_wire, broker, committing, gathered, takes);
            for (const auto& [lane, held] : sharing)
                askShares(m_wire, broker, lane, held, gathered, takes);
        }
        for (const Take& take : takes)
            take();
    };
    if (auto done = gather(m_wire, ids, gathered, askAll); !done)
        return base::fail(done.error());
    return gathered.inOrder(&GroupOffsets::id);
}

base::Status WireCluster::commitOffsets(const std::string& group, std::span<const CommittedOffset> offsets) {
    using Response = protocol::OffsetCommitResponse;
    const std::vector<std::string> groups{group};
    Gathered<NamedOutcome> gathered(groups, wire::Asked::Change);
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
                    outcome.error = wire::kafkaError(refusal, quotedGroup(group) + ", " + wire::nameOf(name));
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

} // namespace client
