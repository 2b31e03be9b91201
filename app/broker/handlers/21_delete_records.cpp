#include "broker/handlers/21_delete_records.h"

#include "broker/handlers/common.h"

namespace broker {

namespace {

using protocol::ErrorCode;

base::Result<base::Offset> deleteUpTo(const Topic* topic, std::int32_t partition, std::int64_t offset) {
    auto* log = topic ? topic->partition(partition) : nullptr;
    if (!log)
        return base::fail(protocol::makeError(ErrorCode::UNKNOWN_TOPIC_OR_PARTITION));
    if (topic->internal)
        return base::fail(
            protocol::makeError(ErrorCode::INVALID_TOPIC_EXCEPTION,
                                "Cannot delete records of internal topic " + topic->name + "."));
    if (!log->config().cleanupDelete)
        return base::fail(
            protocol::makeError(ErrorCode::POLICY_VIOLATION, "Records of topic " + topic->name +
                                                                 " cannot be deleted: its cleanup.policy "
                                                                 "does not include delete."));
    return log->deleteRecords(base::Offset(offset));
}

} // namespace

void deleteRecords(RequestContext& context, protocol::DeleteRecordsRequest&& request,
                   Reply<protocol::DeleteRecordsResponse> reply) {
    protocol::DeleteRecordsResponse response;
    for (auto& asked : request.topics) {
        const auto topic = context.engine.cluster.find(asked.name);
        auto& out = response.topics.emplace_back();
        for (const auto& partition : asked.partitions) {
            const auto start = deleteUpTo(topic.get(), partition.partitionIndex, partition.offset);
            auto& answer = out.partitions.emplace_back();
            answer.partitionIndex = partition.partitionIndex;
            answer.lowWatermark = start ? start->value() : -1;
            answer.errorCode = start ? std::int16_t{0} : start.error().code;
        }
        out.name = std::move(asked.name);
    }
    reply(std::move(response));
}

} // namespace broker
