#pragma once

#include <memory>
#include <set>

#include "browse/partition_fetcher.h"
#include "client/wire_cluster.h"
#include "protocol/messages/01_fetch.h"

namespace browse {

/// Reads batches of a cluster with Fetch, one request a leader and isolation level at a time. Thread-safe.
class ClusterFetcher final : public PartitionFetcher {
public:
    explicit ClusterFetcher(std::shared_ptr<client::WireCluster> cluster) : m_cluster(std::move(cluster)) {}

    base::Result<std::vector<Bounds>> bounds(const std::string& topic,
                                             std::span<const base::PartitionId> partitions) override;
    base::Result<std::vector<std::optional<base::Offset>>>
    offsetsAt(const std::string& topic, std::span<const base::PartitionId> partitions,
              std::int64_t timeMs) override;
    std::vector<Chunk> fetch(const std::string& topic, std::span<const FetchSpec> specs, std::size_t maxBytes,
                             base::Millis wait, const std::stop_token& stop) override;
    base::Result<TopicNow> look(const std::string& topic, const std::stop_token& stop) override;

private:
    struct Wanted;
    struct Asked;
    static Wanted request(const std::string& topic, std::span<const FetchSpec> specs,
                          const std::set<base::PartitionId>& led, bool committed);
    void take(const std::string& topic, Asked& asked, std::vector<Chunk>& out);
    bool takeOne(const base::TopicPartition& partition, protocol::FetchResponse::PartitionData& data,
                 Chunk& chunk);
    base::Result<std::vector<base::TopicPartition>> chosen(const std::string& topic,
                                                           std::span<const base::PartitionId> partitions);
    base::Result<std::vector<std::optional<base::Offset>>>
    ask(std::span<const base::TopicPartition> partitions, client::OffsetQuestion question,
        std::int64_t timeMs);

    const std::shared_ptr<client::WireCluster> m_cluster;
};

} // namespace browse
