#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "broker/groups/classic_member.h"
#include "broker/groups/coordinator_state.h"
#include "broker/groups/group_log.h"
#include "broker/groups/group_settings.h"
#include "broker/logger.h"
#include "broker/scheduler.h"
#include "protocol/messages/08_offset_commit.h"
#include "protocol/messages/09_offset_fetch.h"
#include "protocol/messages/12_heartbeat.h"
#include "protocol/messages/13_leave_group.h"
#include "protocol/messages/15_describe_groups.h"
#include "protocol/messages/16_list_groups.h"
#include "protocol/messages/42_delete_groups.h"

namespace broker::groups {

/// The coordinator of every group of this broker (classic protocol, Kafka's GroupCoordinatorService).
/// Thread-safe: one lock guards all groups, and answers are called after it was let go, on the thread whose
/// call or time-out made them. Owned by the engine. Topics named in commits have been checked by the caller.
class GroupCoordinator {
public:
    struct Parts {
        GroupSettings settings;
        std::shared_ptr<const base::Clock> clock;
        Scheduler& scheduler; ///< must outlive the coordinator
        std::shared_ptr<GroupLog> log;
        Logger logger;
    };
    explicit GroupCoordinator(Parts parts);
    ~GroupCoordinator();
    GroupCoordinator(const GroupCoordinator&) = delete;
    GroupCoordinator& operator=(const GroupCoordinator&) = delete;

    /// Brings back groups, members and offsets from the log. Once, before anything is asked. A record that
    /// cannot be read is told in the log and passed over.
    [[nodiscard]] base::Status load();
    /// Makes `__consumer_offsets` if it is not there yet, as Kafka does when a coordinator is first asked
    /// for; whoever asks for anything of a group before is answered NOT_COORDINATOR. On a worker, unless it
    /// is open: other requests of groups are not held up.
    [[nodiscard]] base::Status openLog();
    [[nodiscard]] bool logIsOpen() const;
    /// No time-out fires and no parked answer is called from now on. Idempotent.
    void stop();

    /// Both answer at once or when the rebalance has got there.
    void join(const Caller& caller, const protocol::JoinGroupRequest& request, JoinAnswer answer);
    void sync(const protocol::SyncGroupRequest& request, SyncAnswer answer);
    [[nodiscard]] protocol::HeartbeatResponse heartbeat(const protocol::HeartbeatRequest& request);
    /// Of the request only `members` is read, whatever the version.
    [[nodiscard]] protocol::LeaveGroupResponse leave(const protocol::LeaveGroupRequest& request);

    /// Kept when it returns. Topics go by name; their ids are kept along.
    [[nodiscard]] protocol::OffsetCommitResponse commit(const Caller& caller,
                                                        const protocol::OffsetCommitRequest& request);
    [[nodiscard]] protocol::OffsetFetchResponse::OffsetFetchResponseGroup
    fetch(const protocol::OffsetFetchRequest::OffsetFetchRequestGroup& request);
    /// Forgets what was committed for a topic that is being deleted.
    void forgetTopic(const std::string& topic);

    /// State "Dead" for a group that does not exist; GROUP_ID_NOT_FOUND too from version 6 on (S62).
    [[nodiscard]] protocol::DescribeGroupsResponse::DescribedGroup describe(const std::string& group,
                                                                            std::int16_t version);
    /// Kafka's words, case does not matter; an empty filter lets all through.
    [[nodiscard]] std::vector<protocol::ListGroupsResponse::ListedGroup>
    list(const std::vector<std::string>& states, const std::vector<std::string>& types);
    /// NON_EMPTY_GROUP while it has members.
    [[nodiscard]] protocol::ErrorCode remove(const std::string& group);

private:
    struct Impl;
    const std::shared_ptr<Impl> m_impl;
};

} // namespace broker::groups
