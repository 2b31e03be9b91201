#include "broker/handlers/02_list_offsets.h"

#include <limits>
#include <map>
#include <utility>

#include "broker/handlers/common.h"

namespace broker {

namespace {

using protocol::ErrorCode;
using Asked = protocol::ListOffsetsRequest::ListOffsetsPartition;
using Answer = protocol::ListOffsetsResponse::ListOffsetsPartitionResponse;

// Timestamps that stand for a place in the log, and the version from which they may be asked
// (ListOffsetsRequest.java).
constexpr std::int64_t Latest = -1, Earliest = -2, MaxTimestamp = -3, EarliestLocal = -4, LatestTiered = -5,
                       EarliestPendingUpload = -6;

std::int16_t neededVersion(std::int64_t timestamp) {
    switch (timestamp) {
    case MaxTimestamp:
        return 7;
    case EarliestLocal:
        return 8;
    case LatestTiered:
        return 9;
    case EarliestPendingUpload:
        return 11;
    default:
        return timestamp >= Earliest ? 0 : std::numeric_limits<std::int16_t>::max();
    }
}

void answerOffset(const Asked& asked, storage::PartitionLog& log, Answer& out) {
    const auto found = [&](const storage::TimestampOffset& at) {
        out.timestamp = at.timestampMs;
        out.offset = at.offset.value();
        out.leaderEpoch = at.leaderEpoch.value();
    };
    switch (asked.timestamp) {
    case Latest:
        out.offset = log.endOffset().value();
        out.leaderEpoch = log.leaderEpoch().value();
        return;
    case Earliest:
    case EarliestLocal:
        out.offset = log.logStartOffset().value();
        out.leaderEpoch = log.leaderEpoch().value();
        return;
    case MaxTimestamp:
        return found(log.maxTimestamp());
    case LatestTiered:
    case EarliestPendingUpload:
        return; // nothing is tiered: -1
    default:
        return found(log.offsetForTimestamp(asked.timestamp));
    }
}

// Version 0 answers with a list, newest first: the end of the log, then its start.
void answerOldStyle(const Asked& asked, storage::PartitionLog& log, Answer& out) {
    const auto start = log.logStartOffset().value();
    const auto end = log.endOffset().value();
    if (asked.timestamp == Latest && end != start)
        out.oldStyleOffsets.push_back(end);
    out.oldStyleOffsets.push_back(start);
    if (asked.maxNumOffsets >= 0 &&
        out.oldStyleOffsets.size() > static_cast<std::size_t>(asked.maxNumOffsets))
        out.oldStyleOffsets.resize(static_cast<std::size_t>(asked.maxNumOffsets));
}

Answer answer(const RequestContext& context, const Topic* topic, const Asked& asked, bool twice) {
    Answer out;
    out.partitionIndex = asked.partitionIndex;
    auto* log = topic ? topic->partition(asked.partitionIndex) : nullptr;
    const auto refuse = [&](ErrorCode code) {
        out.errorCode = toWire(code);
        return out;
    };
    if (twice)
        return refuse(ErrorCode::INVALID_REQUEST);
    if (!log)
        return refuse(ErrorCode::UNKNOWN_TOPIC_OR_PARTITION);
    if (context.version < neededVersion(asked.timestamp))
        return refuse(ErrorCode::UNSUPPORTED_VERSION);
    if (const auto code = checkLeaderEpoch(asked.currentLeaderEpoch, *log); code != ErrorCode::NONE)
        return refuse(code);
    if (context.version == 0)
        answerOldStyle(asked, *log, out);
    else
        answerOffset(asked, *log, out);
    return out;
}

} // namespace

void listOffsets(RequestContext& context, protocol::ListOffsetsRequest&& request,
                 Reply<protocol::ListOffsetsResponse> reply) {
    std::map<std::pair<std::string, std::int32_t>, int> timesNamed;
    for (const auto& topic : request.topics)
        for (const auto& partition : topic.partitions)
            ++timesNamed[{topic.name, partition.partitionIndex}];

    protocol::ListOffsetsResponse response;
    response.topics.reserve(request.topics.size());
    for (auto& asked : request.topics) {
        const auto topic = context.engine.cluster.find(asked.name);
        auto& out = response.topics.emplace_back();
        out.partitions.reserve(asked.partitions.size());
        for (const auto& partition : asked.partitions) {
            // Whoever is named more than once is told so once.
            const auto times = std::exchange(timesNamed[{asked.name, partition.partitionIndex}], 0);
            if (times > 0)
                out.partitions.push_back(answer(context, topic.get(), partition, times > 1));
        }
        out.name = std::move(asked.name);
    }
    reply(std::move(response));
}

} // namespace broker
