#include <map>
#include <set>

#include "client/wire_cluster.h"
#include "protocol/messages/19_create_topics.h"
#include "protocol/messages/20_delete_topics.h"
#include "protocol/messages/37_create_partitions.h"
#include "wire/kafka_error.h"

namespace client {
namespace {

/// Kafka refuses more in one request (POLICY_VIOLATION).
constexpr std::size_t topicsAtOnce = 1000;

std::string topicName(const std::string& name) {
    return "Topic \"" + name + "\"";
}

protocol::CreateTopicsRequest createRequest(std::span<const NewTopic> topics, bool validateOnly,
                                            std::int32_t timeoutMs) {
    protocol::CreateTopicsRequest request;
    request.timeoutMs = timeoutMs;
    request.validateOnly = validateOnly;
    for (const NewTopic& topic : topics) {
        auto& one = request.topics.emplace_back();
        one.name = topic.name;
        one.numPartitions = topic.partitions.value_or(-1);
        one.replicationFactor = static_cast<std::int16_t>(topic.replication.value_or(-1));
        for (const auto& [name, value] : topic.configs) {
            auto& config = one.configs.emplace_back();
            config.name = name;
            config.value = value;
        }
    }
    return request;
}

} // namespace

base::Result<std::vector<CreateTopicOutcome>> WireCluster::createTopics(std::span<const NewTopic> topics,
                                                                        bool validateOnly) {
    using Response = protocol::CreateTopicsResponse;
    std::vector<CreateTopicOutcome> out;
    for (std::size_t at = 0; at < topics.size(); at += topicsAtOnce) {
        const auto some = topics.subspan(at, std::min(topicsAtOnce, topics.size() - at));
        auto answer = askController<Response>(
            createRequest(some, validateOnly, brokerTimeoutMs()),
            {4, protocol::CreateTopicsRequest::versions.newest}, [](const Response& r) {
                return r.topics.empty() ? std::int16_t{0} : r.topics.front().errorCode;
            });
        if (!answer && out.empty())
            return base::fail(answer.error());
        std::map<std::string, CreateTopicOutcome> found;
        if (answer) {
            for (const auto& result : answer->topics) {
                CreateTopicOutcome& outcome = found[result.name];
                outcome = {result.name, result.topicId, result.numPartitions, result.replicationFactor, {}};
                if (result.errorCode != 0)
                    outcome.error =
                        wire::kafkaError(result.errorCode, topicName(result.name), result.errorMessage);
            }
        }
        for (const NewTopic& topic : some) {
            const auto one = found.find(topic.name);
            if (one != found.end())
                out.push_back(one->second);
            else
                out.push_back({.name = topic.name,
                               .id = {},
                               .error = answer ? wire::notAnswered(topicName(topic.name), wire::Asked::Change)
                                               : answer.error()});
        }
    }
    return out;
}

base::Result<std::vector<NamedOutcome>> WireCluster::deleteTopics(std::span<const std::string> topics) {
    using Request = protocol::DeleteTopicsRequest;
    using Response = protocol::DeleteTopicsResponse;
    constexpr protocol::Versions byName{1, 5};
    std::vector<NamedOutcome> out;
    for (std::size_t at = 0; at < topics.size(); at += topicsAtOnce) {
        const auto some = topics.subspan(at, std::min(topicsAtOnce, topics.size() - at));
        Request request;
        request.topicNames.assign(some.begin(), some.end());
        request.timeoutMs = brokerTimeoutMs();
        auto answer = askController<Response>(request, byName, [](const Response& r) {
            return r.responses.empty() ? std::int16_t{0} : r.responses.front().errorCode;
        });
        if (!answer && out.empty())
            return base::fail(answer.error());
        std::map<std::string, std::optional<base::Error>> found;
        if (answer) {
            for (const auto& result : answer->responses) {
                const std::string name = result.name.value_or("");
                found[name] = result.errorCode == 0
                                  ? std::nullopt
                                  : std::optional(wire::kafkaError(result.errorCode, topicName(name),
                                                                   result.errorMessage));
            }
        }
        for (const std::string& topic : some) {
            const auto one = found.find(topic);
            if (one != found.end())
                out.push_back({topic, one->second});
            else
                out.push_back({topic, answer ? wire::notAnswered(topicName(topic), wire::Asked::Change)
                                             : answer.error()});
        }
    }
    return out;
}

base::Status WireCluster::createPartitions(const PartitionIncrease& increase, bool validateOnly) {
    using Request = protocol::CreatePartitionsRequest;
    using Response = protocol::CreatePartitionsResponse;
    Request request;
    auto& one = request.topics.emplace_back();
    const std::string& topic = increase.topic;
    one.name = topic;
    one.count = increase.total;
    one.assignments = std::nullopt;
    request.timeoutMs = brokerTimeoutMs();
    request.validateOnly = validateOnly;
    auto answer = askController<Response>(request, Request::versions, [](const Response& r) {
        return r.results.empty() ? std::int16_t{0} : r.results.front().errorCode;
    });
    if (!answer)
        return base::fail(answer.error());
    if (answer->results.size() != 1 || answer->results.front().name != topic)
        return base::fail(wire::notAnswered(topicName(topic), wire::Asked::Change));
    const auto& result = answer->results.front();
    if (result.errorCode != 0)
        return base::fail(wire::kafkaError(result.errorCode, topicName(topic), result.errorMessage));
    return {};
}

} // namespace client
