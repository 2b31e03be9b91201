#include "broker/handlers/19_create_topics.h"

#include "broker/handlers/common.h"

namespace broker {

namespace {

using protocol::ErrorCode;
using protocol::makeError;
using Asked = protocol::CreateTopicsRequest::CreatableTopic;
using Answer = protocol::CreateTopicsResponse::CreatableTopicResult;

base::Error notReachable(std::int32_t factor) {
    return makeError(
        ErrorCode::INVALID_REPLICATION_FACTOR,
        fmt::format("The target replication factor of {} cannot be reached because only 1 broker(s) are "
                    "registered.",
                    factor));
}

// A replica assignment by hand: partitions 0, 1, 2 … each on this broker.
base::Result<std::int32_t> checkAssignments(const Asked& asked, std::int32_t node) {
    if (asked.replicationFactor != -1)
        return base::fail(makeError(ErrorCode::INVALID_REQUEST,
                                    "A manual partition assignment was specified, but "
                                    "replication factor was not set to -1."));
    if (asked.numPartitions != -1)
        return base::fail(makeError(ErrorCode::INVALID_REQUEST,
                                    "A manual partition assignment was specified, but "
                                    "numPartitions was not set to -1."));
    std::set<std::int32_t> indexes;
    for (const auto& assignment : asked.assignments) {
        indexes.insert(assignment.partitionIndex);
        if (assignment.brokerIds != std::vector<std::int32_t>{node})
            return base::fail(
                makeError(ErrorCode::INVALID_REPLICA_ASSIGNMENT,
                          fmt::format("Partition {} must be assigned to broker {} and to no other.",
                                      assignment.partitionIndex, node)));
    }
    const auto count = static_cast<std::int32_t>(asked.assignments.size());
    if (static_cast<std::int32_t>(indexes.size()) != count || *indexes.begin() != 0 ||
        *indexes.rbegin() != count - 1)
        return base::fail(makeError(ErrorCode::INVALID_REPLICA_ASSIGNMENT,
                                    "Partitions should be a consecutive 0-based integer sequence."));
    return count;
}

base::Result<std::int32_t> partitionCount(const Engine& engine, const Asked& asked) {
    if (!asked.assignments.empty())
        return checkAssignments(asked, nodeId(engine));
    const auto factor = asked.replicationFactor == -1
                            ? static_cast<std::int32_t>(engine.config.number("default.replication.factor"))
                            : asked.replicationFactor;
    if (factor < 1)
        return base::fail(
            makeError(ErrorCode::INVALID_REPLICATION_FACTOR,
                      "Replication factor must be larger than 0, or -1 to use the default value."));
    if (factor > 1)
        return base::fail(notReachable(factor));
    return asked.numPartitions == -1 ? static_cast<std::int32_t>(engine.config.number("num.partitions"))
                                     : asked.numPartitions;
}

base::Result<NewTopic> draft(const Engine& engine, const Asked& asked) {
    auto partitions = partitionCount(engine, asked);
    if (!partitions)
        return base::fail(partitions.error());
    NewTopic topic{asked.name, *partitions, {}};
    for (const auto& config : asked.configs) {
        if (!config.value)
            return base::fail(makeError(ErrorCode::INVALID_CONFIG,
                                        "Null value not supported for topic configs: " + config.name));
        topic.overrides[config.name] = *config.value;
    }
    return topic;
}

void describeConfigs(const Engine& engine, const storage::Overrides& overrides, Answer& out) {
    out.configs.emplace();
    for (const auto& entry : engine.config.describeTopic(overrides)) {
        auto& config = out.configs->emplace_back();
        config.name = entry.key->name;
        config.value = entry.value;
        config.configSource = static_cast<std::int8_t>(entry.source);
        config.isSensitive = entry.key->sensitive();
    }
}

void refuse(Answer& out, const base::Error& error) {
    out.errorCode = error.code;
    out.errorMessage = error.cause;
}

Answer create(Engine& engine, const Asked& asked, bool validateOnly) {
    Answer out;
    out.name = asked.name;
    // The name first, as Kafka does: a bad name is told even when the rest is bad too.
    if (auto legal = checkTopicName(asked.name); !legal) {
        refuse(out, legal.error());
        return out;
    }
    const auto topic = draft(engine, asked);
    if (!topic) {
        refuse(out, topic.error());
        return out;
    }
    if (validateOnly) {
        if (auto good = engine.cluster.check(*topic); !good) {
            refuse(out, good.error());
            return out;
        }
    } else {
        const auto created = engine.cluster.create(*topic);
        if (!created) {
            refuse(out, created.error());
            return out;
        }
        out.topicId = (*created)->id;
    }
    out.errorMessage.reset();
    out.numPartitions = topic->partitions;
    out.replicationFactor = 1;
    describeConfigs(engine, topic->overrides, out);
    return out;
}

} // namespace

void createTopics(RequestContext& context, protocol::CreateTopicsRequest&& request,
                  Reply<protocol::CreateTopicsResponse> reply) {
    const auto twice = duplicates(request.topics, [](const auto& t) { return t.name; });
    protocol::CreateTopicsResponse response;
    for (const auto& name : twice) {
        auto& out = response.topics.emplace_back();
        out.name = name;
        refuse(out, makeError(ErrorCode::INVALID_REQUEST, "Duplicate topic name."));
    }
    for (const auto& asked : request.topics)
        if (!twice.contains(asked.name))
            response.topics.push_back(create(context.engine, asked, request.validateOnly));
    if (context.version < 5)
        for (auto& topic : response.topics)
            topic.configs.reset();
    reply(std::move(response));
}

} // namespace broker
