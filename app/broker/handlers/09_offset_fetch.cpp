#include "broker/handlers/09_offset_fetch.h"

#include "broker/groups/group_coordinator.h"
#include "broker/handlers/common.h"

namespace broker {

namespace {

using protocol::ErrorCode;
using protocol::OffsetFetchRequest;
using protocol::OffsetFetchResponse;
using GroupAsked = OffsetFetchRequest::OffsetFetchRequestGroup;
using GroupAnswer = OffsetFetchResponse::OffsetFetchResponseGroup;
using TopicAnswer = OffsetFetchResponse::OffsetFetchResponseTopics;

constexpr std::int16_t firstVersionWithError = 2;
constexpr std::int16_t firstVersionWithGroups = 8;
constexpr std::int16_t firstVersionWithTopicIds = 10;

TopicAnswer unknownTopic(const OffsetFetchRequest::OffsetFetchRequestTopics& asked) {
    TopicAnswer answer;
    answer.topicId = asked.topicId;
    for (const auto partition : asked.partitionIndexes)
        answer.partitions.push_back({.partitionIndex = partition,
                                     .committedOffset = -1,
                                     .errorCode = protocol::toWire(ErrorCode::UNKNOWN_TOPIC_ID)});
    return answer;
}

/// Before there was a place for the error of a group each partition carried it.
std::vector<TopicAnswer> failed(const GroupAsked& asked, std::int16_t code) {
    std::vector<TopicAnswer> topics;
    for (const auto& topic :
         asked.topics.value_or(std::vector<OffsetFetchRequest::OffsetFetchRequestTopics>{})) {
        auto& answered = topics.emplace_back();
        answered.name = topic.name;
        for (const auto partition : topic.partitionIndexes)
            answered.partitions.push_back(
                {.partitionIndex = partition, .committedOffset = -1, .metadata = "", .errorCode = code});
    }
    return topics;
}

/// Offsets are kept under names: ids are looked up before and put back afterwards.
GroupAnswer fetchByIds(Engine& engine, GroupAsked asked) {
    std::vector<TopicAnswer> unknown;
    if (asked.topics) {
        for (auto& topic : *asked.topics)
            if (const auto known = engine.cluster.find(topic.topicId))
                topic.name = known->name;
            else
                unknown.push_back(unknownTopic(topic));
        std::erase_if(*asked.topics, [](const auto& topic) { return topic.name.empty(); });
    }
    auto answer = engine.groups.fetch(asked);
    if (answer.errorCode != 0)
        return answer;
    for (auto& topic : answer.topics)
        if (const auto known = engine.cluster.find(topic.name))
            topic.topicId = known->id;
    std::erase_if(answer.topics, [](const auto& topic) { return topic.topicId.isZero(); });
    answer.topics.insert(answer.topics.end(), unknown.begin(), unknown.end());
    return answer;
}

/// Up to version 7 a request asks for one group.
void fetchOne(RequestContext& context, OffsetFetchRequest&& request, OffsetFetchResponse& response) {
    std::vector<OffsetFetchRequest::OffsetFetchRequestTopics> topics;
    if (request.topics)
        for (auto& topic : *request.topics)
            topics.push_back({std::move(topic.name), {}, std::move(topic.partitionIndexes)});
    const GroupAsked asked{.groupId = std::move(request.groupId),
                           .topics = request.topics ? std::optional(std::move(topics)) : std::nullopt};
    auto answer = context.engine.groups.fetch(asked);
    if (answer.errorCode != 0 && context.version < firstVersionWithError)
        answer.topics = failed(asked, answer.errorCode);
    response.errorCode = answer.errorCode;
    for (auto& topic : answer.topics) {
        auto& out = response.topics.emplace_back();
        out.name = std::move(topic.name);
        for (auto& partition : topic.partitions)
            out.partitions.push_back({partition.partitionIndex, partition.committedOffset,
                                      partition.committedLeaderEpoch, std::move(partition.metadata),
                                      partition.errorCode});
    }
}

} // namespace

void offsetFetch(RequestContext& context, OffsetFetchRequest&& request, Reply<OffsetFetchResponse> reply) {
    OffsetFetchResponse response;
    if (context.version < firstVersionWithGroups)
        fetchOne(context, std::move(request), response);
    else
        for (auto& group : request.groups)
            response.groups.push_back(context.version < firstVersionWithTopicIds
                                          ? context.engine.groups.fetch(group)
                                          : fetchByIds(context.engine, std::move(group)));
    reply(std::move(response));
}

} // namespace broker
