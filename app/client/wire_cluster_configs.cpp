#include <algorithm>
#include <charconv>
#include <map>

#include <fmt/format.h>

#include "client/wire_cluster.h"
#include "protocol/messages/32_describe_configs.h"
#include "protocol/messages/44_incremental_alter_configs.h"
#include "wire/kafka_error.h"

namespace client {
namespace {

constexpr std::int16_t firstWithDocumentation = 3;
/// As with topics, whose creation Kafka refuses beyond.
constexpr std::size_t resourcesAtOnce = 1000;

std::string resourceName(const ConfigResource& resource) {
    switch (resource.type) {
    case ConfigResourceType::Topic:
        return fmt::format("Topic \"{}\"", resource.name);
    case ConfigResourceType::Broker:
    case ConfigResourceType::BrokerLogger:
        return resource.name.empty() ? "The brokers' default" : "Broker " + resource.name;
    case ConfigResourceType::ClientMetrics:
        return fmt::format("Client metrics \"{}\"", resource.name);
    case ConfigResourceType::Group:
        return fmt::format("Group \"{}\"", resource.name);
    }
    return resource.name;
}

/// A broker's own configuration is known to that broker only.
std::optional<base::BrokerId> brokerOf(const ConfigResource& resource) {
    if (resource.type != ConfigResourceType::Broker && resource.type != ConfigResourceType::BrokerLogger)
        return std::nullopt;
    std::int32_t id = -1;
    const char* end = resource.name.data() + resource.name.size();
    const auto [stop, error] = std::from_chars(resource.name.data(), end, id);
    if (error != std::errc() || stop != end)
        return std::nullopt;
    return base::BrokerId(id);
}

template <class E>
E known(std::int8_t value, E last, E unknown) {
    return value >= 0 && value <= static_cast<std::int8_t>(last) ? static_cast<E>(value) : unknown;
}

ConfigEntry entryOf(const protocol::DescribeConfigsResponse::DescribeConfigsResourceResult& config) {
    ConfigEntry out;
    out.name = config.name;
    out.value = config.value;
    out.source = known(config.configSource, ConfigSource::Group, ConfigSource::Unknown);
    out.type = known(config.configType, ConfigType::Password, ConfigType::Unknown);
    out.readOnly = config.readOnly;
    out.sensitive = config.isSensitive;
    for (const auto& synonym : config.synonyms)
        out.synonyms.push_back(
            {synonym.name, synonym.value, known(synonym.source, ConfigSource::Group, ConfigSource::Unknown)});
    if (config.documentation && !config.documentation->empty())
        out.documentation = config.documentation;
    return out;
}

using Descriptions = std::map<ConfigResource, ConfigDescription>;
using ByBroker = std::map<std::optional<base::BrokerId>, std::vector<ConfigResource>>;

ByBroker byBroker(std::span<const ConfigResource> resources) {
    ByBroker out;
    for (const ConfigResource& resource : resources)
        out[brokerOf(resource)].push_back(resource);
    return out;
}

protocol::DescribeConfigsRequest describeRequest(const std::vector<ConfigResource>& resources,
                                                 std::span<const std::string> keys, std::int16_t version) {
    protocol::DescribeConfigsRequest request;
    request.includeSynonyms = true;
    request.includeDocumentation = version >= firstWithDocumentation;
    for (const ConfigResource& resource : resources) {
        auto& one = request.resources.emplace_back();
        one.resourceType = static_cast<std::int8_t>(resource.type);
        one.resourceName = resource.name;
        one.configurationKeys =
            keys.empty() ? std::nullopt : std::optional(std::vector<std::string>(keys.begin(), keys.end()));
    }
    return request;
}

void take(const protocol::DescribeConfigsResponse& answer, Descriptions& found) {
    for (const auto& result : answer.results) {
        const ConfigResource resource{static_cast<ConfigResourceType>(result.resourceType),
                                      result.resourceName};
        ConfigDescription& description = found[resource];
        description = {resource, {}, {}};
        if (result.errorCode != 0)
            description.error =
                wire::kafkaError(result.errorCode, resourceName(resource), result.errorMessage);
        for (const auto& config : result.configs)
            description.entries.push_back(entryOf(config));
        std::sort(description.entries.begin(), description.entries.end(),
                  [](const ConfigEntry& a, const ConfigEntry& b) { return a.name < b.name; });
    }
}

protocol::IncrementalAlterConfigsRequest alterRequest(std::span<const ConfigResource> resources,
                                                      std::span<const ConfigEdit> edits, bool validateOnly) {
    constexpr std::int8_t set = 0, reset = 1; // AlterConfigOp.OpType
    protocol::IncrementalAlterConfigsRequest request;
    request.validateOnly = validateOnly;
    for (const ConfigResource& resource : resources) {
        auto& one = request.resources.emplace_back();
        one.resourceType = static_cast<std::int8_t>(resource.type);
        one.resourceName = resource.name;
        for (const ConfigEdit& edit : edits) {
            auto& config = one.configs.emplace_back();
            config.name = edit.name;
            config.configOperation = edit.value ? set : reset;
            config.value = edit.value;
        }
    }
    return request;
}

} // namespace

base::Result<std::vector<ConfigDescription>>
WireCluster::describeConfigs(std::span<const ConfigResource> resources, std::span<const std::string> keys) {
    using Request = protocol::DescribeConfigsRequest;
    using Response = protocol::DescribeConfigsResponse;
    struct Asked {
        const std::vector<ConfigResource>* resources;
        wire::Pending<Response> answer;
    };
    const ByBroker sorted = byBroker(resources);
    std::vector<Asked> asked;
    Descriptions found;
    for (const auto& [broker, its] : sorted) {
        const auto best = m_wire.version(broker, Request::apiKey, {1, Request::versions.newest});
        if (best)
            asked.push_back(
                {&its, m_wire.ask<Response>(broker, describeRequest(its, keys, *best), {1, *best})});
        else
            for (const ConfigResource& resource : its)
                found[resource] = {resource, {}, best.error()};
    }
    for (Asked& one : asked) {
        if (auto answer = one.answer.get())
            take(*answer, found);
        else
            for (const ConfigResource& resource : *one.resources)
                found[resource] = {resource, {}, answer.error()};
    }
    std::vector<ConfigDescription> out;
    for (const ConfigResource& resource : resources) {
        const auto one = found.find(resource);
        out.push_back(one != found.end()
                          ? one->second
                          : ConfigDescription{resource, {}, wire::notAnswered(resourceName(resource))});
    }
    return out;
}

base::Result<std::vector<ConfigOutcome>> WireCluster::alterConfigs(std::span<const ConfigResource> resources,
                                                                   std::span<const ConfigEdit> edits,
                                                                   bool validateOnly) {
    using Request = protocol::IncrementalAlterConfigsRequest;
    using Response = protocol::IncrementalAlterConfigsResponse;
    const auto firstCode = [](const Response& r) {
        return r.responses.empty() ? std::int16_t{0} : r.responses.front().errorCode;
    };
    std::map<ConfigResource, std::optional<base::Error>> found;
    for (const auto& [broker, its] : byBroker(resources)) {
        for (std::size_t at = 0; at < its.size(); at += resourcesAtOnce) {
            const auto some = std::span(its).subspan(at, std::min(resourcesAtOnce, its.size() - at));
            const Request request = alterRequest(some, edits, validateOnly);
            auto answer = broker ? m_wire.ask<Response>(broker, request).get()
                                 : askController<Response>(request, Request::versions, firstCode);
            if (!answer && found.empty())
                return base::fail(answer.error());
            for (const ConfigResource& resource : some)
                found[resource] =
                    answer ? wire::notAnswered(resourceName(resource), wire::Asked::Change) : answer.error();
            if (!answer)
                continue;
            for (const auto& result : answer->responses) {
                const ConfigResource resource{static_cast<ConfigResourceType>(result.resourceType),
                                              result.resourceName};
                found[resource] = result.errorCode == 0
                                      ? std::nullopt
                                      : std::optional(wire::kafkaError(
                                            result.errorCode, resourceName(resource), result.errorMessage));
            }
        }
    }
    std::vector<ConfigOutcome> out;
    for (const ConfigResource& resource : resources)
        out.push_back({resource, found[resource]});
    return out;
}

} // namespace client
