#include <algorithm>
#include <utility>

#include "broker/groups/group_records.h"
#include "broker/groups/membership.h"

namespace broker::groups {

using protocol::ErrorCode;
using protocol::toWire;

void Membership::rebalanceOrCompleteJoin(ClassicGroup& group, const std::string& reason) {
    if (group.canRebalance())
        prepareRebalance(group, reason);
    else
        maybeCompleteJoin(group);
}

void Membership::prepareRebalance(ClassicGroup& group, const std::string& reason) {
    if (group.state() == GroupState::CompletingRebalance) {
        for (auto& [id, member] : group.members())
            member.assignment = {};
        propagateAssignment(group, ErrorCode::REBALANCE_IN_PROGRESS);
    }
    group.pendingSync().clear();
    m_state.timers.cancel({TimerKind::Sync, group.id(), {}});

    const bool initial = group.state() == GroupState::Empty;
    group.moveTo(GroupState::PreparingRebalance, m_state.nowMs());
    m_state.logger.info("groups", "group {} rebalances after generation {}: {}", group.id(),
                        group.generation(), reason);
    if (initial)
        beginInitialRebalance(group);
    else if (group.allJoined())
        completeJoin(group);
    else
        schedule(TimerKind::Join, group.id(), base::Millis{group.rebalanceTimeoutMs()},
                 [this](ClassicGroup& g) { completeJoin(g); });
}

void Membership::beginInitialRebalance(ClassicGroup& group) {
    const auto delay = m_state.settings.initialRebalanceDelay;
    if (delay <= base::Millis{0})
        return completeJoin(group);
    const auto remaining = std::max(base::Millis{group.rebalanceTimeoutMs()} - delay, base::Millis{0});
    group.newMemberAdded = false;
    waitForMoreMembers(group.id(), delay, remaining);
}

void Membership::waitForMoreMembers(const std::string& groupId, base::Millis delay, base::Millis remaining) {
    schedule(TimerKind::Join, groupId, delay, [this, delay, remaining](ClassicGroup& group) {
        if (!group.newMemberAdded || remaining <= base::Millis{0})
            return completeJoin(group);
        group.newMemberAdded = false;
        waitForMoreMembers(group.id(), std::min(m_state.settings.initialRebalanceDelay, remaining),
                           std::max(remaining - delay, base::Millis{0}));
    });
}

void Membership::maybeCompleteJoin(ClassicGroup& group) {
    // The initial rebalance ends by its own timer only, so that more members get the chance to be in it.
    if (group.state() == GroupState::PreparingRebalance && group.previousState() != GroupState::Empty &&
        group.allJoined())
        completeJoin(group);
}

void Membership::completeJoin(ClassicGroup& group) {
    m_state.timers.cancel({TimerKind::Join, group.id(), {}});
    if (group.state() != GroupState::PreparingRebalance)
        return;
    dropNotRejoined(group);
    if (!group.electJoinedLeader() && !group.members().empty()) {
        // Only static members are left and none has come: their sessions decide.
        schedule(TimerKind::Join, group.id(), base::Millis{group.rebalanceTimeoutMs()},
                 [this](ClassicGroup& g) { completeJoin(g); });
        return;
    }
    group.beginGeneration(m_state.nowMs());
    if (group.state() == GroupState::Empty) {
        m_state.logger.info("groups", "group {} is empty in generation {}", group.id(), group.generation());
        // If it cannot be written, a restart finds the generation before; its members are gone and time out.
        (void)store(group);
        return;
    }
    m_state.logger.info("groups", "group {} has {} members in generation {}", group.id(),
                        group.members().size(), group.generation());
    for (auto& [id, member] : group.members()) {
        group.answerJoin(
            member, {.generationId = group.generation(),
                     .protocolType = group.protocolType(),
                     .protocolName = group.protocolName(),
                     .leader = group.leader(),
                     .memberId = id,
                     .members = group.isLeader(id) ? group.joinMembers() : decltype(group.joinMembers()){}});
        renewSession(group, member);
        member.isNew = false;
        group.pendingSync().insert(id);
    }
    awaitSyncs(group);
}

void Membership::dropNotRejoined(ClassicGroup& group) {
    std::vector<std::string> late;
    for (const auto& [id, member] : group.members())
        if (!member.awaitingJoin && !member.isStatic())
            late.push_back(id);
    for (const auto& id : late) {
        m_state.logger.info("groups", "member {} has not rejoined group {} in time", id, group.id());
        drop(group, id);
    }
}

void Membership::awaitSyncs(ClassicGroup& group) {
    schedule(TimerKind::Sync, group.id(), base::Millis{group.rebalanceTimeoutMs()},
             [this, generation = group.generation()](ClassicGroup& g) { expireSyncs(g, generation); });
}

void Membership::expireSyncs(ClassicGroup& group, std::int32_t generation) {
    const bool waits =
        group.state() == GroupState::CompletingRebalance || group.state() == GroupState::Stable;
    if (generation != group.generation() || !waits || group.pendingSync().empty())
        return;
    const auto silent = group.pendingSync();
    for (const auto& id : silent) {
        m_state.logger.info("groups", "member {} of group {} has not sent SyncGroup in time", id, group.id());
        drop(group, id);
    }
    prepareRebalance(group, "members that did not sync were removed");
}

void Membership::storeAssignment(const protocol::SyncGroupRequest& request, ClassicGroup& group) {
    for (auto& [id, member] : group.members())
        member.assignment = {};
    for (const auto& given : request.assignments)
        if (auto* member = group.member(given.memberId))
            member->assignment = base::Buffer::copyOf(given.assignment.view());
    if (const auto stored = store(group); stored != ErrorCode::NONE) {
        for (auto& [id, member] : group.members())
            member.assignment = {};
        propagateAssignment(group, stored);
        return rebalanceOrCompleteJoin(group, "the assignment could not be stored");
    }
    for (auto& [id, member] : group.members())
        book(member);
    propagateAssignment(group, ErrorCode::NONE);
    group.moveTo(GroupState::Stable, m_state.nowMs());
}

void Membership::propagateAssignment(ClassicGroup& group, ErrorCode error) {
    const bool fine = error == ErrorCode::NONE;
    for (auto& [id, member] : group.members())
        if (ClassicGroup::answerSync(member, {.errorCode = toWire(error),
                                              .protocolType = fine ? group.protocolType() : std::nullopt,
                                              .protocolName = fine ? group.protocolName() : std::nullopt,
                                              .assignment = member.assignment}))
            // While its SyncGroup was parked no time-out could take the member out, and none is running now.
            renewSession(group, member);
}

ErrorCode Membership::store(const ClassicGroup& group) {
    const auto stored = m_state.log->append(group.id(), {groupRecord(group)});
    if (stored)
        return ErrorCode::NONE;
    m_state.logger.warn("groups", "group {} could not be stored: {}", group.id(), stored.error().cause);
    // What Kafka tells members when it cannot write their group.
    switch (static_cast<ErrorCode>(stored.error().code)) {
    case ErrorCode::UNKNOWN_TOPIC_OR_PARTITION:
    case ErrorCode::NOT_ENOUGH_REPLICAS:
    case ErrorCode::REQUEST_TIMED_OUT:
        return ErrorCode::COORDINATOR_NOT_AVAILABLE;
    case ErrorCode::NOT_LEADER_OR_FOLLOWER:
    case ErrorCode::KAFKA_STORAGE_ERROR:
        return ErrorCode::NOT_COORDINATOR;
    default:
        return ErrorCode::UNKNOWN_SERVER_ERROR;
    }
}

} // namespace broker::groups
