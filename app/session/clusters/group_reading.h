#pragma once

#include <string_view>
#include <unordered_map>

#include "metrics/lag.h"
#include "session/clusters/round.h"

namespace session {

/// Finds topics and partitions of one round, which must outlive it.
class RoundIndex {
public:
    explicit RoundIndex(const Round& round);
    /// Where the topic stands in the round; none: the cluster does not have it.
    [[nodiscard]] std::optional<std::size_t> topic(std::string_view name) const;
    /// Where it would stand among the round's topics.
    [[nodiscard]] std::size_t placeOf(std::string_view name) const;
    /// Null: there is no such partition.
    [[nodiscard]] const PartitionFacts* partition(std::size_t topic, base::PartitionId id) const;

private:
    const Round& m_round;
    std::unordered_map<std::string_view, std::size_t> m_topics;
};

/// One partition that a group committed, or that a member of it owns.
struct GroupPartition {
    const base::TopicPartition* name = nullptr;
    const client::CommittedOffset* commit = nullptr;
    const client::GroupMember* owner = nullptr; ///< one of them
    int owners = 0;                             ///< more than one in share groups only
    const PartitionFacts* facts = nullptr;      ///< null: the cluster does not have it
    metrics::Lag lag;

    /// Of a share group, whose state other brokers hold: there is one perhaps, and it could not be read.
    [[nodiscard]] bool commitUnread() const { return commit && commit->error; }
    [[nodiscard]] std::optional<std::int64_t> committed() const {
        return commit && !commit->error ? std::optional(commit->offset.value()) : std::nullopt;
    }
    [[nodiscard]] Reading<qint64> logStart() const { return facts ? facts->logStart : Reading<qint64>(); }
    [[nodiscard]] Reading<qint64> end() const { return facts ? facts->end : Reading<qint64>(); }
};

/// Those of one topic.
struct GroupTopic {
    const std::string* name = nullptr;
    std::optional<std::size_t> at;  ///< in the round; none: the cluster does not have it
    std::size_t begin = 0, end = 0; ///< among the group's partitions
};

/// What one round tells about one group. Points into the round.
struct GroupReading {
    const client::GroupListing* listing = nullptr;
    const client::GroupDescription* description = nullptr; ///< null: not answered, or not by its kind's API
    Reason membersUnread;
    Reason offsetsUnread; ///< of all partitions, or though offsets are known of some
    Reason stateUnread;   ///< neither its listing nor its coordinator tells it now
    bool offsetsKnown = false;
    std::vector<GroupPartition> partitions; ///< by topic and partition
    std::vector<GroupTopic> topics;         ///< theirs

    /// It has no commit, and all that the log holds is its lag: of streams groups, as Kafka's own tool counts
    /// theirs (StreamsGroupCommand), and of no others (ConsumerGroupCommand prints "-").
    [[nodiscard]] bool countsFromStart(const GroupPartition& partition) const {
        return offsetsKnown && !partition.commit && listing->type == client::GroupType::Streams;
    }
};

/// By id, none twice.
std::vector<GroupReading> readGroups(const Round& round, const RoundIndex& index);

} // namespace session
