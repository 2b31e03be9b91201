#include "broker/handlers/config_resource.h"

#include <algorithm>
#include <numeric>

#include "broker/handlers/common.h"

namespace broker {

namespace {

using config::Key;
using config::Values;
using protocol::ErrorCode;
using protocol::makeError;

std::string joined(const std::vector<std::string>& items) {
    std::string out;
    for (const auto& item : items)
        out += (out.empty() ? "" : ",") + item;
    return out;
}

base::Result<std::string> edited(const ConfigEdit& edit, const Key& key, const std::string& current) {
    if (!edit.value)
        return base::fail(
            makeError(ErrorCode::INVALID_REQUEST, "Null value not supported for : " + edit.name));
    if (edit.operation == ConfigEdit::Operation::Set)
        return *edit.value;
    if (key.type != config::Type::List)
        return base::fail(makeError(ErrorCode::INVALID_CONFIG, "Can't append to or subtract from key " +
                                                                   edit.name + ": it is no list."));
    auto items = config::splitList(current);
    for (auto& item : config::splitList(*edit.value)) {
        const auto at = std::ranges::find(items, item);
        if (edit.operation == ConfigEdit::Operation::Append && at == items.end())
            items.push_back(std::move(item));
        else if (edit.operation == ConfigEdit::Operation::Subtract && at != items.end())
            items.erase(at);
    }
    return joined(items);
}

base::Result<const Key*> keyOf(std::span<const Key> table, const ConfigEdit& edit, bool broker) {
    const auto* key = config::find(table, edit.name);
    if (!key)
        return base::fail(makeError(ErrorCode::INVALID_CONFIG, "Unknown config name: " + edit.name));
    if (broker && key->access == config::Access::ReadOnly)
        return base::fail(makeError(ErrorCode::INVALID_REQUEST,
                                    "Cannot update these configs dynamically: " + edit.name,
                                    "Set it when the broker starts."));
    return key;
}

// The values of one resource after the edits; `effective` says what a key has without one of its own.
base::Result<Values> apply(const ConfigChange& change, std::span<const Key> table, bool broker, Values values,
                           const std::function<std::string(const Key&)>& effective) {
    if (!duplicates(change.edits, [](const ConfigEdit& e) { return e.name; }).empty())
        return base::fail(makeError(ErrorCode::INVALID_REQUEST, "Error due to duplicate config keys"));
    const auto before = values;
    if (change.replaceAll)
        values.clear();
    for (const auto& edit : change.edits) {
        const auto key = keyOf(table, edit, broker);
        if (!key)
            return base::fail(key.error());
        if (edit.operation == ConfigEdit::Operation::Delete) {
            values.erase(edit.name);
            continue;
        }
        const auto own = before.find(edit.name);
        auto value = edited(edit, **key, own != before.end() ? own->second : effective(**key));
        if (!value)
            return base::fail(value.error());
        if (auto good = config::validate(**key, *value); !good)
            return base::fail(good.error());
        values[edit.name] = std::move(*value);
    }
    return values;
}

base::Status changeTopic(Engine& engine, const ConfigChange& change, bool validateOnly) {
    const auto topic = findTopic(engine, change.resourceName);
    if (!topic)
        return base::fail(topic.error());
    const auto& overrides = (*topic)->overrides;
    auto values = apply(change, config::topicKeys(), false, Values(overrides.begin(), overrides.end()),
                        [&](const Key& key) { return engine.config.topicValue(key.name, {}); });
    if (!values)
        return base::fail(values.error());
    if (validateOnly)
        return {};
    return engine.cluster.setOverrides(change.resourceName, {values->begin(), values->end()});
}

base::Status changeBroker(Engine& engine, const ConfigChange& change, bool validateOnly) {
    if (auto known = checkBrokerName(engine, change.resourceName); !known)
        return known;
    return engine.config.change(validateOnly, [&](config::Dynamic& dynamic) -> base::Status {
        auto& layer = change.resourceName.empty() ? dynamic.clusterDefault : dynamic.broker;
        auto values = apply(change, config::brokerKeys(), true, layer,
                            [](const Key& key) { return std::string(key.initial.value_or("")); });
        if (!values)
            return base::fail(values.error());
        layer = std::move(*values);
        return {};
    });
}

base::Status changeGroup(Engine& engine, const ConfigChange& change, bool validateOnly) {
    if (change.resourceName.empty())
        return base::fail(makeError(ErrorCode::INVALID_REQUEST, "Group name must not be empty."));
    return engine.config.change(validateOnly, [&](config::Dynamic& dynamic) -> base::Status {
        auto values = apply(change, config::groupKeys(), false, dynamic.groups[change.resourceName],
                            [](const Key& key) { return std::string(key.initial.value_or("")); });
        if (!values)
            return base::fail(values.error());
        if (values->empty())
            dynamic.groups.erase(change.resourceName);
        else
            dynamic.groups[change.resourceName] = std::move(*values);
        return {};
    });
}

} // namespace

base::Result<TopicPtr> findTopic(const Engine& engine, const std::string& name) {
    if (auto topic = engine.cluster.find(name))
        return topic;
    if (auto legal = checkTopicName(name); !legal)
        return base::fail(legal.error());
    return base::fail(makeError(ErrorCode::UNKNOWN_TOPIC_OR_PARTITION));
}

base::Status checkBrokerName(const Engine& engine, const std::string& name) {
    const auto own = std::to_string(nodeId(engine));
    if (name.empty() || name == own)
        return {};
    return base::fail(makeError(
        ErrorCode::INVALID_REQUEST,
        fmt::format("Unexpected broker id, expected {} or empty string, but received {}", own, name)));
}

base::Error unknownResource(std::int8_t type) {
    return makeError(
        ErrorCode::INVALID_REQUEST,
        fmt::format("Configuration of resource type {} is not served; topics (2), brokers (4) and groups "
                    "(32) are.",
                    type));
}

base::Status changeConfigs(Engine& engine, const ConfigChange& change, bool validateOnly) {
    switch (static_cast<ResourceType>(change.resourceType)) {
    case ResourceType::Topic:
        return changeTopic(engine, change, validateOnly);
    case ResourceType::Broker:
        return changeBroker(engine, change, validateOnly);
    case ResourceType::Group:
        return changeGroup(engine, change, validateOnly);
    }
    return base::fail(unknownResource(change.resourceType));
}

} // namespace broker
