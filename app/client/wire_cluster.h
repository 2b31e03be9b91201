#pragma once

#include <atomic>
#include <mutex>

#include "client/cluster.h"
#include "wire/cluster_wire.h"

namespace client {

/// A Cluster on our own connections.
class WireCluster final : public Cluster {
public:
    WireCluster(ConnectOptions options, std::vector<wire::Address> bootstrap);

    /// First contact: versions and brokers.
    base::Status start();
    [[nodiscard]] wire::ClusterWire& connections() { return m_wire; }

    [[nodiscard]] const ConnectOptions& options() const override { return m_options; }
    [[nodiscard]] ClusterInfo info() const override;
    void close() override { m_wire.close(); }

    base::Result<Metadata> metadata() override;
    base::Result<Metadata> metadata(std::span<const std::string> topics) override;
    base::Result<std::vector<PartitionOffset>> listOffsets(std::span<const base::TopicPartition> partitions,
                                                           OffsetQuestion question,
                                                           std::int64_t timeMs) override;
    base::Result<std::vector<LogDir>> describeLogDirs() override;
    base::Result<std::vector<Reassignment>> reassignments() override;
    base::Result<std::vector<ConfigDescription>> describeConfigs(std::span<const ConfigResource> resources,
                                                                 std::span<const std::string> keys) override;
    base::Result<std::vector<ConfigOutcome>> alterConfigs(std::span<const ConfigResource> resources,
                                                          std::span<const ConfigEdit> edits,
                                                          bool validateOnly) override;
    base::Result<std::vector<CreateTopicOutcome>> createTopics(std::span<const NewTopic> topics,
                                                               bool validateOnly) override;
    base::Result<std::vector<NamedOutcome>> deleteTopics(std::span<const std::string> topics) override;
    base::Status createPartitions(const PartitionIncrease& increase, bool validateOnly) override;
    base::Result<std::vector<RecordDeletionOutcome>>
    deleteRecords(std::span<const RecordDeletion> deletions) override;
    base::Result<GroupList> listGroups() override;
    base::Result<std::vector<GroupDescription>> describeGroups(std::span<const GroupName> groups) override;
    base::Result<std::vector<GroupOffsets>> groupOffsets(std::span<const GroupName> groups) override;
    base::Status commitOffsets(const std::string& group, std::span<const CommittedOffset> offsets) override;
    base::Result<std::vector<NamedOutcome>> deleteGroups(std::span<const std::string> groups) override;

private:
    base::Result<Metadata> metadataOf(std::optional<std::vector<std::string>> topics);
    /// Where changes to topics go: the controller as last told, else anybody (KRaft brokers pass them on).
    [[nodiscard]] std::optional<base::BrokerId> controller() const;
    /// Sends a change to the controller, and once more where it is now if that was not it.
    template <class Resp, class Req, class FirstCode>
    base::Result<Resp> askController(const Req& request, protocol::Versions versions, FirstCode&& firstCode);
    [[nodiscard]] std::int32_t brokerTimeoutMs() const;

    const ConnectOptions m_options;
    wire::ClusterWire m_wire;
    mutable std::mutex m_mutex; // guards what follows
    ClusterInfo m_info;
};

/// connect() for those who need the connections too.
base::Result<std::shared_ptr<WireCluster>> connectWire(const ConnectOptions& options, std::stop_token stop);

template <class Resp, class Req, class FirstCode>
base::Result<Resp> WireCluster::askController(const Req& request, protocol::Versions versions,
                                              FirstCode&& firstCode) {
    constexpr std::int16_t notController = 41;
    auto answer = m_wire.ask<Resp>(controller(), request, versions).get();
    if (!answer || firstCode(*answer) != notController)
        return answer;
    if (auto known = metadataOf(std::vector<std::string>{}); !known)
        return base::fail(known.error());
    return m_wire.ask<Resp>(controller(), request, versions).get();
}

} // namespace client
