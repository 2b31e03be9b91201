#pragma once

#include <memory>
#include <span>
#include <stop_token>
#include <vector>

#include "client/cluster_info.h"
#include "client/configs.h"
#include "client/connect_options.h"
#include "client/groups.h"
#include "client/topics.h"

namespace client {

/// A Kafka cluster as an administrator sees it.
///
/// Threads: every call blocks until the answers are in or its time is over, so it belongs on worker threads;
/// all calls may run at once on several of them. Requests that go to several brokers are sent together, and
/// what one request can carry is never sent as many. Lost connections are made again by the next call.
/// Errors: an error of the whole call is its Result; an error of one topic, group or partition stands beside
/// it.
class Cluster {
public:
    virtual ~Cluster() = default;

    [[nodiscard]] virtual const ConnectOptions& options() const = 0;
    /// What the last Metadata answer said; never blocks.
    [[nodiscard]] virtual ClusterInfo info() const = 0;
    /// Makes every running and later call fail with CANCELLED. For any thread.
    virtual void close() = 0;

    /// Every topic the cluster shows us. Creates nothing.
    virtual base::Result<Metadata> metadata() = 0;
    /// Only these; one that does not exist carries UNKNOWN_TOPIC_OR_PARTITION. Creates nothing.
    virtual base::Result<Metadata> metadata(std::span<const std::string> topics) = 0;

    /// One request per leader. An answer per partition, in the order asked; a partition asked twice is asked
    /// once. `timeMs` is used by AtTime only: the first record at or after it.
    virtual base::Result<std::vector<PartitionOffset>>
    listOffsets(std::span<const base::TopicPartition> partitions, OffsetQuestion question,
                std::int64_t timeMs = 0) = 0;
    /// The log directories of every broker; a broker that does not answer has one entry with an error.
    virtual base::Result<std::vector<LogDir>> describeLogDirs() = 0;
    /// Of all topics. UNSUPPORTED_VERSION before Kafka 2.4. Waits for less than other calls do: brokers pass
    /// it on to the controller, and hold it while there is none.
    virtual base::Result<std::vector<Reassignment>> reassignments() = 0;

    /// Only these keys of each; all where none is named.
    virtual base::Result<std::vector<ConfigDescription>>
    describeConfigs(std::span<const ConfigResource> resources, std::span<const std::string> keys = {}) = 0;
    /// Gives each resource the same edits, in the order asked. Only what is named changes: every other
    /// override stays as it is (KIP-339).
    virtual base::Result<std::vector<ConfigOutcome>> alterConfigs(std::span<const ConfigResource> resources,
                                                                  std::span<const ConfigEdit> edits,
                                                                  bool validateOnly = false) = 0;

    /// Sent in requests of 1 000 topics. In the order asked.
    virtual base::Result<std::vector<CreateTopicOutcome>> createTopics(std::span<const NewTopic> topics,
                                                                       bool validateOnly = false) = 0;
    virtual base::Result<std::vector<NamedOutcome>> deleteTopics(std::span<const std::string> topics) = 0;
    virtual base::Status createPartitions(const PartitionIncrease& increase, bool validateOnly = false) = 0;
    virtual base::Result<std::vector<RecordDeletionOutcome>>
    deleteRecords(std::span<const RecordDeletion> deletions) = 0;

    /// Of every broker that answers.
    virtual base::Result<GroupList> listGroups() = 0;
    /// In the order asked, one request per coordinator and kind. A group whose kind is not told is looked for
    /// as each kind that the cluster knows.
    virtual base::Result<std::vector<GroupDescription>> describeGroups(std::span<const GroupName> groups) = 0;
    /// In the order asked, 50 groups a request where the broker can (OffsetFetch 8). Of share groups: where
    /// each of their partitions goes on.
    virtual base::Result<std::vector<GroupOffsets>> groupOffsets(std::span<const GroupName> groups) = 0;
    /// Sets where a group without members goes on, for these partitions only. The first refusal is the error;
    /// UNKNOWN_MEMBER_ID: the group has members.
    virtual base::Status commitOffsets(const std::string& group,
                                       std::span<const CommittedOffset> offsets) = 0;
    virtual base::Result<std::vector<NamedOutcome>> deleteGroups(std::span<const std::string> groups) = 0;
};

/// Tries the bootstrap addresses in turn and asks for brokers and API versions. Blocks; a stop request ends
/// it at once with CANCELLED. The error names each address tried and what happened there.
base::Result<std::shared_ptr<Cluster>> connect(const ConnectOptions& options, std::stop_token stop = {});

} // namespace client
