#pragma once

#include <string>
#include <vector>

#include "broker/groups/coordinator_state.h"
#include "broker/groups/membership.h"
#include "protocol/messages/08_offset_commit.h"
#include "protocol/messages/09_offset_fetch.h"

namespace broker::groups {

/// Commits and fetches positions, and lets old ones go (Kafka's OffsetMetadataManager).
/// Runs under the coordinator's lock. Owned by the coordinator.
class OffsetCommits {
public:
    OffsetCommits(CoordinatorState& state, Membership& membership)
        : m_state(state), m_membership(membership) {}

    [[nodiscard]] protocol::OffsetCommitResponse commit(const Caller& caller,
                                                        const protocol::OffsetCommitRequest& request);
    [[nodiscard]] protocol::OffsetFetchResponse::OffsetFetchResponseGroup
    fetch(const protocol::OffsetFetchRequest::OffsetFetchRequestGroup& request) const;
    /// Forgets what any group committed there: the topic is gone.
    void forgetTopic(const std::string& topic);
    /// Drops positions whose retention is over, and groups that have nothing left (S60).
    void expire();

private:
    [[nodiscard]] protocol::ErrorCode validate(const Caller& caller,
                                               const protocol::OffsetCommitRequest& request);
    [[nodiscard]] CommittedOffset
    fromRequest(const protocol::OffsetCommitRequest& request, const base::Uuid& topicId,
                const protocol::OffsetCommitRequest::OffsetCommitRequestPartition& partition) const;
    [[nodiscard]] bool expireGroup(const std::string& id, ClassicGroup& group,
                                   std::vector<GroupRecord>& tombstones,
                                   std::vector<std::pair<std::string, std::int32_t>>& expired) const;

    CoordinatorState& m_state;
    Membership& m_membership;
};

} // namespace broker::groups
