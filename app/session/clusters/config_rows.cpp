#include "session/clusters/config_rows.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "session/convert.h"

namespace session {

namespace {

using client::ConfigEntry;
using client::ConfigSource;

QString word(ConfigSource source) {
    switch (source) {
    case ConfigSource::Unknown:
        return QStringLiteral("UNKNOWN");
    case ConfigSource::Topic:
        return QStringLiteral("DYNAMIC_TOPIC_CONFIG");
    case ConfigSource::DynamicBroker:
        return QStringLiteral("DYNAMIC_BROKER_CONFIG");
    case ConfigSource::DynamicDefaultBroker:
        return QStringLiteral("DYNAMIC_DEFAULT_BROKER_CONFIG");
    case ConfigSource::StaticBroker:
        return QStringLiteral("STATIC_BROKER_CONFIG");
    case ConfigSource::Default:
        return QStringLiteral("DEFAULT_CONFIG");
    case ConfigSource::DynamicBrokerLogger:
        return QStringLiteral("DYNAMIC_BROKER_LOGGER_CONFIG");
    case ConfigSource::ClientMetrics:
        return QStringLiteral("DYNAMIC_CLIENT_METRICS_CONFIG");
    case ConfigSource::Group:
        return QStringLiteral("DYNAMIC_GROUP_CONFIG");
    }
    return QStringLiteral("UNKNOWN");
}

QString word(client::ConfigType type) {
    static constexpr std::array words{"UNKNOWN", "BOOLEAN", "STRING", "INT",   "SHORT",
                                      "LONG",    "DOUBLE",  "LIST",   "CLASS", "PASSWORD"};
    const auto index = static_cast<std::size_t>(type);
    return QLatin1String(words.at(index < words.size() ? index : 0));
}

/// The first synonym with a value that is not the topic's own; null: the broker sent none.
const client::ConfigSynonym* inherited(const ConfigEntry& entry) {
    const auto it = std::ranges::find_if(entry.synonyms, [](const auto& synonym) {
        return synonym.value && synonym.source != ConfigSource::Topic;
    });
    return it != entry.synonyms.end() ? &*it : nullptr;
}

ConfigRow rowOf(const ConfigEntry& entry) {
    ConfigRow row;
    row.name = text(entry.name);
    row.value = text(entry.value);
    row.source = word(entry.source);
    row.type = word(entry.type);
    row.documentation = text(entry.documentation).value_or(QString());
    row.readOnly = entry.readOnly;
    row.sensitive = entry.sensitive;
    row.overridden = entry.source == ConfigSource::Topic;
    if (const auto* from = inherited(entry))
        row.defaultValue = text(from->value);
    else if (!row.overridden)
        row.defaultValue = row.value;
    for (const auto& synonym : entry.synonyms)
        row.synonyms.push_back({text(synonym.name), text(synonym.value), word(synonym.source)});
    return row;
}

struct Synonym {
    const char* topicKey;
    const char* brokerKey;
    std::int64_t factor = 1; ///< the broker's unit in the topic's
};

// Of two lines for one topic key the first that the broker has set counts.
constexpr std::array synonyms{
    Synonym{"cleanup.policy", "log.cleanup.policy"},
    Synonym{"compression.gzip.level", "compression.gzip.level"},
    Synonym{"compression.lz4.level", "compression.lz4.level"},
    Synonym{"compression.type", "compression.type"},
    Synonym{"compression.zstd.level", "compression.zstd.level"},
    Synonym{"delete.retention.ms", "log.cleaner.delete.retention.ms"},
    Synonym{"file.delete.delay.ms", "log.segment.delete.delay.ms"},
    Synonym{"flush.messages", "log.flush.interval.messages"},
    Synonym{"flush.ms", "log.flush.interval.ms"},
    Synonym{"flush.ms", "log.flush.scheduler.interval.ms"},
    Synonym{"index.interval.bytes", "log.index.interval.bytes"},
    Synonym{"local.retention.bytes", "log.local.retention.bytes"},
    Synonym{"local.retention.ms", "log.local.retention.ms"},
    Synonym{"max.compaction.lag.ms", "log.cleaner.max.compaction.lag.ms"},
    Synonym{"max.message.bytes", "message.max.bytes"},
    Synonym{"message.timestamp.after.max.ms", "log.message.timestamp.after.max.ms"},
    Synonym{"message.timestamp.before.max.ms", "log.message.timestamp.before.max.ms"},
    Synonym{"message.timestamp.type", "log.message.timestamp.type"},
    Synonym{"min.cleanable.dirty.ratio", "log.cleaner.min.cleanable.ratio"},
    Synonym{"min.compaction.lag.ms", "log.cleaner.min.compaction.lag.ms"},
    Synonym{"min.insync.replicas", "min.insync.replicas"},
    Synonym{"preallocate", "log.preallocate"},
    Synonym{"retention.bytes", "log.retention.bytes"},
    Synonym{"retention.ms", "log.retention.ms"},
    Synonym{"retention.ms", "log.retention.minutes", 60'000},
    Synonym{"retention.ms", "log.retention.hours", 3'600'000},
    Synonym{"segment.bytes", "log.segment.bytes"},
    Synonym{"segment.index.bytes", "log.index.size.max.bytes"},
    Synonym{"segment.jitter.ms", "log.roll.jitter.ms"},
    Synonym{"segment.jitter.ms", "log.roll.jitter.hours", 3'600'000},
    Synonym{"segment.ms", "log.roll.ms"},
    Synonym{"segment.ms", "log.roll.hours", 3'600'000},
    Synonym{"unclean.leader.election.enable", "unclean.leader.election.enable"},
};

struct OwnKey {
    const char *name, *type, *value, *documentation;
};

constexpr std::array topicsOwn{
    OwnKey{"follower.replication.throttled.replicas", "LIST", "",
           "Replicas whose fetching is throttled on the follower, as PARTITION:BROKER."},
    OwnKey{"leader.replication.throttled.replicas", "LIST", "",
           "Replicas whose fetching is throttled on the leader, as PARTITION:BROKER."},
    OwnKey{"remote.log.copy.disable", "BOOLEAN", "false",
           "Whether a tiered topic stops copying to remote storage."},
    OwnKey{"remote.log.delete.on.disable", "BOOLEAN", "false",
           "Whether remote records go when tiering is switched off."},
    OwnKey{"remote.storage.enable", "BOOLEAN", "false", "Whether old segments move to remote storage."},
};

std::optional<std::string> scaled(const std::string& value, std::int64_t factor) {
    if (factor == 1)
        return value;
    std::int64_t number = 0;
    const auto [end, wrong] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (wrong != std::errc() || end != value.data() + value.size())
        return std::nullopt;
    return std::to_string(number < 0 ? number : number * factor); // −1 is without limit in every unit
}

} // namespace

std::vector<ConfigRow> configRows(const std::vector<ConfigEntry>& entries) {
    std::vector<ConfigRow> out;
    for (const auto& entry : entries)
        out.push_back(rowOf(entry));
    std::ranges::sort(out, {}, &ConfigRow::name);
    return out;
}

bool lacksDefault(const ConfigRow& row) {
    if (row.overridden)
        return !row.defaultValue;
    const auto inOtherUnits = [&row](const Synonym& one) {
        return one.factor != 1 && row.name == QLatin1String(one.topicKey);
    };
    return row.source == word(ConfigSource::Default) && std::ranges::any_of(synonyms, inOtherUnits) &&
           std::ranges::none_of(row.synonyms, [](const auto& synonym) { return synonym.value.has_value(); });
}

void fillDefaults(std::vector<ConfigRow>& rows, const std::vector<ConfigRow>& brokers) {
    for (auto& row : rows) {
        const auto from = std::ranges::find(brokers, row.name, &ConfigRow::name);
        if (from == brokers.end() || !lacksDefault(row))
            continue;
        // Another value is another broker's; the same source has nothing to add.
        const bool isSet = row.value == from->value && row.source != from->source;
        if (row.overridden) {
            row.defaultValue = from->value;
        } else if (isSet) {
            row.source = from->source;
            row.synonyms = from->synonyms;
        }
    }
}

std::vector<ConfigRow> withTopicsOwn(std::vector<ConfigRow> rows) {
    if (rows.empty())
        return rows; // nothing was told: then nothing is known
    for (const auto& key : topicsOwn) {
        if (std::ranges::find(rows, QLatin1String(key.name), &ConfigRow::name) != rows.end())
            continue;
        ConfigRow row;
        row.name = QLatin1String(key.name);
        row.type = QLatin1String(key.type);
        row.value = row.defaultValue = QLatin1String(key.value);
        row.source = word(ConfigSource::Default);
        row.documentation = QLatin1String(key.documentation);
        rows.push_back(std::move(row));
    }
    std::ranges::sort(rows, {}, &ConfigRow::name);
    return rows;
}

std::vector<ConfigRow> withoutOverrides(std::vector<ConfigRow> rows) {
    for (auto& row : rows) {
        if (!row.overridden)
            continue;
        row.overridden = false;
        row.value = row.defaultValue;
        row.source = word(ConfigSource::Default);
        for (const auto& synonym : row.synonyms)
            if (synonym.value && synonym.source != word(ConfigSource::Topic)) {
                row.source = synonym.source;
                break;
            }
    }
    return rows;
}

std::vector<ConfigRow> defaultsOfBroker(const std::vector<ConfigEntry>& entries) {
    std::vector<ConfigRow> out;
    for (const auto& [topicKey, brokerKey, factor] : synonyms) {
        const auto entry = std::ranges::find(entries, std::string_view(brokerKey), &ConfigEntry::name);
        if (entry == entries.end() || !entry->value)
            continue;
        if (!out.empty() && out.back().name == QLatin1String(topicKey))
            continue;
        ConfigRow row = rowOf(*entry);
        row.name = QLatin1String(topicKey);
        row.value = text(scaled(*entry->value, factor));
        if (factor != 1)
            row.type = word(client::ConfigType::Long); // hours fit an INT, their milliseconds do not
        row.defaultValue = row.value;
        row.readOnly = false;
        out.push_back(std::move(row));
    }
    return out;
}

} // namespace session
