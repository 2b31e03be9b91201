#include "broker/handlers/00_produce.h"

#include "broker/handlers/common.h"

namespace broker {

namespace {

using protocol::ErrorCode;
using PartitionResponse = protocol::ProduceResponse::PartitionProduceResponse;

// Kafka lets its own admin client repair internal topics.
constexpr std::string_view InternalTopicWriter = "__admin_client";

struct Refusal {
    ErrorCode code = ErrorCode::NONE;
    std::string why;
};

void refuse(PartitionResponse& out, ErrorCode code, std::string why) {
    out.errorCode = toWire(code);
    out.baseOffset = -1;
    if (!why.empty())
        out.errorMessage = std::move(why);
}

// What makes the whole request impossible.
Refusal checkRequest(const protocol::ProduceRequest& request) {
    if (request.acks < -1 || request.acks > 1)
        return {ErrorCode::INVALID_REQUIRED_ACKS, "acks must be -1, 0 or 1."};
    if (request.transactionalId)
        return {ErrorCode::TRANSACTIONAL_ID_AUTHORIZATION_FAILED,
                "This broker does not serve transactions yet."};
    return {};
}

Refusal checkTopic(const RequestContext& context, const Topic* topic) {
    if (!topic)
        return {context.version >= 13 ? ErrorCode::UNKNOWN_TOPIC_ID : ErrorCode::UNKNOWN_TOPIC_OR_PARTITION,
                {}};
    if (topic->internal && context.clientId != InternalTopicWriter)
        return {ErrorCode::INVALID_TOPIC_EXCEPTION, "Cannot append to internal topic " + topic->name + "."};
    return {};
}

PartitionResponse append(RequestContext& context, const Topic& topic,
                         protocol::ProduceRequest::PartitionProduceData&& data) {
    PartitionResponse out;
    out.index = data.index;
    auto* log = topic.partition(data.index);
    if (!log) {
        refuse(out, ErrorCode::UNKNOWN_TOPIC_OR_PARTITION, {});
        return out;
    }
    auto appended = log->append(std::move(data.records).value_or(base::Buffer{}),
                                storage::AppendOrigin::Client, context.version);
    if (!appended) {
        const auto& error = appended.error();
        if (error.error.code == toWire(ErrorCode::KAFKA_STORAGE_ERROR))
            context.engine.metrics.storageRefusals.add(error.error, context.engine.clock->now());
        out.errorCode = error.error.code;
        out.baseOffset = -1;
        out.errorMessage = error.error.cause;
        for (const auto& record : error.recordErrors)
            out.recordErrors.push_back({record.batchIndex, record.message});
        return out;
    }
    out.baseOffset = appended->baseOffset.value();
    out.logAppendTimeMs = appended->logAppendTimeMs;
    out.logStartOffset = appended->logStartOffset.value();
    if (!appended->duplicate)
        context.engine.metrics.recordsIn.fetch_add(
            static_cast<std::uint64_t>(appended->lastOffset - appended->baseOffset) + 1,
            std::memory_order_relaxed);
    return out;
}

} // namespace

void produce(RequestContext& context, protocol::ProduceRequest&& request,
             Reply<protocol::ProduceResponse> reply) {
    const auto refused = checkRequest(request);
    protocol::ProduceResponse response;
    response.responses.reserve(request.topicData.size());
    bool failed = false;
    for (auto& data : request.topicData) {
        const auto topic = context.version >= 13 ? context.engine.cluster.find(data.topicId)
                                                 : context.engine.cluster.find(data.name);
        const auto refusal = refused.code != ErrorCode::NONE ? refused : checkTopic(context, topic.get());
        auto& out = response.responses.emplace_back();
        out.name = std::move(data.name);
        out.topicId = data.topicId;
        out.partitionResponses.reserve(data.partitionData.size());
        for (auto& partition : data.partitionData) {
            if (refusal.code == ErrorCode::NONE) {
                out.partitionResponses.push_back(append(context, *topic, std::move(partition)));
            } else {
                auto& answer = out.partitionResponses.emplace_back();
                answer.index = partition.index;
                refuse(answer, refusal.code, refusal.why);
            }
            failed = failed || out.partitionResponses.back().errorCode != 0;
        }
    }
    if (request.acks != 0)
        return reply(std::move(response));
    // Nobody listens for an answer; a closed connection is the only way to tell.
    if (failed)
        return reply.close("a produce request with acks=0 failed");
    reply.skip();
}

} // namespace broker
