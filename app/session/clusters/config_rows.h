#pragma once

#include "client/configs.h"
#include "session/snapshots.h"

namespace session {

/// The configuration of one topic as rows, by name.
std::vector<ConfigRow> configRows(const std::vector<client::ConfigEntry>& entries);

/// The topic keys that stand for a key of the broker (Kafka's ServerTopicConfigSynonyms), with the values
/// that topics take from it.
std::vector<ConfigRow> defaultsOfBroker(const std::vector<client::ConfigEntry>& entries);

/// Whether the topic's answer tells neither the default nor where it comes from. Kafka's synonyms leave out a
/// key like log.retention.ms whose own value is null, although log.retention.hours stands behind it, and then
/// call the value Kafka's default, be it set or not.
bool lacksDefault(const ConfigRow& row);

/// Of rows that lack it the default value and where it comes from, by the broker's.
void fillDefaults(std::vector<ConfigRow>& rows, const std::vector<ConfigRow>& brokers);

/// With the keys of Kafka 4.3 that no key of a broker stands for, so that a cluster without topics can still
/// name them.
std::vector<ConfigRow> withTopicsOwn(std::vector<ConfigRow> rows);

/// What a topic without overrides would have.
std::vector<ConfigRow> withoutOverrides(std::vector<ConfigRow> rows);

} // namespace session
