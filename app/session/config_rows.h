#pragma once

#include "client/configs.h"
#include "session/snapshots.h"

namespace session {

/// The configuration of one topic as rows, by name.
std::vector<ConfigRow> configRows(const std::vector<client::ConfigEntry>& entries);

/// What a topic without overrides would have, from the configuration of one that may have some.
std::vector<ConfigRow> defaultsOfTopic(const std::vector<client::ConfigEntry>& entries);

/// The same from a broker's configuration, for a cluster without topics: the topic keys that stand for a
/// broker's key (Kafka's ServerTopicConfigSynonyms).
std::vector<ConfigRow> defaultsOfBroker(const std::vector<client::ConfigEntry>& entries);

} // namespace session
