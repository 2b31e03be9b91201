#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/result.h"

namespace client {

/// Kafka's kinds of groups: each has an API of its own that describes it. Unknown: the listing did not tell.
enum class GroupType { Unknown, Classic, Consumer, Share, Streams };

/// A group as it is asked about.
struct GroupName {
    std::string id;
    GroupType type = GroupType::Unknown;
    bool apart = false; ///< a share group that may be held up: on a connection where the others do not wait
};

struct GroupListing {
    std::string id;
    std::string protocolType;            ///< "consumer", "connect" …; empty for a group that only commits
    std::string state;                   ///< Kafka's word, e.g. "Stable"; empty on brokers older than 2.6
    GroupType type = GroupType::Unknown; ///< told since Kafka 3.8
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
    std::string subscriptionPattern;              ///< a regular expression beside the names; empty: none
    std::vector<base::TopicPartition> assignment; ///< sorted
    bool assignmentReadable =
        true; ///< false: the group's protocol is not "consumer", or its bytes are damaged
    std::optional<std::int32_t> epoch; ///< none with a classic group
    /// What it is to have once every member has followed; none where that is not told.
    std::optional<std::vector<base::TopicPartition>> target;
    int standbyTasks = 0, warmupTasks = 0; ///< of a streams group
};

/// A part of a Streams program that runs on its own: its tasks are numbered by the partitions it reads.
struct Subtopology {
    std::string id;
    std::vector<std::string> sources; ///< topics it reads, those that it repartitions into included
    std::vector<std::string> changelogs;
};

struct GroupDescription {
    std::string id;
    std::string state; ///< Kafka's word; "Dead" for a group that does not exist
    std::string protocolType;
    std::string protocol; ///< the assignor, e.g. "range"; empty where it is not told
    std::optional<base::BrokerId> coordinator;
    std::vector<GroupMember> members;
    std::optional<base::Error> error;
    GroupType type = GroupType::Classic; ///< that it was described as
    /// Risen with every change of members or topics, and the one that the assignment is for; none with a
    /// classic group.
    std::optional<std::int32_t> epoch, assignmentEpoch;
    std::optional<std::int32_t> topologyEpoch; ///< of a streams group whose members have told it
    std::vector<Subtopology> topology;
};

struct CommittedOffset {
    base::TopicPartition partition;
    base::Offset offset; ///< of a share group: the first that is not over
    base::LeaderEpoch leaderEpoch{-1};
    std::string metadata;
    std::optional<base::Error> error;
    /// As the cluster counts it: what lies behind a share group's offset may be over already.
    std::optional<std::int64_t> lag;
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
