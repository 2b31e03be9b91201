#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "client/cluster_info.h"
#include "client/configs.h"
#include "client/groups.h"
#include "metrics/beat.h"
#include "session/local/broker_facts.h"
#include "session/reading.h"

namespace session {

/// What a round is to ask beyond what every round asks.
struct RoundPlan {
    std::int64_t intervalMs = 5000;
    std::set<std::string> visibleTopics;   ///< newest timestamps and last stable offsets
    std::vector<std::string> configTopics; ///< whose settings are read
    std::int64_t sizesEveryMs = 0; ///< 0: not this round; else how often log directories are asked for
};

struct PartitionFacts {
    Reading<qint64> logStart, end;        ///< the end is the high watermark, as in Kafka's own tools
    Reading<qint64> lastStable, newestMs; ///< of visible topics only
    bool newestGone = false;              ///< no older one is so any more, whether or not another is known
};

struct TopicConfigFacts {
    std::optional<std::int64_t> retentionMs, retentionBytes;
    std::optional<std::string> cleanup;
    Reason unread;
};

struct TopicConfigReading {
    TopicConfigFacts acting;
    std::vector<client::ConfigEntry> entries;
};

struct SizeFacts {
    metrics::Beat beat; ///< since the last time that all log directories were read
    /// Of the leader's replica, by topic and partition.
    std::unordered_map<std::string, std::map<std::int32_t, std::int64_t>> byTopic;
    std::map<base::BrokerId, Reason> unread; ///< brokers that did not tell all of theirs
};

/// Everything that one round of questions brought home. Parts that could not be had are absent, with the
/// reason beside each of them; `partialReason` tells the first of all, and what it concerned.
struct Round {
    metrics::Beat beat; ///< ends when the end offsets were there
    client::ClusterInfo cluster;
    std::vector<client::TopicInfo> topics;               ///< by name
    std::vector<std::vector<PartitionFacts>> partitions; ///< beside `topics`, each beside its partitions
    /// Replicas that a reassignment brings, of partitions that would lack them else.
    std::map<base::TopicPartition, std::vector<base::BrokerId>> adding;
    /// By id. Those that no broker listed, but whose coordinator did not call them gone, are as they were.
    std::optional<std::vector<client::GroupListing>> groups;
    std::set<std::string> unlisted; ///< those of them
    Reason groupsUnread;            ///< none or not all could be listed
    std::unordered_map<std::string, client::GroupDescription> descriptions;
    std::unordered_map<std::string, client::GroupOffsets> offsets;
    std::unordered_map<std::string, Reason> membersUnread, offsetsUnread; ///< by group
    std::map<base::BrokerId, Reason> unreachable;
    std::optional<SizeFacts> sizes;
    Reason sizesUnread; ///< asked for, and nobody answered
    std::map<std::string, TopicConfigReading> configs;
    std::chrono::steady_clock::time_point configsAsked; ///< when, if they were
    std::optional<BrokerCounters> counters;             ///< of the broker inside this program
    std::string partialReason;
};

} // namespace session
