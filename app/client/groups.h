#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/result.h"

namespace client {

struct GroupListing {
    std::string id;
    std::string protocolType; ///< "consumer", "connect" …; empty for a group that only commits
    std::string state;        ///< Kafka's word, e.g. "Stable"; empty on brokers older than 2.6
    std::string type;         ///< "Classic", "Consumer" …; empty on brokers older than 3.8
    base::BrokerId coordinator;
};

struct GroupList {
    std::vector<GroupListing> groups; ///< sorted by id
    /// Brokers that did not answer; their groups are missing above.
    std::vector<std::pair<base::BrokerId, base::Error>> errors;
};

struct GroupMember {
    std::string id;
    std::optional<std::string> instanceId; ///< static membership (KIP-345)
    std::string clientId;
    std::string host; ///< as the broker writes it, e.g. "/127.0.0.1"
    std::vector<std::string> subscription;
    std::vector<base::TopicPartition> assignment; ///< sorted
    bool assignmentReadable =
        true; ///< false: the group's protocol is not "consumer", or its bytes are damaged
};

struct GroupDescription {
    std::string id;
    std::string state; ///< Kafka's word; "Dead" for a group that does not exist
    std::string protocolType;
    std::string protocol; ///< the assignor the members agreed on, e.g. "range"
    std::optional<base::BrokerId> coordinator;
    std::vector<GroupMember> members;
    std::optional<base::Error> error;
};

struct CommittedOffset {
    base::TopicPartition partition;
    base::Offset offset;
    base::LeaderEpoch leaderEpoch{-1};
    std::string metadata;
    std::optional<base::Error> error;
};

/// Every partition a group has committed; one that is missing has no commit.
struct GroupOffsets {
    std::string id;
    std::vector<CommittedOffset> offsets; ///< sorted by partition
    std::optional<base::Error> error;
};

/// How an act on one of several named things ended.
struct NamedOutcome {
    std::string name;
    std::optional<base::Error> error;
};

} // namespace client
