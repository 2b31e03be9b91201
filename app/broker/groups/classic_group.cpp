#include "broker/groups/classic_group.h"

#include <algorithm>
#include <utility>

#include "protocol/codec.h"
#include "protocol/error_codes.h"
#include "protocol/structs/consumer_protocol_subscription.h"

namespace broker::groups {

using protocol::ErrorCode;

std::string_view nameOf(GroupState state) {
    switch (state) {
    case GroupState::Empty:
        return "Empty";
    case GroupState::PreparingRebalance:
        return "PreparingRebalance";
    case GroupState::CompletingRebalance:
        return "CompletingRebalance";
    case GroupState::Stable:
        return "Stable";
    case GroupState::Dead:
        return "Dead";
    }
    return "Dead";
}

base::Buffer ClassicMember::metadata(std::string_view protocol) const {
    for (const auto& p : protocols)
        if (p.name == protocol)
            return p.metadata;
    return {};
}

std::string ClassicMember::vote(const std::set<std::string>& candidates) const {
    for (const auto& p : protocols)
        if (candidates.contains(p.name))
            return p.name;
    return {};
}

ClassicGroup::ClassicGroup(std::string id, std::int64_t nowMs) : m_id(std::move(id)), m_stateSinceMs(nowMs) {}

void ClassicGroup::restore(std::int32_t generation, std::string protocolType,
                           std::optional<std::string> protocolName, std::optional<std::string> leader,
                           std::optional<std::int64_t> stateSinceMs, std::vector<ClassicMember> members) {
    m_generation = generation;
    m_protocolType = protocolType.empty() ? std::nullopt : std::optional(std::move(protocolType));
    m_protocolName = std::move(protocolName);
    m_leader = std::move(leader).value_or("");
    m_stateSinceMs = stateSinceMs;
    m_state = m_previousState = members.empty() ? GroupState::Empty : GroupState::Stable;
    for (auto& member : members) {
        if (member.instanceId)
            m_staticMembers[*member.instanceId] = member.id;
        count(member, 1);
        auto id = member.id;
        m_members.insert_or_assign(std::move(id), std::move(member));
    }
    m_subscribed = readSubscriptions();
}

ClassicMember* ClassicGroup::member(const std::string& memberId) {
    const auto found = m_members.find(memberId);
    return found == m_members.end() ? nullptr : &found->second;
}

const std::string* ClassicGroup::staticMember(const std::string& instanceId) const {
    const auto found = m_staticMembers.find(instanceId);
    return found == m_staticMembers.end() ? nullptr : &found->second;
}

bool ClassicGroup::supports(const std::string& protocolType,
                            const std::vector<SupportedProtocol>& protocols) const {
    if (m_state == GroupState::Empty)
        return !protocolType.empty() && !protocols.empty();
    return m_protocolType == protocolType &&
           std::any_of(protocols.begin(), protocols.end(), [this](const auto& p) {
               // None supports it, but there may be none: the last member has left and one that was given its
               // id is still to come.
               const auto found = m_protocolCounts.find(p.name);
               return (found == m_protocolCounts.end() ? 0 : found->second) == m_members.size();
           });
}

ClassicMember& ClassicGroup::add(ClassicMember member, const std::string& protocolType, JoinAnswer answer) {
    if (m_members.empty())
        m_protocolType = protocolType;
    if (m_leader.empty())
        m_leader = member.id;
    if (member.instanceId)
        m_staticMembers[*member.instanceId] = member.id;
    count(member, 1);
    m_pendingJoin.erase(member.id);
    member.awaitingJoin = std::move(answer);
    ++m_awaitingJoin;
    auto id = member.id;
    return m_members.insert_or_assign(std::move(id), std::move(member)).first->second;
}

void ClassicGroup::update(ClassicMember& member, std::vector<SupportedProtocol> protocols,
                          std::int32_t rebalanceTimeoutMs, std::int32_t sessionTimeoutMs, JoinAnswer answer) {
    count(member, -1);
    member.protocols = std::move(protocols);
    count(member, 1);
    member.rebalanceTimeoutMs = rebalanceTimeoutMs;
    member.sessionTimeoutMs = sessionTimeoutMs;
    // Whoever waited before on another connection has given up; answering keeps that connection's requests in
    // order.
    answerJoin(member, {.errorCode = static_cast<std::int16_t>(ErrorCode::REBALANCE_IN_PROGRESS),
                        .memberId = member.id});
    member.awaitingJoin = std::move(answer);
    if (member.awaitingJoin)
        ++m_awaitingJoin;
}

void ClassicGroup::remove(const std::string& memberId) {
    if (const auto found = m_members.find(memberId); found != m_members.end()) {
        auto& member = found->second;
        count(member, -1);
        if (member.awaitingJoin)
            --m_awaitingJoin;
        if (member.instanceId)
            m_staticMembers.erase(*member.instanceId);
        m_members.erase(found);
    }
    if (isLeader(memberId))
        m_leader = m_members.empty() ? "" : m_members.begin()->first;
    m_pendingJoin.erase(memberId);
    m_pendingSync.erase(memberId);
}

ClassicMember& ClassicGroup::replaceStatic(const std::string& instanceId, const std::string& newMemberId) {
    const auto oldMemberId = m_staticMembers.at(instanceId);
    auto node = m_members.extract(oldMemberId);
    auto& member = node.mapped();
    const auto fenced = static_cast<std::int16_t>(ErrorCode::FENCED_INSTANCE_ID);
    answerJoin(member, {.errorCode = fenced, .protocolName = std::nullopt, .memberId = oldMemberId});
    answerSync(member, {.errorCode = fenced});
    if (m_leader == oldMemberId)
        m_leader = newMemberId;
    m_staticMembers[instanceId] = newMemberId;
    m_pendingSync.erase(oldMemberId);
    member.id = newMemberId;
    member.isNew = false;
    node.key() = newMemberId;
    return m_members.insert(std::move(node)).position->second;
}

void ClassicGroup::answerJoin(ClassicMember& member, protocol::JoinGroupResponse response) {
    if (auto answer = std::exchange(member.awaitingJoin, nullptr)) {
        --m_awaitingJoin;
        answer(std::move(response));
    }
}

bool ClassicGroup::answerSync(ClassicMember& member, protocol::SyncGroupResponse response) {
    auto answer = std::exchange(member.awaitingSync, nullptr);
    if (answer)
        answer(std::move(response));
    return answer != nullptr;
}

bool ClassicGroup::electJoinedLeader() {
    if (m_leader.empty())
        return false;
    if (const auto* current = member(m_leader); current && current->awaitingJoin)
        return true;
    for (const auto& [id, candidate] : m_members)
        if (candidate.awaitingJoin) {
            m_leader = id;
            return true;
        }
    return false;
}

std::int32_t ClassicGroup::rebalanceTimeoutMs() const {
    std::int32_t longest = 0;
    for (const auto& [id, member] : m_members)
        longest = std::max(longest, member.rebalanceTimeoutMs);
    return longest;
}

void ClassicGroup::moveTo(GroupState state, std::int64_t nowMs) {
    m_previousState = std::exchange(m_state, state);
    m_stateSinceMs = nowMs;
}

void ClassicGroup::beginGeneration(std::int64_t nowMs) {
    ++m_generation;
    m_protocolName = m_members.empty() ? std::nullopt : std::optional(selectProtocol());
    m_subscribed = readSubscriptions();
    moveTo(m_members.empty() ? GroupState::Empty : GroupState::CompletingRebalance, nowMs);
    m_pendingSync.clear();
}

std::string ClassicGroup::selectProtocol() const {
    std::set<std::string> candidates;
    for (const auto& [name, supporters] : m_protocolCounts)
        if (supporters == m_members.size())
            candidates.insert(name);
    std::map<std::string, std::size_t> votes;
    std::size_t most = 0;
    for (const auto& [id, member] : m_members)
        most = std::max(most, ++votes[member.vote(candidates)]);
    std::erase_if(votes, [most](const auto& v) { return v.second < most; });
    std::set<std::string> winners;
    for (const auto& [name, count] : votes)
        winners.insert(name);
    const auto leader = m_members.find(m_leader);
    const auto preferred = leader == m_members.end() ? std::string{} : leader->second.vote(winners);
    return preferred.empty() ? *winners.begin() : preferred;
}

std::vector<protocol::JoinGroupResponse::JoinGroupResponseMember> ClassicGroup::joinMembers() const {
    std::vector<protocol::JoinGroupResponse::JoinGroupResponseMember> list;
    list.reserve(m_members.size());
    for (const auto& [id, member] : m_members)
        list.push_back({id, member.instanceId, member.metadata(m_protocolName.value_or(""))});
    return list;
}

bool ClassicGroup::isSubscribedTo(const std::string& topic) const {
    return m_subscribed ? m_subscribed->contains(topic) : isConsumerProtocol();
}

void ClassicGroup::count(const ClassicMember& member, int step) {
    // A protocol named twice by one member counts once, or no other member's could ever be supported by all.
    std::set<std::string_view> names;
    for (const auto& p : member.protocols) {
        if (!names.insert(p.name).second)
            continue;
        auto& supporters = m_protocolCounts[p.name];
        if (step > 0)
            ++supporters;
        else if (--supporters == 0)
            m_protocolCounts.erase(p.name);
    }
}

std::optional<std::set<std::string>> ClassicGroup::readSubscriptions() const {
    if (!isConsumerProtocol())
        return std::nullopt;
    std::set<std::string> topics;
    if (m_members.empty())
        return topics;
    if (!m_protocolName)
        return std::nullopt;
    for (const auto& [id, member] : m_members) {
        const auto metadata = member.metadata(*m_protocolName);
        if (metadata.size() < 2)
            return std::nullopt;
        const auto version = static_cast<std::int16_t>((metadata.data()[0] << 8) | metadata.data()[1]);
        using protocol::ConsumerProtocolSubscription;
        const auto read = protocol::decode<ConsumerProtocolSubscription>(
            metadata.slice(2, metadata.size() - 2),
            std::clamp(version, ConsumerProtocolSubscription::versions.oldest,
                       ConsumerProtocolSubscription::versions.newest));
        if (!read)
            return std::nullopt;
        topics.insert(read->topics.begin(), read->topics.end());
    }
    return topics;
}

} // namespace broker::groups
