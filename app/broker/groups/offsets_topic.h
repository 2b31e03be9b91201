#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/clock.h"
#include "broker/cluster_state.h"
#include "broker/groups/group_log.h"
#include "broker/logger.h"

namespace broker::groups {

/// `__consumer_offsets` in the broker's store, in Kafka's format. Guarded by the coordinator's lock, all but
/// `make`.
///
/// Nothing compacts logs yet, and consumers commit all the time: when a partition holds many more records
/// than count, those that count are written again at its end and the log start moves there. That leaves what
/// compaction would.
class OffsetsTopic final : public GroupLog {
public:
    struct Layout {
        std::int32_t partitions = 50;                 ///< offsets.topic.num.partitions
        std::int64_t segmentBytes = 104'857'600;      ///< offsets.topic.segment.bytes
        std::uint64_t recordsBeforeRewrite = 100'000; ///< read at a start in well under a second
    };
    /// Both references must outlive the topic.
    OffsetsTopic(ClusterState& cluster, const Layout& layout, std::shared_ptr<const base::Clock> clock,
                 Logger log);

    base::Status make() override;
    bool isOpen() const override { return m_topic != nullptr; }
    base::Status open() override;
    base::Status append(const std::string& group, const std::vector<GroupRecord>& records) override;
    base::Status replay(
        const std::function<void(base::ByteView key, std::optional<base::ByteView> value)>& visit) override;
    [[nodiscard]] std::int32_t partitions() const override;
    [[nodiscard]] std::optional<std::int32_t> overgrown() const override { return m_overgrown; }
    base::Status rewrite(std::int32_t partition, const std::vector<GroupRecord>& live) override;

private:
    using Visit = std::function<void(base::ByteView key, std::optional<base::ByteView> value)>;

    base::Status write(storage::PartitionLog& log, const GroupRecord* first, std::size_t count);
    base::Status replayPartition(storage::PartitionLog& log, const Visit& visit);
    void take(TopicPtr topic);

    ClusterState& m_cluster;
    const Layout m_layout;
    const std::shared_ptr<const base::Clock> m_clock;
    const Logger m_log;
    TopicPtr m_topic;                         // null until it was found or made
    std::vector<std::uint64_t> m_rewriteFrom; // by partition: how many records are too many
    std::optional<std::int32_t> m_overgrown;
};

} // namespace broker::groups
