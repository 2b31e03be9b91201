#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/acts/topics.h"
#include "base/result.h"

namespace client {

using base::ConfigEdit;

/// Kafka's ConfigResource.Type, with its wire numbers.
enum class ConfigResourceType : std::int8_t {
    Topic = 2,
    Broker = 4,
    BrokerLogger = 8,
    ClientMetrics = 16,
    Group = 32
};

struct ConfigResource {
    ConfigResourceType type = ConfigResourceType::Topic;
    std::string name; ///< topic, group or broker id; empty with Broker: the cluster-wide default
    auto operator<=>(const ConfigResource&) const = default;
};

/// Kafka's ConfigEntry.ConfigSource, with its wire numbers.
enum class ConfigSource : std::int8_t {
    Unknown = 0,
    Topic = 1,
    DynamicBroker = 2,
    DynamicDefaultBroker = 3,
    StaticBroker = 4,
    Default = 5,
    DynamicBrokerLogger = 6,
    ClientMetrics = 7,
    Group = 8,
};

/// Kafka's ConfigEntry.ConfigType, with its wire numbers.
enum class ConfigType : std::int8_t {
    Unknown = 0,
    Boolean = 1,
    String = 2,
    Int = 3,
    Short = 4,
    Long = 5,
    Double = 6,
    List = 7,
    Class = 8,
    Password = 9,
};

struct ConfigSynonym {
    std::string name;
    std::optional<std::string> value;
    ConfigSource source = ConfigSource::Unknown;
};

struct ConfigEntry {
    std::string name;
    std::optional<std::string> value; ///< none: null, or sensitive and kept back by the broker
    ConfigSource source = ConfigSource::Unknown;
    ConfigType type = ConfigType::Unknown;
    bool readOnly = false;
    bool sensitive = false;
    std::vector<ConfigSynonym> synonyms; ///< in the order in which the broker would take them
    std::optional<std::string> documentation;
};

struct ConfigDescription {
    ConfigResource resource;
    std::vector<ConfigEntry> entries; ///< sorted by name
    std::optional<base::Error> error;
};

/// How an edit of one resource ended.
struct ConfigOutcome {
    ConfigResource resource;
    std::optional<base::Error> error;
};

} // namespace client
