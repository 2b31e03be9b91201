#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "broker/groups/classic_member.h"

namespace broker::groups {

enum class GroupState {
    Empty,               ///< no members; may hold committed offsets
    PreparingRebalance,  ///< waits until its members have joined
    CompletingRebalance, ///< has a generation, waits for the leader's assignment
    Stable,              ///< every member may fetch its assignment
    Dead,                ///< what a group that does not exist is reported as
};

/// Kafka's word for the state, e.g. "PreparingRebalance".
[[nodiscard]] std::string_view nameOf(GroupState state);

/// A group of the classic protocol: its members, generation and state (Kafka's ClassicGroup). It knows no
/// time-outs and keeps nothing: the coordinator drives it and guards it with its lock.
class ClassicGroup {
public:
    using Members = std::map<std::string, ClassicMember>;

    ClassicGroup(std::string id, std::int64_t nowMs);

    /// What a group record says: Stable with members, Empty without.
    void restore(std::int32_t generation, std::string protocolType, std::optional<std::string> protocolName,
                 std::optional<std::string> leader, std::optional<std::int64_t> stateSinceMs,
                 std::vector<ClassicMember> members);

    [[nodiscard]] const std::string& id() const { return m_id; }
    [[nodiscard]] GroupState state() const { return m_state; }
    [[nodiscard]] GroupState previousState() const { return m_previousState; }
    /// Wall clock; absent in a group restored from a record too old to tell.
    [[nodiscard]] std::optional<std::int64_t> stateSinceMs() const { return m_stateSinceMs; }
    [[nodiscard]] std::int32_t generation() const { return m_generation; }
    [[nodiscard]] const std::optional<std::string>& protocolType() const { return m_protocolType; }
    [[nodiscard]] const std::optional<std::string>& protocolName() const { return m_protocolName; }
    /// The leader's member id, empty without one.
    [[nodiscard]] const std::string& leader() const { return m_leader; }
    [[nodiscard]] bool isLeader(const std::string& memberId) const {
        return !m_leader.empty() && m_leader == memberId;
    }
    [[nodiscard]] const Members& members() const { return m_members; }
    /// For answering and assigning; add, remove and update members through the functions below.
    [[nodiscard]] Members& members() { return m_members; }
    [[nodiscard]] ClassicMember* member(const std::string& memberId);
    /// The member id that a static member's instance id stands for; null without such a member.
    [[nodiscard]] const std::string* staticMember(const std::string& instanceId) const;

    /// Whether that member, or one such as it, may join: same type, and a protocol that all members support
    /// (S51).
    [[nodiscard]] bool supports(const std::string& protocolType,
                                const std::vector<SupportedProtocol>& protocols) const;
    /// Precondition: supports() said yes. `answer` is called when the rebalance is over; the first member
    /// leads.
    ClassicMember& add(ClassicMember member, const std::string& protocolType, JoinAnswer answer);
    /// An empty `answer`: the member does not wait.
    void update(ClassicMember& member, std::vector<SupportedProtocol> protocols,
                std::int32_t rebalanceTimeoutMs, std::int32_t sessionTimeoutMs, JoinAnswer answer);
    /// Takes a member or a pending id out; another member leads if the leader went. Unknown ids do nothing.
    void remove(const std::string& memberId);
    /// A static member came back under a new id (S54): whoever waits under the old one is fenced.
    ClassicMember& replaceStatic(const std::string& instanceId, const std::string& newMemberId);

    /// Ids given out and not yet used (S47).
    void addPending(std::string memberId) { m_pendingJoin.insert(std::move(memberId)); }
    [[nodiscard]] bool isPending(const std::string& memberId) const {
        return m_pendingJoin.contains(memberId);
    }
    [[nodiscard]] const std::set<std::string>& pendingJoin() const { return m_pendingJoin; }
    [[nodiscard]] std::set<std::string>& pendingSync() { return m_pendingSync; }

    [[nodiscard]] std::size_t awaitingJoin() const { return m_awaitingJoin; }
    [[nodiscard]] bool allJoined() const {
        return m_members.size() == m_awaitingJoin && m_pendingJoin.empty();
    }
    void answerJoin(ClassicMember& member, protocol::JoinGroupResponse response);
    /// True if the member was waiting.
    static bool answerSync(ClassicMember& member, protocol::SyncGroupResponse response);

    /// If the leader has not rejoined, one who has leads. False when the group has no leader or nobody
    /// rejoined.
    bool electJoinedLeader();
    /// The longest of its members' (milliseconds).
    [[nodiscard]] std::int32_t rebalanceTimeoutMs() const;
    [[nodiscard]] bool canRebalance() const { return m_state != GroupState::PreparingRebalance; }
    void moveTo(GroupState state, std::int64_t nowMs);
    /// The next generation: CompletingRebalance with the protocol voted for, or Empty without members.
    void beginGeneration(std::int64_t nowMs);
    /// Most votes win (S51); the leader's preference decides between equals. Precondition: it has members.
    [[nodiscard]] std::string selectProtocol() const;
    /// For the leader's JoinGroup answer.
    [[nodiscard]] std::vector<protocol::JoinGroupResponse::JoinGroupResponseMember> joinMembers() const;
    /// A member was added while the initial rebalance was waiting for more.
    bool newMemberAdded = false;

    /// Whether its members consume that topic, or might: a subscription that cannot be read counts as one to
    /// everything.
    [[nodiscard]] bool isSubscribedTo(const std::string& topic) const;
    [[nodiscard]] bool knowsSubscriptions() const { return m_subscribed.has_value(); }
    [[nodiscard]] bool isConsumerProtocol() const { return m_protocolType == "consumer"; }

private:
    void count(const ClassicMember& member, int step);
    [[nodiscard]] std::optional<std::set<std::string>> readSubscriptions() const;

    const std::string m_id;
    GroupState m_state = GroupState::Empty;
    GroupState m_previousState = GroupState::Empty;
    std::optional<std::int64_t> m_stateSinceMs;
    std::int32_t m_generation = 0;
    std::optional<std::string> m_protocolType;
    std::optional<std::string> m_protocolName;
    std::string m_leader;
    Members m_members;
    std::map<std::string, std::string> m_staticMembers;  // instance id → member id
    std::map<std::string, std::size_t> m_protocolCounts; // by how many members each protocol is supported
    std::set<std::string> m_pendingJoin;
    std::set<std::string> m_pendingSync;
    std::size_t m_awaitingJoin = 0;
    std::optional<std::set<std::string>> m_subscribed;
};

} // namespace broker::groups
