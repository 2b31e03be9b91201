#pragma once

#include <set>
#include <string>

#include "broker/cluster_state.h"
#include "broker/config/settings.h"
#include "broker/handlers/handler.h"
#include "protocol/error_codes.h"
#include "storage/partition_log.h"

namespace broker {

/// This broker's id in metadata.
[[nodiscard]] std::int32_t nodeId(const Engine& engine);

/// FENCED_LEADER_EPOCH or UNKNOWN_LEADER_EPOCH when a client's view of the leader is not ours; -1 means it
/// has none.
[[nodiscard]] protocol::ErrorCode checkLeaderEpoch(std::int32_t clients, const storage::PartitionLog& log);

/// What stands more than once in `names`.
template <class Range, class Projection>
[[nodiscard]] std::set<std::string> duplicates(const Range& items, Projection name) {
    std::set<std::string> seen, twice;
    for (const auto& item : items)
        if (!seen.insert(std::string(name(item))).second)
            twice.insert(std::string(name(item)));
    return twice;
}

/// Without an authorizer everything is allowed: the operations that Kafka lists for a topic and for the
/// cluster, a bit an operation (AclEntry.supportedOperations).
inline constexpr std::int32_t topicOperations =
    1 << 3 | 1 << 4 | 1 << 5 | 1 << 6 | 1 << 7 | 1 << 8 | 1 << 10 | 1 << 11;
inline constexpr std::int32_t clusterOperations =
    1 << 5 | 1 << 7 | 1 << 8 | 1 << 9 | 1 << 10 | 1 << 11 | 1 << 12;

} // namespace broker
