#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "base/uuid.h"

namespace client {

/// The name of errors that say: a broker is not to be reached where it says that it is.
inline constexpr std::string_view brokerUnreachable = "BROKER_UNREACHABLE";
/// The name of errors that say: it took a request and is silent. It hangs, is frozen or overloaded.
inline constexpr std::string_view brokerSilent = "REQUEST_TIMED_OUT";
/// There may be an answer, but it was not waited for any longer.
inline constexpr std::string_view notAnswered = "NOT_ANSWERED";

struct BrokerInfo {
    base::BrokerId id;
    std::string host;
    int port = 0;
    std::optional<std::string> rack;
    bool operator==(const BrokerInfo&) const = default;
};

/// One API a broker serves, from its ApiVersions answer.
struct ApiRange {
    std::int16_t key = 0;
    std::string name; ///< Kafka's name, or "API 87" for a key newer than our list
    std::int16_t min = 0;
    std::int16_t max = 0;
    bool operator==(const ApiRange&) const = default;
};

struct ClusterInfo {
    std::string clusterId;           ///< empty on brokers older than Kafka 0.10.1
    std::vector<BrokerInfo> brokers; ///< sorted by id
    std::optional<base::BrokerId> controller;
    std::vector<ApiRange> apis; ///< of the broker that answered first, sorted by key
    std::string softwareGuess;  ///< "Kafka 4.1 or newer": what the API versions tell, nothing more
    bool operator==(const ClusterInfo&) const = default;
};

struct PartitionInfo {
    base::PartitionId id;
    std::optional<base::BrokerId> leader; ///< none: no broker leads it now
    base::LeaderEpoch leaderEpoch{-1};
    std::vector<base::BrokerId> replicas;
    std::vector<base::BrokerId> inSyncReplicas;
    std::optional<base::Error> error;
};

struct TopicInfo {
    std::string name;
    base::Uuid id; ///< zero on clusters older than Kafka 2.8
    bool internal = false;
    std::vector<PartitionInfo> partitions; ///< sorted by id
    std::optional<base::Error> error;      ///< the topic was named but is not there, or may not be seen
};

/// What Metadata tells: brokers as of now and the topics asked for, sorted by name.
struct Metadata {
    ClusterInfo cluster;
    std::vector<TopicInfo> topics;
};

/// ListOffsets' questions. LastStable is the end that a read_committed consumer sees.
enum class OffsetQuestion { Earliest, Latest, LastStable, MaxTimestamp, AtTime };

struct PartitionOffset {
    base::TopicPartition partition;
    std::optional<base::Offset>
        offset; ///< none: no record answers the question (empty, or nothing that late)
    std::optional<std::int64_t> timestampMs; ///< only for MaxTimestamp and AtTime
    std::optional<base::Error> error;
};

struct ReplicaSize {
    base::TopicPartition partition;
    std::int64_t bytes = 0;
    std::int64_t offsetLag = 0;
    bool isFuture = false; ///< a copy being moved here from another log directory
};

/// A partition that moves to other brokers now.
struct Reassignment {
    base::TopicPartition partition;
    std::vector<base::BrokerId> adding; ///< of its replicas those that are not where they are to be yet
};

/// One log directory of one broker (DescribeLogDirs).
struct LogDir {
    base::BrokerId broker;
    std::string path;
    std::optional<std::int64_t> totalBytes; ///< of the volume; since Kafka 3.3
    std::optional<std::int64_t> usableBytes;
    std::vector<ReplicaSize> replicas;
    std::optional<base::Error> error;
};

} // namespace client
