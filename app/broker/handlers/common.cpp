#include "broker/handlers/common.h"

namespace broker {

std::int32_t nodeId(const Engine& engine) {
    return static_cast<std::int32_t>(engine.config.number("node.id"));
}

protocol::ErrorCode checkLeaderEpoch(std::int32_t clients, const storage::PartitionLog& log) {
    const auto ours = log.leaderEpoch().value();
    if (clients < 0 || clients == ours)
        return protocol::ErrorCode::NONE;
    return clients < ours ? protocol::ErrorCode::FENCED_LEADER_EPOCH
                          : protocol::ErrorCode::UNKNOWN_LEADER_EPOCH;
}

} // namespace broker
