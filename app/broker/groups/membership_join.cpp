#include <algorithm>
#include <utility>

#include "broker/groups/group_records.h"
#include "broker/groups/member_id.h"
#include "broker/groups/membership.h"

namespace broker::groups {

using protocol::ErrorCode;
using protocol::JoinGroupRequest;
using protocol::JoinGroupResponse;
using protocol::toWire;

namespace {

/// From this version on a new dynamic member is first given an id and asked to come back with it (KIP-394).
constexpr std::int16_t firstVersionWithKnownMemberId = 4;
/// From this version on a static leader may be told that the group has its assignment already (KIP-814).
constexpr std::int16_t firstVersionWithSkipAssignment = 9;

JoinGroupResponse refusal(ErrorCode code, std::string memberId) {
    return {.errorCode = toWire(code), .protocolName = std::nullopt, .memberId = std::move(memberId)};
}

/// What a member is told of the generation that goes on. Only the leader is told the members (S53).
JoinGroupResponse currentGeneration(const ClassicGroup& group, const std::string& memberId,
                                    bool withMembers) {
    return {.generationId = group.generation(),
            .protocolType = group.protocolType(),
            .protocolName = group.protocolName(),
            .leader = group.leader(),
            .memberId = memberId,
            .members = withMembers ? group.joinMembers()
                                   : std::vector<JoinGroupResponse::JoinGroupResponseMember>{}};
}

/// Copies: the request's bytes are slices of its frame and would keep all of that alive.
std::vector<SupportedProtocol> protocolsOf(const JoinGroupRequest& request) {
    std::vector<SupportedProtocol> protocols;
    protocols.reserve(request.protocols.size());
    for (const auto& p : request.protocols)
        protocols.push_back({p.name, base::Buffer::copyOf(p.metadata.view())});
    return protocols;
}

std::size_t bytesOf(const JoinGroupRequest& request) {
    std::size_t bytes = 0;
    for (const auto& p : request.protocols)
        bytes += p.name.size() + p.metadata.size();
    return bytes;
}

std::string reasonOf(const JoinGroupRequest& request) {
    return request.reason.value_or("not provided");
}

} // namespace

void Membership::join(const Caller& caller, const JoinGroupRequest& request, JoinAnswer answer) {
    if (request.groupId.empty())
        return answer(refusal(ErrorCode::INVALID_GROUP_ID, request.memberId));
    const base::Millis session{request.sessionTimeoutMs};
    if (session < m_state.settings.minSessionTimeout || session > m_state.settings.maxSessionTimeout)
        return answer(refusal(ErrorCode::INVALID_SESSION_TIMEOUT, request.memberId));
    if (const auto code = m_state.ready(); code != ErrorCode::NONE)
        return answer(refusal(code, request.memberId));
    const auto bytes = bytesOf(request);
    if (bytes > m_state.settings.maxMemberBytes ||
        m_state.memberBytes.held + bytes > m_state.settings.maxMembersBytes)
        return answer(refusal(ErrorCode::GROUP_MAX_SIZE_REACHED, request.memberId));

    const bool asksForId = request.memberId.empty();
    auto* group = m_state.find(request.groupId);
    auto protocols = protocolsOf(request);
    if (!group) {
        if (!asksForId)
            return answer(refusal(ErrorCode::UNKNOWN_MEMBER_ID, request.memberId));
        if (request.protocolType.empty() || protocols.empty())
            return answer(refusal(ErrorCode::INCONSISTENT_GROUP_PROTOCOL, ""));
        if (m_state.groups.size() >= m_state.settings.maxGroups)
            return answer(refusal(ErrorCode::GROUP_MAX_SIZE_REACHED, ""));
        group = &m_state.create(request.groupId);
        if (const auto stored = store(*group); stored != ErrorCode::NONE) {
            m_state.groups.erase(request.groupId);
            return answer(refusal(stored, ""));
        }
    }
    if (!accepts(*group, request.memberId)) {
        answer(refusal(ErrorCode::GROUP_MAX_SIZE_REACHED, ""));
        drop(*group, request.memberId);
        maybeCompleteJoin(*group);
    } else if (!group->supports(request.protocolType, protocols)) {
        answer(refusal(ErrorCode::INCONSISTENT_GROUP_PROTOCOL, request.memberId));
    } else if (asksForId) {
        joinNew(caller, request, *group, std::move(protocols), std::move(answer));
    } else {
        joinExisting(caller, request, *group, std::move(protocols), std::move(answer));
    }
}

bool Membership::accepts(ClassicGroup& group, const std::string& memberId) const {
    const auto room = static_cast<std::size_t>(m_state.settings.maxSize);
    const auto* member = group.member(memberId);
    switch (group.state()) {
    case GroupState::Empty:
    case GroupState::Dead:
        return true;
    case GroupState::PreparingRebalance:
        // Those who wait count, not those who are in: the last to rejoin are the ones that go when the limit
        // was lowered.
        return (member && member->awaitingJoin) || group.awaitingJoin() < room;
    case GroupState::CompletingRebalance:
    case GroupState::Stable:
        return member || group.members().size() < room;
    }
    return false;
}

void Membership::joinNew(const Caller& caller, const JoinGroupRequest& request, ClassicGroup& group,
                         std::vector<SupportedProtocol> protocols, JoinAnswer answer) {
    const auto newMemberId = newMemberIdFor(request.groupInstanceId.value_or(caller.clientId));
    if (request.groupInstanceId) {
        if (group.staticMember(*request.groupInstanceId))
            return replaceStatic(caller, request, group, newMemberId, std::move(protocols),
                                 std::move(answer));
    } else if (caller.version >= firstVersionWithKnownMemberId) {
        if (group.pendingJoin().size() >= m_state.settings.maxPendingMembers)
            return answer(refusal(ErrorCode::GROUP_MAX_SIZE_REACHED, ""));
        group.addPending(newMemberId);
        scheduleMember(group.id(), newMemberId, base::Millis{request.sessionTimeoutMs});
        return answer(refusal(ErrorCode::MEMBER_ID_REQUIRED, newMemberId));
    }
    addMember(caller, request, group, newMemberId, std::move(protocols), std::move(answer));
}

void Membership::joinExisting(const Caller& caller, const JoinGroupRequest& request, ClassicGroup& group,
                              std::vector<SupportedProtocol> protocols, JoinAnswer answer) {
    if (!request.groupInstanceId && group.isPending(request.memberId))
        return addMember(caller, request, group, request.memberId, std::move(protocols), std::move(answer));
    if (const auto code = validate(group, request.memberId, request.groupInstanceId); code != ErrorCode::NONE)
        return answer(refusal(code, request.memberId));

    auto& member = *group.member(request.memberId);
    const bool unchanged = member.protocols == protocols;
    switch (group.state()) {
    case GroupState::PreparingRebalance:
        return rejoin(request, group, member, std::move(protocols), std::move(answer));
    case GroupState::CompletingRebalance:
        // The same again: it may have lost the answer.
        if (unchanged)
            return answer(currentGeneration(group, member.id, group.isLeader(member.id)));
        return rejoin(request, group, member, std::move(protocols), std::move(answer));
    case GroupState::Stable:
        // A leader that joins again wants a new assignment, for example because a topic has grown.
        if (unchanged && !group.isLeader(member.id))
            return answer(currentGeneration(group, member.id, false));
        return rejoin(request, group, member, std::move(protocols), std::move(answer));
    case GroupState::Empty:
    case GroupState::Dead:
        return answer(refusal(ErrorCode::UNKNOWN_MEMBER_ID, request.memberId));
    }
}

void Membership::rejoin(const JoinGroupRequest& request, ClassicGroup& group, ClassicMember& member,
                        std::vector<SupportedProtocol> protocols, JoinAnswer answer) {
    group.update(member, std::move(protocols), request.rebalanceTimeoutMs, request.sessionTimeoutMs,
                 std::move(answer));
    book(member);
    rebalanceOrCompleteJoin(group,
                            "member " + member.id + " joins again; client reason: " + reasonOf(request));
}

void Membership::addMember(const Caller& caller, const JoinGroupRequest& request, ClassicGroup& group,
                           const std::string& memberId, std::vector<SupportedProtocol> protocols,
                           JoinAnswer answer) {
    if (group.state() == GroupState::PreparingRebalance && group.previousState() == GroupState::Empty)
        group.newMemberAdded = true;
    ClassicMember newcomer;
    newcomer.id = memberId;
    newcomer.instanceId = request.groupInstanceId;
    newcomer.clientId = caller.clientId;
    newcomer.clientHost = caller.clientHost;
    newcomer.rebalanceTimeoutMs = request.rebalanceTimeoutMs;
    newcomer.sessionTimeoutMs = request.sessionTimeoutMs;
    newcomer.protocols = std::move(protocols);
    newcomer.isNew = true;
    book(group.add(std::move(newcomer), request.protocolType, std::move(answer)));
    scheduleMember(group.id(), memberId, m_state.settings.newMemberJoinTimeout);
    rebalanceOrCompleteJoin(group, "new member " + memberId + "; client reason: " + reasonOf(request));
}

void Membership::replaceStatic(const Caller& caller, const JoinGroupRequest& request, ClassicGroup& group,
                               const std::string& newMemberId, std::vector<SupportedProtocol> protocols,
                               JoinAnswer answer) {
    const auto leaderBefore = group.leader();
    m_state.timers.cancel({TimerKind::Member, group.id(), *group.staticMember(*request.groupInstanceId)});
    ClassicMember before;
    before.id = *group.staticMember(*request.groupInstanceId);
    auto& member = group.replaceStatic(*request.groupInstanceId, newMemberId);
    before.protocols = member.protocols;
    before.rebalanceTimeoutMs = member.rebalanceTimeoutMs;
    before.sessionTimeoutMs = member.sessionTimeoutMs;
    group.update(member, std::move(protocols), request.rebalanceTimeoutMs, request.sessionTimeoutMs,
                 std::move(answer));
    book(member);
    renewSession(group, member);

    if (group.state() == GroupState::Stable && group.protocolName() == group.selectProtocol()) {
        keepReplacedStatic(caller, group, member, before, leaderBefore);
    } else if (group.state() == GroupState::Stable || group.state() == GroupState::CompletingRebalance) {
        // While it waits for the assignment the leader knows the old id only: the new one would get nothing.
        prepareRebalance(group,
                         "static member " + member.id + " came back; client reason: " + reasonOf(request));
    } else {
        maybeCompleteJoin(group);
    }
}

void Membership::keepReplacedStatic(const Caller& caller, ClassicGroup& group, ClassicMember& member,
                                    const ClassicMember& before, const std::string& leaderBefore) {
    if (const auto stored = store(group); stored != ErrorCode::NONE) {
        group.answerJoin(member, refusal(stored, ""));
        group.update(member, before.protocols, before.rebalanceTimeoutMs, before.sessionTimeoutMs, nullptr);
        m_state.timers.cancel({TimerKind::Member, group.id(), member.id});
        auto& old = group.replaceStatic(*member.instanceId, before.id);
        book(old);
        return renewSession(group, old);
    }
    const bool leads = group.isLeader(member.id);
    const bool canSkip = caller.version >= firstVersionWithSkipAssignment;
    auto response = currentGeneration(group, member.id, leads && canSkip);
    response.skipAssignment = leads && canSkip;
    // Older clients must not take themselves for the leader: they would assign anew with nobody listening.
    if (!canSkip)
        response.leader = leaderBefore;
    group.answerJoin(member, std::move(response));
}

} // namespace broker::groups
