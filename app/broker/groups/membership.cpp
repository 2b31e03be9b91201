#include "broker/groups/membership.h"

#include <utility>

namespace broker::groups {

using protocol::ErrorCode;
using protocol::toWire;

namespace {

/// Absent on either side: nothing to compare (versions before 5 do not say it).
bool differs(const std::optional<std::string>& said, const std::optional<std::string>& known) {
    return said && known && *said != *known;
}

} // namespace

ErrorCode Membership::validate(ClassicGroup& group, const std::string& memberId,
                               const std::optional<std::string>& instanceId) {
    if (instanceId) {
        const auto* current = group.staticMember(*instanceId);
        if (!current)
            return ErrorCode::UNKNOWN_MEMBER_ID;
        if (*current != memberId)
            return ErrorCode::FENCED_INSTANCE_ID;
    }
    return group.member(memberId) ? ErrorCode::NONE : ErrorCode::UNKNOWN_MEMBER_ID;
}

void Membership::sync(const protocol::SyncGroupRequest& request, SyncAnswer answer) {
    const auto refuse = [&answer](ErrorCode code) { answer({.errorCode = toWire(code)}); };
    if (request.groupId.empty())
        return refuse(ErrorCode::INVALID_GROUP_ID);
    if (const auto code = m_state.ready(); code != ErrorCode::NONE)
        return refuse(code);
    auto* group = m_state.find(request.groupId);
    if (!group || group->state() == GroupState::Empty)
        return refuse(ErrorCode::UNKNOWN_MEMBER_ID);
    if (const auto code = validate(*group, request.memberId, request.groupInstanceId);
        code != ErrorCode::NONE)
        return refuse(code);
    if (request.generationId != group->generation())
        return refuse(ErrorCode::ILLEGAL_GENERATION);
    if (differs(request.protocolType, group->protocolType()) ||
        differs(request.protocolName, group->protocolName()))
        return refuse(ErrorCode::INCONSISTENT_GROUP_PROTOCOL);

    auto& member = *group->member(request.memberId);
    switch (group->state()) {
    case GroupState::Empty:
    case GroupState::Dead:
        return refuse(ErrorCode::UNKNOWN_MEMBER_ID);
    case GroupState::PreparingRebalance:
        return refuse(ErrorCode::REBALANCE_IN_PROGRESS);
    case GroupState::CompletingRebalance:
        // Whoever waited before on another connection has given up; answering keeps that connection in order.
        ClassicGroup::answerSync(member, {.errorCode = toWire(ErrorCode::REBALANCE_IN_PROGRESS)});
        member.awaitingSync = std::move(answer);
        syncArrived(*group, member.id);
        if (group->isLeader(member.id))
            storeAssignment(request, *group);
        return;
    case GroupState::Stable:
        syncArrived(*group, member.id);
        return answer({.protocolType = group->protocolType(),
                       .protocolName = group->protocolName(),
                       .assignment = member.assignment});
    }
}

void Membership::syncArrived(ClassicGroup& group, const std::string& memberId) {
    group.pendingSync().erase(memberId);
    if (group.pendingSync().empty())
        m_state.timers.cancel({TimerKind::Sync, group.id(), {}});
}

ErrorCode Membership::heartbeat(const protocol::HeartbeatRequest& request) {
    if (request.groupId.empty())
        return ErrorCode::INVALID_GROUP_ID;
    if (const auto code = m_state.ready(); code != ErrorCode::NONE)
        return code;
    auto* group = m_state.find(request.groupId);
    if (!group)
        return ErrorCode::UNKNOWN_MEMBER_ID;
    if (const auto code = validate(*group, request.memberId, request.groupInstanceId);
        code != ErrorCode::NONE)
        return code;
    if (request.generationId != group->generation())
        return ErrorCode::ILLEGAL_GENERATION;
    renewSession(*group, *group->member(request.memberId));
    return group->state() == GroupState::PreparingRebalance ? ErrorCode::REBALANCE_IN_PROGRESS
                                                            : ErrorCode::NONE;
}

protocol::LeaveGroupResponse Membership::leave(const protocol::LeaveGroupRequest& request) {
    if (request.groupId.empty())
        return {.errorCode = toWire(ErrorCode::INVALID_GROUP_ID)};
    if (const auto code = m_state.ready(); code != ErrorCode::NONE)
        return {.errorCode = toWire(code)};
    protocol::LeaveGroupResponse response;
    auto* group = m_state.find(request.groupId);
    bool somebodyLeft = false;
    for (const auto& who : request.members) {
        const auto code = group ? leaveOne(*group, who) : ErrorCode::UNKNOWN_MEMBER_ID;
        somebodyLeft = somebodyLeft || code == ErrorCode::NONE;
        response.members.push_back({who.memberId, who.groupInstanceId, toWire(code)});
    }
    if (!somebodyLeft)
        return response;
    if (group->state() == GroupState::Stable || group->state() == GroupState::CompletingRebalance)
        rebalanceOrCompleteJoin(*group, "members left");
    else
        maybeCompleteJoin(*group);
    return response;
}

ErrorCode Membership::leaveOne(ClassicGroup& group, const protocol::LeaveGroupRequest::MemberIdentity& who) {
    auto memberId = who.memberId;
    if (memberId.empty()) {
        // An administrator removes a static member by its instance id alone.
        const auto* current = who.groupInstanceId ? group.staticMember(*who.groupInstanceId) : nullptr;
        if (!current)
            return ErrorCode::UNKNOWN_MEMBER_ID;
        memberId = *current;
    } else if (!group.isPending(memberId)) {
        if (const auto code = validate(group, memberId, who.groupInstanceId); code != ErrorCode::NONE)
            return code;
    }
    m_state.logger.info("groups", "member {} leaves group {}: {}", memberId, group.id(),
                        who.reason.value_or("not provided"));
    drop(group, memberId);
    return ErrorCode::NONE;
}

void Membership::renewSession(ClassicGroup& group, const ClassicMember& member) {
    scheduleMember(group.id(), member.id, base::Millis{member.sessionTimeoutMs});
}

void Membership::resume(ClassicGroup& group) {
    for (const auto& [id, member] : group.members())
        renewSession(group, member);
    if (group.members().size() > static_cast<std::size_t>(m_state.settings.maxSize))
        prepareRebalance(group, "it has more members than group.max.size");
}

void Membership::book(ClassicMember& member) {
    // Room for the member itself and its entries in maps, roughly.
    std::size_t bytes = 512 + member.id.size() + member.clientId.size() + member.assignment.size();
    for (const auto& p : member.protocols)
        bytes += 64 + p.name.size() + p.metadata.size();
    member.held = HeldBytes(m_state.memberBytes, bytes);
}

void Membership::expireMember(ClassicGroup& group, const std::string& memberId) {
    if (group.isPending(memberId)) {
        m_state.logger.info("groups", "member id {} of group {} was never used", memberId, group.id());
        group.remove(memberId);
        if (group.state() == GroupState::PreparingRebalance && group.allJoined())
            completeJoin(group);
        return;
    }
    const auto* member = group.member(memberId);
    if (!member || member->satisfiesHeartbeat())
        return;
    m_state.logger.info("groups", "member {} of group {} has shown no sign of life for its session", memberId,
                        group.id());
    drop(group, memberId);
    if (group.state() == GroupState::Stable || group.state() == GroupState::CompletingRebalance)
        rebalanceOrCompleteJoin(group, "member " + memberId + " failed");
    else if (group.state() == GroupState::PreparingRebalance && group.allJoined())
        completeJoin(group);
}

void Membership::drop(ClassicGroup& group, const std::string& memberId) {
    m_state.timers.cancel({TimerKind::Member, group.id(), memberId});
    if (auto* member = group.member(memberId)) {
        // Should the client be there after all, it joins anew.
        const auto unknown = toWire(ErrorCode::UNKNOWN_MEMBER_ID);
        group.answerJoin(*member, {.errorCode = unknown, .protocolName = std::nullopt});
        ClassicGroup::answerSync(*member, {.errorCode = unknown});
    }
    group.remove(memberId);
}

void Membership::scheduleMember(const std::string& groupId, const std::string& memberId, base::Millis delay) {
    m_state.timers.schedule({TimerKind::Member, groupId, memberId}, delay, [this, groupId, memberId] {
        if (auto* group = m_state.find(groupId))
            expireMember(*group, memberId);
    });
}

void Membership::schedule(TimerKind kind, const std::string& groupId, base::Millis delay,
                          std::function<void(ClassicGroup&)> call) {
    m_state.timers.schedule({kind, groupId, {}}, delay, [this, groupId, call = std::move(call)] {
        if (auto* group = m_state.find(groupId))
            call(*group);
    });
}

} // namespace broker::groups
