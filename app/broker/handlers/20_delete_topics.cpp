#include "broker/handlers/20_delete_topics.h"

#include "broker/handlers/common.h"

namespace broker {

namespace {

using protocol::ErrorCode;
using protocol::makeError;
using Asked = protocol::DeleteTopicsRequest::DeleteTopicState;
using Answer = protocol::DeleteTopicsResponse::DeletableTopicResult;

base::Status remove(Engine& engine, std::int16_t version, const TopicPtr& topic, bool byId) {
    if (!engine.config.flag("delete.topic.enable"))
        return base::fail(
            makeError(version < 3 ? ErrorCode::INVALID_REQUEST : ErrorCode::TOPIC_DELETION_DISABLED,
                      "Topic deletion is disabled.", "Start the broker with delete.topic.enable=true."));
    if (!topic)
        return base::fail(
            makeError(byId ? ErrorCode::UNKNOWN_TOPIC_ID : ErrorCode::UNKNOWN_TOPIC_OR_PARTITION));
    if (topic->internal)
        return base::fail(
            makeError(ErrorCode::POLICY_VIOLATION,
                      "The broker keeps its own state in " + topic->name + "; it cannot be deleted."));
    return engine.cluster.remove(topic->name);
}

Answer removeOne(RequestContext& context, const Asked& asked, bool twice) {
    Answer out;
    const bool byId = !asked.name;
    const auto topic =
        byId ? context.engine.cluster.find(asked.topicId) : context.engine.cluster.find(*asked.name);
    out.name = byId && topic ? std::optional(topic->name) : asked.name;
    out.topicId = topic ? topic->id : asked.topicId;
    auto removed = base::Status{};
    if (asked.name && !asked.topicId.isZero())
        removed = base::fail(
            makeError(ErrorCode::INVALID_REQUEST, "You may not specify both topic name and topic id."));
    else if (twice)
        removed = base::fail(makeError(ErrorCode::INVALID_REQUEST, "Duplicate topic name."));
    else
        removed = remove(context.engine, context.version, topic, byId);
    if (!removed) {
        out.errorCode = removed.error().code;
        out.errorMessage = removed.error().cause;
    }
    return out;
}

} // namespace

void deleteTopics(RequestContext& context, protocol::DeleteTopicsRequest&& request,
                  Reply<protocol::DeleteTopicsResponse> reply) {
    auto topics = std::move(request.topics);
    for (auto& name : request.topicNames)
        topics.push_back({std::move(name), {}});
    const auto key = [](const Asked& t) { return t.name ? *t.name : t.topicId.toString(); };
    const auto twice = duplicates(topics, key);
    protocol::DeleteTopicsResponse response;
    std::set<std::string> told;
    for (const auto& asked : topics) {
        const bool again = twice.contains(key(asked));
        if (!again || told.insert(key(asked)).second)
            response.responses.push_back(removeOne(context, asked, again));
    }
    reply(std::move(response));
}

} // namespace broker
