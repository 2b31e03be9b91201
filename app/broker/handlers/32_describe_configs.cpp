#include "broker/handlers/32_describe_configs.h"

#include <algorithm>

#include "broker/handlers/common.h"
#include "broker/handlers/config_resource.h"

namespace broker {

namespace {

using Asked = protocol::DescribeConfigsRequest::DescribeConfigsResource;
using Answer = protocol::DescribeConfigsResponse::DescribeConfigsResult;
using ConfigAnswer = protocol::DescribeConfigsResponse::DescribeConfigsResourceResult;

base::Result<std::vector<config::Entry>> entriesOf(const Engine& engine, const Asked& asked) {
    switch (static_cast<ResourceType>(asked.resourceType)) {
    case ResourceType::Topic: {
        const auto topic = findTopic(engine, asked.resourceName);
        if (!topic)
            return base::fail(topic.error());
        return engine.config.describeTopic((*topic)->overrides);
    }
    case ResourceType::Broker:
        if (auto known = checkBrokerName(engine, asked.resourceName); !known)
            return base::fail(known.error());
        return asked.resourceName.empty() ? engine.config.describeClusterDefault()
                                          : engine.config.describeBroker();
    case ResourceType::Group:
        return engine.config.describeGroup(asked.resourceName);
    }
    return base::fail(unknownResource(asked.resourceType));
}

ConfigAnswer answerEntry(const config::Entry& entry, ResourceType resource, bool synonyms,
                         bool documentation) {
    const auto visible = [&](const std::optional<std::string>& value) {
        return entry.key->sensitive() ? std::nullopt : value;
    };
    ConfigAnswer out;
    out.name = entry.key->name;
    out.value = visible(entry.value);
    out.readOnly = resource == ResourceType::Broker && entry.key->access == config::Access::ReadOnly;
    out.isDefault = entry.source == config::Source::Default;
    out.configSource = static_cast<std::int8_t>(entry.source);
    out.isSensitive = entry.key->sensitive();
    if (synonyms)
        for (const auto& synonym : entry.synonyms)
            out.synonyms.push_back(
                {synonym.name, visible(synonym.value), static_cast<std::int8_t>(synonym.source)});
    out.configType = static_cast<std::int8_t>(entry.key->type);
    out.documentation = documentation ? std::optional<std::string>(entry.key->doc) : std::nullopt;
    return out;
}

bool wanted(const Asked& asked, std::string_view name) {
    return !asked.configurationKeys || asked.configurationKeys->empty() ||
           std::ranges::find(*asked.configurationKeys, name) != asked.configurationKeys->end();
}

} // namespace

void describeConfigs(RequestContext& context, protocol::DescribeConfigsRequest&& request,
                     Reply<protocol::DescribeConfigsResponse> reply) {
    protocol::DescribeConfigsResponse response;
    for (const auto& asked : request.resources) {
        auto& out = response.results.emplace_back();
        out.resourceType = asked.resourceType;
        out.resourceName = asked.resourceName;
        out.errorMessage.reset();
        const auto entries = entriesOf(context.engine, asked);
        if (!entries) {
            out.errorCode = entries.error().code;
            out.errorMessage = entries.error().cause;
            continue;
        }
        for (const auto& entry : *entries)
            if (wanted(asked, entry.key->name))
                out.configs.push_back(answerEntry(entry, static_cast<ResourceType>(asked.resourceType),
                                                  request.includeSynonyms, request.includeDocumentation));
    }
    reply(std::move(response));
}

} // namespace broker
