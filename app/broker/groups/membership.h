#pragma once

#include <optional>
#include <string>
#include <vector>

#include "broker/groups/coordinator_state.h"
#include "protocol/messages/12_heartbeat.h"
#include "protocol/messages/13_leave_group.h"

namespace broker::groups {

/// Members come, stay and go: the classic rebalance protocol (Kafka's GroupMetadataManager, classicGroup…
/// functions). Runs under the coordinator's lock; answers are only queued there. Owned by the coordinator.
class Membership {
public:
    explicit Membership(CoordinatorState& state) : m_state(state) {}

    void join(const Caller& caller, const protocol::JoinGroupRequest& request, JoinAnswer answer);
    void sync(const protocol::SyncGroupRequest& request, SyncAnswer answer);
    [[nodiscard]] protocol::ErrorCode heartbeat(const protocol::HeartbeatRequest& request);
    [[nodiscard]] protocol::LeaveGroupResponse leave(const protocol::LeaveGroupRequest& request);

    /// Whether that member of the group may speak: UNKNOWN_MEMBER_ID or FENCED_INSTANCE_ID if not (S54).
    [[nodiscard]] static protocol::ErrorCode validate(ClassicGroup& group, const std::string& memberId,
                                                      const std::optional<std::string>& instanceId);
    /// The member showed a sign of life.
    void renewSession(ClassicGroup& group, const ClassicMember& member);
    /// A group read from the log: its members' sessions begin anew.
    void resume(ClassicGroup& group);
    /// Books what the member holds of the coordinator's memory.
    void book(ClassicMember& member);

private:
    void joinNew(const Caller& caller, const protocol::JoinGroupRequest& request, ClassicGroup& group,
                 std::vector<SupportedProtocol> protocols, JoinAnswer answer);
    void joinExisting(const Caller& caller, const protocol::JoinGroupRequest& request, ClassicGroup& group,
                      std::vector<SupportedProtocol> protocols, JoinAnswer answer);
    void rejoin(const protocol::JoinGroupRequest& request, ClassicGroup& group, ClassicMember& member,
                std::vector<SupportedProtocol> protocols, JoinAnswer answer);
    void replaceStatic(const Caller& caller, const protocol::JoinGroupRequest& request, ClassicGroup& group,
                       const std::string& newMemberId, std::vector<SupportedProtocol> protocols,
                       JoinAnswer answer);
    void keepReplacedStatic(const Caller& caller, ClassicGroup& group, ClassicMember& member,
                            const ClassicMember& before, const std::string& leaderBefore);
    void addMember(const Caller& caller, const protocol::JoinGroupRequest& request, ClassicGroup& group,
                   const std::string& memberId, std::vector<SupportedProtocol> protocols, JoinAnswer answer);
    [[nodiscard]] bool accepts(ClassicGroup& group, const std::string& memberId) const;

    void rebalanceOrCompleteJoin(ClassicGroup& group, const std::string& reason);
    void prepareRebalance(ClassicGroup& group, const std::string& reason);
    void beginInitialRebalance(ClassicGroup& group);
    void waitForMoreMembers(const std::string& group, base::Millis delay, base::Millis remaining);
    void maybeCompleteJoin(ClassicGroup& group);
    void completeJoin(ClassicGroup& group);
    void dropNotRejoined(ClassicGroup& group);
    void awaitSyncs(ClassicGroup& group);
    void storeAssignment(const protocol::SyncGroupRequest& request, ClassicGroup& group);
    void propagateAssignment(ClassicGroup& group, protocol::ErrorCode error);
    void syncArrived(ClassicGroup& group, const std::string& memberId);
    void expireSyncs(ClassicGroup& group, std::int32_t generation);
    void expireMember(ClassicGroup& group, const std::string& memberId);
    void drop(ClassicGroup& group, const std::string& memberId);
    [[nodiscard]] protocol::ErrorCode leaveOne(ClassicGroup& group,
                                               const protocol::LeaveGroupRequest::MemberIdentity& who);

    void scheduleMember(const std::string& group, const std::string& memberId, base::Millis delay);
    void schedule(TimerKind kind, const std::string& group, base::Millis delay,
                  std::function<void(ClassicGroup&)> call);
    [[nodiscard]] protocol::ErrorCode store(const ClassicGroup& group);

    CoordinatorState& m_state;
};

} // namespace broker::groups
