#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>

#include "base/clock.h"

namespace broker::config {
class Settings;
}

namespace broker::groups {

/// What Kafka's broker keys say about groups (the key stands beside each), and the bounds that Milena adds.
struct GroupSettings {
    base::Millis minSessionTimeout{6'000};                           ///< group.min.session.timeout.ms
    base::Millis maxSessionTimeout{1'800'000};                       ///< group.max.session.timeout.ms
    std::int32_t maxSize = std::numeric_limits<std::int32_t>::max(); ///< group.max.size
    base::Millis initialRebalanceDelay{0};      ///< group.initial.rebalance.delay.ms; Kafka's default is 3 s
    std::int32_t offsetMetadataMaxBytes = 4096; ///< offset.metadata.max.bytes
    base::Millis offsetsRetention{std::int64_t{10'080} * 60'000}; ///< offsets.retention.minutes
    base::Millis offsetsCheckInterval{600'000};                   ///< offsets.retention.check.interval.ms

    /// A new member cannot send heartbeats while its JoinGroup is parked; it is given up after this (Kafka's
    /// constant).
    base::Millis newMemberJoinTimeout{300'000};

    // Bounds of memory. Beyond one of them joins get GROUP_MAX_SIZE_REACHED and commits
    // INVALID_COMMIT_OFFSET_SIZE.
    std::size_t maxGroups = 100'000;
    std::size_t maxPendingMembers = 10'000; ///< ids given out and not used yet, in one group
    std::size_t maxMemberBytes = 1'048'588; ///< one member's protocols: what one record could hold
    std::size_t maxMembersBytes = std::size_t{64} << 20; ///< subscriptions and assignments of all members
    std::size_t maxOffsets = 2'000'000;                  ///< committed positions of all groups
};

[[nodiscard]] GroupSettings readSettings(const config::Settings& config);

} // namespace broker::groups
