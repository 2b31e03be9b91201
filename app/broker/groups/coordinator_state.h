#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "broker/groups/byte_ledger.h"
#include "broker/groups/classic_group.h"
#include "broker/groups/committed_offsets.h"
#include "broker/groups/group_log.h"
#include "broker/groups/group_settings.h"
#include "broker/groups/timer_table.h"
#include "broker/logger.h"
#include "protocol/error_codes.h"

namespace broker::groups {

/// Who asks, as far as a group's records and answers show it.
struct Caller {
    std::string clientId;
    std::string clientHost; ///< as Kafka writes it, "/127.0.0.1"
    std::int16_t version = 0;
};

/// What the parts of the coordinator share. All of it is guarded by the coordinator's lock.
struct CoordinatorState {
    GroupSettings settings;
    std::shared_ptr<const base::Clock> clock;
    std::shared_ptr<GroupLog> log;
    Logger logger;
    TimerTable timers;
    ByteLedger memberBytes; // before the groups, whose members stand in it
    std::map<std::string, ClassicGroup> groups;
    CommittedOffsets offsets;

    /// NOT_COORDINATOR until somebody has asked where the coordinator is: that makes `__consumer_offsets`.
    [[nodiscard]] protocol::ErrorCode ready() const {
        return log->isOpen() ? protocol::ErrorCode::NONE : protocol::ErrorCode::NOT_COORDINATOR;
    }
    [[nodiscard]] ClassicGroup* find(const std::string& group) {
        const auto found = groups.find(group);
        return found == groups.end() ? nullptr : &found->second;
    }
    ClassicGroup& create(const std::string& group) {
        return groups.try_emplace(group, group, clock->wallMs()).first->second;
    }
    [[nodiscard]] std::int64_t nowMs() const { return clock->wallMs(); }
};

} // namespace broker::groups
