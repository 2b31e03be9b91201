#include "broker/config/settings.h"

#include <algorithm>
#include <charconv>
#include <memory>

#include <fmt/format.h>

namespace broker::config {

namespace {

struct Fallback {
    std::string_view name;
    std::int64_t factor = 1;
    bool named = true;
};

std::int64_t toNumber(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::vector<Fallback> fallbacksOf(const Key& key) {
    std::vector<Fallback> out;
    auto rest = key.fallbacks;
    while (!rest.empty()) {
        const auto comma = rest.find(',');
        auto item = rest.substr(0, comma);
        const auto star = item.find('*');
        if (item.starts_with('~'))
            out.push_back({.name = item.substr(1), .named = false});
        else if (star == std::string_view::npos)
            out.push_back({item});
        else
            out.push_back({item.substr(0, star), toNumber(item.substr(star + 1))});
        rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
    }
    return out;
}

// Hours and minutes below zero all mean "no limit", which is -1 in milliseconds.
std::string scaled(const std::string& value, std::int64_t factor) {
    if (factor == 1)
        return value;
    const auto number = toNumber(value);
    return std::to_string(number < 0 ? -1 : number * factor);
}

storage::Codec codecOf(std::string_view name) {
    if (name == "uncompressed")
        return storage::Codec::Uncompressed;
    if (name == "gzip")
        return storage::Codec::Gzip;
    if (name == "snappy")
        return storage::Codec::Snappy;
    if (name == "lz4")
        return storage::Codec::Lz4;
    if (name == "zstd")
        return storage::Codec::Zstd;
    return storage::Codec::Producer;
}

} // namespace

base::Result<std::unique_ptr<Settings>> Settings::load(const std::map<std::string, std::string>& statics,
                                                       std::vector<std::string>& warnings) {
    std::unique_ptr<Settings> settings(new Settings);
    for (const auto& [name, value] : statics) {
        const auto* key = find(brokerKeys(), name);
        if (!key) {
            warnings.push_back(fmt::format("Unknown configuration key {}: it has no effect.", name));
            continue;
        }
        if (auto good = validate(*key, value); !good)
            return base::fail(good.error());
        if (key->effect == Effect::AcceptedOnly)
            warnings.push_back(fmt::format("Configuration key {} is accepted but has no effect yet.", name));
        settings->setFact(name, value);
    }
    return settings;
}

void Settings::setFact(const std::string& name, std::string value) {
    const base::WriteLock lock(m_mutex);
    m_static[name] = std::move(value);
}

Values Settings::clusterDefaults() const {
    constexpr std::string_view minIsr = "min.insync.replicas";
    auto values = m_dynamic.clusterDefault;
    const auto started = m_static.find(minIsr);
    values.try_emplace(std::string(minIsr), started == m_static.end()
                                                ? std::string(*find(brokerKeys(), minIsr)->initial)
                                                : started->second);
    return values;
}

std::optional<std::string> Settings::brokerValue(std::string_view name) const {
    for (const auto* layer : {&m_dynamic.broker, &m_dynamic.clusterDefault, &m_static})
        if (const auto at = layer->find(name); at != layer->end())
            return at->second;
    const auto* key = find(brokerKeys(), name);
    return key && key->initial ? std::optional<std::string>(*key->initial) : std::nullopt;
}

std::int64_t Settings::number(std::string_view name) const {
    return toNumber(text(name));
}

bool Settings::flag(std::string_view name) const {
    return text(name) == "true";
}

std::string Settings::text(std::string_view name) const {
    const base::ReadLock lock(m_mutex);
    return brokerValue(name).value_or("");
}

void Settings::appendBrokerSynonyms(const Key& key, bool withDefault, std::vector<Synonym>& out) const {
    const auto take = [&](const Values& layer, Source source) {
        if (const auto at = layer.find(key.name); at != layer.end())
            out.push_back({std::string(key.name), at->second, source});
    };
    take(m_dynamic.broker, Source::DynamicBroker);
    take(clusterDefaults(), Source::DynamicDefaultBroker);
    take(m_static, Source::StaticBroker);
    if (withDefault && key.initial)
        out.push_back({std::string(key.name), std::string(*key.initial), Source::Default});
}

Entry Settings::inheritedEntry(const Key& key, Source own, const std::string* override) const {
    Entry entry{&key, std::nullopt, Source::Default, {}};
    if (override)
        entry.synonyms.push_back({std::string(key.name), *override, own});
    std::vector<std::int64_t> factors(entry.synonyms.size(), 1);
    std::optional<std::string> unnamed;
    for (const auto& fallback : fallbacksOf(key)) {
        const auto* brokerKey = find(brokerKeys(), fallback.name);
        if (!brokerKey)
            continue;
        if (!fallback.named) {
            unnamed = brokerValue(fallback.name);
            continue;
        }
        appendBrokerSynonyms(*brokerKey, fallback.factor == 1, entry.synonyms);
        factors.resize(entry.synonyms.size(), fallback.factor);
    }
    if (entry.synonyms.empty()) {
        if (unnamed)
            entry.value = std::move(unnamed);
        else if (key.initial)
            entry.value = std::string(*key.initial);
    } else {
        entry.source = entry.synonyms.front().source;
        entry.value = scaled(*entry.synonyms.front().value, factors.front());
    }
    return entry;
}

Entry Settings::brokerEntry(const Key& key) const {
    Entry entry{&key, std::nullopt, Source::Default, {}};
    appendBrokerSynonyms(key, true, entry.synonyms);
    if (!entry.synonyms.empty()) {
        entry.value = entry.synonyms.front().value;
        entry.source = entry.synonyms.front().source;
    }
    return entry;
}

std::string Settings::topicValue(std::string_view name,
                                 const std::map<std::string, std::string>& overrides) const {
    const auto* key = find(topicKeys(), name);
    const auto own = overrides.find(std::string(name));
    const base::ReadLock lock(m_mutex);
    return inheritedEntry(*key, Source::Topic, own == overrides.end() ? nullptr : &own->second)
        .value.value_or("");
}

storage::LogConfig Settings::logConfig(const std::map<std::string, std::string>& overrides) const {
    const auto text = [&](std::string_view key) { return topicValue(key, overrides); };
    const auto number = [&](std::string_view key) { return toNumber(text(key)); };
    storage::LogConfig log;
    log.segmentBytes = number("segment.bytes");
    log.segmentMs = number("segment.ms");
    log.retentionMs = number("retention.ms");
    log.retentionBytes = number("retention.bytes");
    log.fileDeleteDelayMs = number("file.delete.delay.ms");
    log.flushMessages = number("flush.messages");
    log.flushMs = number("flush.ms");
    log.timestampBeforeMaxMs = number("message.timestamp.before.max.ms");
    log.timestampAfterMaxMs = number("message.timestamp.after.max.ms");
    log.indexIntervalBytes = static_cast<std::int32_t>(number("index.interval.bytes"));
    log.segmentIndexBytes = static_cast<std::int32_t>(number("segment.index.bytes"));
    log.maxMessageBytes = static_cast<std::int32_t>(number("max.message.bytes"));
    log.logAppendTime = text("message.timestamp.type") == "LogAppendTime";
    const auto policies = splitList(text("cleanup.policy"));
    log.cleanupDelete = std::ranges::find(policies, "delete") != policies.end();
    log.cleanupCompact = std::ranges::find(policies, "compact") != policies.end();
    log.codec = codecOf(text("compression.type"));
    return log;
}

std::vector<Entry> Settings::describeTopic(const std::map<std::string, std::string>& overrides) const {
    const base::ReadLock lock(m_mutex);
    std::vector<Entry> out;
    for (const auto& key : topicKeys()) {
        const auto own = overrides.find(std::string(key.name));
        out.push_back(inheritedEntry(key, Source::Topic, own == overrides.end() ? nullptr : &own->second));
    }
    return out;
}

std::vector<Entry> Settings::describeBroker() const {
    const base::ReadLock lock(m_mutex);
    std::vector<Entry> out;
    for (const auto& key : brokerKeys())
        out.push_back(brokerEntry(key));
    return out;
}

std::vector<Entry> Settings::describeClusterDefault() const {
    const base::ReadLock lock(m_mutex);
    std::vector<Entry> out;
    for (const auto& [name, value] : clusterDefaults())
        if (const auto* key = find(brokerKeys(), name))
            out.push_back(
                {key, value, Source::DynamicDefaultBroker, {{name, value, Source::DynamicDefaultBroker}}});
    return out;
}

std::vector<Entry> Settings::describeGroup(const std::string& group) const {
    const base::ReadLock lock(m_mutex);
    const auto overrides = m_dynamic.groups.find(group);
    std::vector<Entry> out;
    for (const auto& key : groupKeys()) {
        const std::string* own = nullptr;
        if (overrides != m_dynamic.groups.end())
            if (const auto at = overrides->second.find(key.name); at != overrides->second.end())
                own = &at->second;
        out.push_back(inheritedEntry(key, Source::Group, own));
    }
    return out;
}

Dynamic Settings::dynamic() const {
    const base::ReadLock lock(m_mutex);
    return m_dynamic;
}

base::Status Settings::change(bool validateOnly, const std::function<base::Status(Dynamic&)>& edit) {
    const base::Lock change(m_changes);
    auto next = dynamic();
    if (auto agreed = edit(next); !agreed || validateOnly)
        return agreed;
    if (m_onSave)
        if (auto saved = m_onSave(next); !saved)
            return saved;
    restore(std::move(next));
    if (m_onChange)
        m_onChange();
    return {};
}

void Settings::restore(Dynamic dynamic) {
    const base::WriteLock lock(m_mutex);
    m_dynamic = std::move(dynamic);
}

base::Status Settings::validateTopic(const std::map<std::string, std::string>& overrides) {
    for (const auto& [name, value] : overrides) {
        const auto* key = find(topicKeys(), name);
        if (!key)
            return base::fail({40, "INVALID_CONFIG", fmt::format("Unknown topic config name: {}", name),
                               "Use one of the keys that DescribeConfigs lists.", false});
        if (auto good = validate(*key, value); !good)
            return good;
    }
    return {};
}

} // namespace broker::config
