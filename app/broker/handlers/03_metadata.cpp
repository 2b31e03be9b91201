#include "broker/handlers/03_metadata.h"

#include <algorithm>

#include "broker/handlers/common.h"

namespace broker {

namespace {

using protocol::ErrorCode;
using TopicAnswer = protocol::MetadataResponse::MetadataResponseTopic;

TopicAnswer describe(const Topic& topic, std::int32_t node) {
    TopicAnswer out;
    out.name = topic.name;
    out.topicId = topic.id;
    out.isInternal = topic.internal;
    out.partitions.reserve(topic.partitions.size());
    for (std::size_t i = 0; i < topic.partitions.size(); ++i) {
        auto& partition = out.partitions.emplace_back();
        partition.partitionIndex = static_cast<std::int32_t>(i);
        partition.leaderId = node;
        partition.leaderEpoch = topic.partitions[i]->leaderEpoch().value();
        partition.replicaNodes = {node};
        partition.isrNodes = {node};
    }
    return out;
}

/// Clients ask again for what is unknown, so one that names a hundred thousand topics takes turns with
/// others.
constexpr int createdAtOnce = 200;

TopicAnswer failed(std::optional<std::string> name, const base::Uuid& id, std::int16_t code) {
    TopicAnswer out;
    out.name = std::move(name);
    out.topicId = id;
    out.errorCode = code;
    return out;
}

// Kafka creates the topic in the background and lets the client ask again; here it is there at once.
TopicAnswer createOnDemand(Engine& engine, const std::string& name, std::int32_t node) {
    auto created =
        engine.cluster.create({name, static_cast<std::int32_t>(engine.config.number("num.partitions")), {}});
    if (created)
        return describe(**created, node);
    // Another connection may have been faster.
    if (const auto topic = engine.cluster.find(name))
        return describe(*topic, node);
    return failed(name, {}, created.error().code);
}

/// NONE if asking for the topic may make it. Internal topics are made by the coordinator they belong to.
ErrorCode canBeMade(const Engine& engine, const std::string& name, bool wanted) {
    if (!checkTopicName(name))
        return ErrorCode::INVALID_TOPIC_EXCEPTION;
    const bool may = wanted && name != offsetsTopic && engine.config.flag("auto.create.topics.enable");
    return may ? ErrorCode::NONE : ErrorCode::UNKNOWN_TOPIC_OR_PARTITION;
}

/// `creations`: how many topics may still be made.
TopicAnswer answerByName(Engine& engine, const std::string& name, int& creations, std::int32_t node) {
    if (const auto topic = engine.cluster.find(name))
        return describe(*topic, node);
    if (const auto code = canBeMade(engine, name, creations > 0); code != ErrorCode::NONE)
        return failed(name, {}, toWire(code));
    --creations;
    return createOnDemand(engine, name, node);
}

bool asksForAll(const RequestContext& context, const protocol::MetadataRequest& request) {
    return !request.topics || (context.version == 0 && request.topics->empty());
}

bool wouldCreate(const RequestContext& context, const protocol::MetadataRequest& request) {
    const auto& engine = context.engine;
    if (asksForAll(context, request))
        return false;
    return std::ranges::any_of(*request.topics, [&](const auto& asked) {
        return asked.name && !engine.cluster.find(*asked.name) &&
               canBeMade(engine, *asked.name, request.allowAutoTopicCreation) == ErrorCode::NONE;
    });
}

void answer(RequestContext& context, const protocol::MetadataRequest& request, int creations,
            Reply<protocol::MetadataResponse> reply) {
    auto& engine = context.engine;
    const auto node = nodeId(engine);
    protocol::MetadataResponse response;
    auto& self = response.brokers.emplace_back();
    self.nodeId = node;
    self.host = context.advertised().host;
    self.port = context.advertised().port;
    if (auto rack = engine.config.text("broker.rack"); !rack.empty())
        self.rack = std::move(rack);
    response.clusterId = engine.store.clusterId();
    response.controllerId = node;
    if (request.includeClusterAuthorizedOperations)
        response.clusterAuthorizedOperations = clusterOperations;

    if (asksForAll(context, request)) {
        const auto topics = engine.cluster.topics();
        response.topics.reserve(topics.size());
        for (const auto& topic : topics)
            response.topics.push_back(describe(*topic, node));
    } else {
        std::set<std::string> seen;
        for (const auto& asked : *request.topics) {
            if (asked.name) {
                if (seen.insert(*asked.name).second)
                    response.topics.push_back(answerByName(engine, *asked.name, creations, node));
            } else if (const auto topic = engine.cluster.find(asked.topicId)) {
                response.topics.push_back(describe(*topic, node));
            } else {
                response.topics.push_back(
                    failed(std::nullopt, asked.topicId, toWire(ErrorCode::UNKNOWN_TOPIC_ID)));
            }
        }
    }
    if (request.includeTopicAuthorizedOperations)
        for (auto& topic : response.topics)
            if (topic.errorCode == 0)
                topic.topicAuthorizedOperations = topicOperations;
    reply(std::move(response));
}

void createAndAnswer(RequestContext& context, protocol::MetadataRequest&& request,
                     Reply<protocol::MetadataResponse> reply) {
    answer(context, request, createdAtOnce, std::move(reply));
}

} // namespace

void metadata(RequestContext& context, protocol::MetadataRequest&& request,
              Reply<protocol::MetadataResponse> reply) {
    if (wouldCreate(context, request))
        return onWorker<protocol::MetadataRequest, protocol::MetadataResponse, createAndAnswer>(
            context, std::move(request), std::move(reply));
    answer(context, request, 0, std::move(reply));
}

} // namespace broker
