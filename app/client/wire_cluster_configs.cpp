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

} // namespace

base::Result<std::vector<ConfigDescription>>
WireCluster::describeConfigs(std::span<const ConfigResource> resources) {
    using Request = protocol::DescribeConfigsRequest;
    using Response = protocol::DescribeConfigsResponse;
    std::map<std::optional<base::BrokerId>, std::vector<ConfigResource>> byBroker;
    for (const ConfigResource& resource : resources)
        byBroker[brokerOf(resource)].push_back(resource);
    struct Asked {
        const std::vector<ConfigResource>* resources;
        wire::Pending<Response> answer;
    };
    std::vector<Asked> asked;
    std::map<ConfigResource, ConfigDescription> found;
    for (const auto& [broker, its] : byBroker) {
        const auto best = m_wire.version(broker, Request::apiKey, {1, Request::versions.newest});
        if (!best) {
            for (const ConfigResource& resource : its)
                found[resource] = {resource, {}, best.error()};
            continue;
        }
        Request request;
        request.includeSynonyms = true;
        request.includeDocumentation = *best >= firstWithDocumentation;
        for (const ConfigResource& resource : its) {
            auto& one = request.resources.emplace_back();
            one.resourceType = static_cast<std::int8_t>(resource.type);
            one.resourceName = resource.name;
            one.configurationKeys = std::nullopt;
        }
        asked.push_back({&its, m_wire.ask<Response>(broker, std::move(request), {1, *best})});
    }
    for (Asked& one : asked) {
        auto answer = one.answer.get();
        if (!answer) {
            for (const ConfigResource& resource : *one.resources)
                found[resource] = {resource, {}, answer.error()};
            continue;
        }
        for (const auto& result : answer->results) {
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
    std::vector<ConfigDescription> out;
    for (const ConfigResource& resource : resources) {
        const auto one = found.find(resource);
        out.push_back(one != found.end()
                          ? one->second
                          : ConfigDescription{resource, {}, wire::notAnswered(resourceName(resource))});
    }
    return out;
}

base::Status WireCluster::alterConfigs(const ConfigResource& resource, std::span<const ConfigEdit> edits,
                                       bool validateOnly) {
    using Request = protocol::IncrementalAlterConfigsRequest;
    using Response = protocol::IncrementalAlterConfigsResponse;
    Request request;
    request.validateOnly = validateOnly;
    auto& one = request.resources.emplace_back();
    one.resourceType = static_cast<std::int8_t>(resource.type);
    one.resourceName = resource.name;
    for (const ConfigEdit& edit : edits) {
        auto& config = one.configs.emplace_back();
        config.name = edit.name;
        config.configOperation = static_cast<std::int8_t>(edit.operation);
        config.value = edit.operation == ConfigOperation::Delete ? std::nullopt : edit.value;
    }
    const auto firstCode = [](const Response& r) {
        return r.responses.empty() ? std::int16_t{0} : r.responses.front().errorCode;
    };
    const auto broker = brokerOf(resource);
    auto answer = broker ? m_wire.ask<Response>(broker, request).get()
                         : askController<Response>(request, Request::versions, firstCode);
    if (!answer)
        return base::fail(answer.error());
    if (answer->responses.size() != 1)
        return base::fail(wire::notAnswered(resourceName(resource)));
    const auto& result = answer->responses.front();
    if (result.errorCode != 0)
        return base::fail(wire::kafkaError(result.errorCode, resourceName(resource), result.errorMessage));
    return {};
}

} // namespace client
