#include <algorithm>
#include <array>
#include <utility>

#include "client/gathered.h"
#include "client/wire_cluster.h"
#include "protocol/messages/16_list_groups.h"
#include "protocol/messages/42_delete_groups.h"

namespace client {
namespace {

/// Kafka's word, which 3.8 wrote in small letters.
GroupType groupTypeOf(std::string word) {
    std::ranges::transform(word, word.begin(), [](unsigned char c) { return std::tolower(c); });
    constexpr std::array<std::pair<std::string_view, GroupType>, 4> words{{{"classic", GroupType::Classic},
                                                                           {"consumer", GroupType::Consumer},
                                                                           {"share", GroupType::Share},
                                                                           {"streams", GroupType::Streams}}};
    const auto* const found = std::ranges::find(words, word, &std::pair<std::string_view, GroupType>::first);
    return found != words.end() ? found->second : GroupType::Unknown;
}

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
                {group.groupId, group.protocolType, group.groupState, groupTypeOf(group.groupType), broker});
    }
    std::sort(out.groups.begin(), out.groups.end(),
              [](const GroupListing& a, const GroupListing& b) { return a.id < b.id; });
    return out;
}

base::Result<std::vector<NamedOutcome>> WireCluster::deleteGroups(std::span<const std::string> groups) {
    using Request = protocol::DeleteGroupsRequest;
    using Response = protocol::DeleteGroupsResponse;
    Gathered<NamedOutcome> gathered(groups, wire::Asked::Change);
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
                        wire::kafkaError(result.errorCode, quotedGroup(result.groupId), result.errorMessage);
                gathered.put(result.groupId, std::move(outcome), result.errorCode);
            }
        }
    };
    if (auto done = gather(m_wire, groups, gathered, askAll); !done)
        return base::fail(done.error());
    return gathered.inOrder(&NamedOutcome::name);
}

} // namespace client
