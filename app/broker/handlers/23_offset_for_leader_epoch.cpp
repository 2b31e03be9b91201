#include "broker/handlers/23_offset_for_leader_epoch.h"

#include "broker/handlers/common.h"

namespace broker {

void offsetForLeaderEpoch(RequestContext& context, protocol::OffsetForLeaderEpochRequest&& request,
                          Reply<protocol::OffsetForLeaderEpochResponse> reply) {
    using protocol::ErrorCode;
    protocol::OffsetForLeaderEpochResponse response;
    for (auto& asked : request.topics) {
        const auto topic = context.engine.cluster.find(asked.topic);
        auto& out = response.topics.emplace_back();
        for (const auto& partition : asked.partitions) {
            auto& answer = out.partitions.emplace_back();
            answer.partition = partition.partition;
            const auto* log = topic ? topic->partition(partition.partition) : nullptr;
            const auto code = log ? checkLeaderEpoch(partition.currentLeaderEpoch, *log)
                                  : ErrorCode::UNKNOWN_TOPIC_OR_PARTITION;
            answer.errorCode = toWire(code);
            if (code != ErrorCode::NONE)
                continue;
            const auto [epoch, end] = log->endOffsetForEpoch(base::LeaderEpoch(partition.leaderEpoch));
            answer.leaderEpoch = epoch.value();
            answer.endOffset = end.value();
        }
        out.topic = std::move(asked.topic);
    }
    reply(std::move(response));
}

} // namespace broker
