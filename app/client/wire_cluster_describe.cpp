#include <algorithm>
#include <functional>
#include <memory>

#include "client/gathered.h"
#include "client/group_descriptions.h"
#include "client/wire_cluster.h"

namespace client {
namespace {

constexpr std::size_t describedAtOnce = 200;
/// Version 0 was an early access whose answers have no promise (KIP-932).
constexpr protocol::Versions shareVersions{1, protocol::ShareGroupDescribeRequest::versions.newest};

using Descriptions = Gathered<GroupDescription>;
using Take = std::function<void()>;

Groups& groupsOf(protocol::DescribeGroupsRequest& request) {
    return request.groups;
}
template <class Request>
Groups& groupsOf(Request& request) {
    return request.groupIds;
}

/// Sends what asks one coordinator about groups of one kind; each of `takes` then waits for an answer.
template <class Response, class Request>
void ask(wire::ClusterWire& connections, base::BrokerId broker, const Groups& groups,
         protocol::Versions versions, Descriptions& into, std::vector<Take>& takes) {
    for (Groups& piece : inPieces(groups, describedAtOnce)) {
        Request request;
        groupsOf(request) = piece;
        auto answer = std::make_shared<wire::Pending<Response>>(
            connections.ask<Response>(broker, std::move(request), versions));
        takes.push_back([&connections, broker, asked = std::move(piece), answer, &into] {
            auto got = answer->get();
            if (!got)
                return unreachable(connections, asked, got.error(), into);
            for (const auto& group : got->groups) {
                GroupDescription description = descriptionOf(group);
                description.coordinator = broker;
                into.put(group.groupId, std::move(description), group.errorCode);
            }
        });
    }
}

void askKind(wire::ClusterWire& connections, base::BrokerId broker, GroupType type, const Groups& groups,
             Descriptions& into, std::vector<Take>& takes) {
    using namespace protocol;
    switch (type) {
    case GroupType::Unknown:
    case GroupType::Classic:
        return ask<DescribeGroupsResponse, DescribeGroupsRequest>(
            connections, broker, groups, DescribeGroupsRequest::versions, into, takes);
    case GroupType::Consumer:
        return ask<ConsumerGroupDescribeResponse, ConsumerGroupDescribeRequest>(
            connections, broker, groups, ConsumerGroupDescribeRequest::versions, into, takes);
    case GroupType::Share:
        return ask<ShareGroupDescribeResponse, ShareGroupDescribeRequest>(connections, broker, groups,
                                                                          shareVersions, into, takes);
    case GroupType::Streams:
        return ask<StreamsGroupDescribeResponse, StreamsGroupDescribeRequest>(
            connections, broker, groups, StreamsGroupDescribeRequest::versions, into, takes);
    }
}

protocol::ApiKey describingApi(GroupType type) {
    switch (type) {
    case GroupType::Unknown:
    case GroupType::Classic:
        return protocol::ApiKey::DescribeGroups;
    case GroupType::Consumer:
        return protocol::ApiKey::ConsumerGroupDescribe;
    case GroupType::Share:
        return protocol::ApiKey::ShareGroupDescribe;
    case GroupType::Streams:
        return protocol::ApiKey::StreamsGroupDescribe;
    }
    return protocol::ApiKey::DescribeGroups;
}

/// To an API of another kind a group of this one is not there.
bool isThere(const GroupDescription* description) {
    return description && (description->error ? description->error->code !=
                                                    protocol::toWire(protocol::ErrorCode::GROUP_ID_NOT_FOUND)
                                              : description->state != "Dead");
}

base::Status describe(wire::ClusterWire& connections, const Groups& ids,
                      const std::map<std::string, GroupType>& types, Descriptions& gathered) {
    return gather(connections, ids, gathered, [&](const ByCoordinator& coordinators) {
        std::vector<Take> takes;
        for (const auto& [broker, its] : coordinators) {
            std::map<GroupType, Groups> kinds;
            for (const std::string& id : its)
                kinds[types.at(id)].push_back(id);
            for (const auto& [type, ofKind] : kinds)
                askKind(connections, broker, type, ofKind, gathered, takes);
        }
        for (const Take& take : takes)
            take();
    });
}

bool serves(const ClusterInfo& cluster, protocol::ApiKey key) {
    return std::ranges::any_of(
        cluster.apis, [key](const ApiRange& api) { return api.key == static_cast<std::int16_t>(key); });
}

} // namespace

base::Result<std::vector<GroupDescription>> WireCluster::describeGroups(std::span<const GroupName> groups) {
    std::map<std::string, GroupType> types;
    Groups ids, unknown;
    for (const GroupName& group : groups) {
        types[group.id] = group.type;
        ids.push_back(group.id);
        if (group.type == GroupType::Unknown)
            unknown.push_back(group.id);
    }
    Descriptions gathered(ids);
    if (auto done = describe(m_wire, ids, types, gathered); !done)
        return base::fail(done.error());
    // Brokers that do not tell the kinds of their groups may have some of a newer one (Kafka 3.7).
    for (const GroupType type : {GroupType::Consumer, GroupType::Share, GroupType::Streams}) {
        std::erase_if(unknown, [&](const std::string& id) { return isThere(gathered.find(id)); });
        if (unknown.empty() || !serves(info(), describingApi(type)))
            continue;
        Descriptions again(unknown);
        for (const std::string& id : unknown)
            types[id] = type;
        if (!describe(m_wire, unknown, types, again))
            continue;
        for (const std::string& id : unknown)
            if (const auto* found = again.find(id); found && !found->error)
                gathered.put(id, *found, 0);
    }
    return gathered.inOrder(&GroupDescription::id);
}

} // namespace client
