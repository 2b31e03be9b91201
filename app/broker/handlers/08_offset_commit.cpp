#include "broker/handlers/08_offset_commit.h"

#include "broker/groups/group_coordinator.h"
#include "broker/handlers/common.h"

namespace broker {

namespace {

using protocol::ErrorCode;
using protocol::OffsetCommitRequest;
using protocol::OffsetCommitResponse;

/// From this version on topics go by id (KIP-848).
constexpr std::int16_t firstVersionWithTopicIds = 10;

ErrorCode check(const TopicPtr& topic, std::int32_t partition, bool byId) {
    if (!topic)
        return byId ? ErrorCode::UNKNOWN_TOPIC_ID : ErrorCode::UNKNOWN_TOPIC_OR_PARTITION;
    return topic->partition(partition) ? ErrorCode::NONE : ErrorCode::UNKNOWN_TOPIC_OR_PARTITION;
}

/// What the coordinator is asked, and where each of its answers belongs.
struct Checked {
    OffsetCommitRequest forward;
    OffsetCommitResponse response;
    std::vector<std::int16_t*> slots;
};

void checkTopics(RequestContext& context, OffsetCommitRequest&& request, Checked& out) {
    const bool byId = context.version >= firstVersionWithTopicIds;
    auto topics = std::move(request.topics);
    out.forward = std::move(request);
    out.response.topics.resize(topics.size());
    for (std::size_t t = 0; t < topics.size(); ++t) {
        auto& asked = topics[t];
        const auto topic =
            byId ? context.engine.cluster.find(asked.topicId) : context.engine.cluster.find(asked.name);
        auto& answered = out.response.topics[t];
        answered.name = asked.name;
        answered.topicId = asked.topicId;
        answered.partitions.resize(asked.partitions.size());
        OffsetCommitRequest::OffsetCommitRequestTopic known;
        if (topic) {
            known.name = topic->name;
            known.topicId = topic->id;
        }
        for (std::size_t p = 0; p < asked.partitions.size(); ++p) {
            auto& slot = answered.partitions[p];
            slot.partitionIndex = asked.partitions[p].partitionIndex;
            const auto code = check(topic, slot.partitionIndex, byId);
            slot.errorCode = protocol::toWire(code);
            if (code != ErrorCode::NONE)
                continue;
            out.slots.push_back(&slot.errorCode);
            known.partitions.push_back(std::move(asked.partitions[p]));
        }
        if (!known.partitions.empty())
            out.forward.topics.push_back(std::move(known));
    }
}

} // namespace

void offsetCommit(RequestContext& context, OffsetCommitRequest&& request, Reply<OffsetCommitResponse> reply) {
    Checked checked;
    checkTopics(context, std::move(request), checked);
    if (!checked.slots.empty()) {
        const auto committed = context.engine.groups.commit(
            {context.clientId, context.clientHost(), context.version}, checked.forward);
        auto slot = checked.slots.begin();
        for (const auto& topic : committed.topics)
            for (const auto& partition : topic.partitions)
                **slot++ = partition.errorCode;
    }
    reply(std::move(checked.response));
}

} // namespace broker
