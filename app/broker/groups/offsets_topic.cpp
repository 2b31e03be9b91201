#include "broker/groups/offsets_topic.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "broker/groups/group_records.h"
#include "protocol/error_codes.h"
#include "protocol/records/batch_reader.h"
#include "protocol/records/record_batch_builder.h"

namespace broker::groups {

using protocol::ErrorCode;

namespace {

constexpr std::int32_t bytesARead = 1 << 20;
constexpr std::size_t bytesARewrittenBatch = 256 * 1024;
/// Produce's newest version: nothing of a batch is converted.
constexpr std::int16_t produceVersion = 13;

std::size_t sizeOf(const GroupRecord& record) {
    return record.key.size() + (record.value ? record.value->size() : 0);
}

base::Status visitRecords(const protocol::BatchView& batch,
                          const std::function<void(base::ByteView, std::optional<base::ByteView>)>& visit) {
    auto reader = protocol::RecordReader::open(batch);
    if (!reader)
        return base::fail(reader.error());
    for (protocol::RecordView record; reader->next(record);)
        if (record.key)
            visit(*record.key, record.value);
    return reader->status();
}

} // namespace

OffsetsTopic::OffsetsTopic(ClusterState& cluster, const Layout& layout,
                           std::shared_ptr<const base::Clock> clock, Logger log)
    : m_cluster(cluster), m_layout(layout), m_clock(std::move(clock)), m_log(std::move(log)) {
    if (auto found = m_cluster.find(offsetsTopic))
        take(std::move(found));
}

base::Status OffsetsTopic::make() {
    if (m_cluster.find(offsetsTopic))
        return {};
    const auto made = m_cluster.create({std::string(offsetsTopic),
                                        m_layout.partitions,
                                        {{"cleanup.policy", "compact"},
                                         {"compression.type", "producer"},
                                         {"segment.bytes", std::to_string(m_layout.segmentBytes)}}});
    if (made || m_cluster.find(offsetsTopic)) // somebody else was quicker
        return {};
    return base::fail(made.error());
}

base::Status OffsetsTopic::open() {
    if (m_topic)
        return {};
    auto found = m_cluster.find(offsetsTopic);
    if (!found)
        return base::fail(protocol::makeError(ErrorCode::UNKNOWN_TOPIC_OR_PARTITION,
                                              fmt::format("{} is not there", offsetsTopic)));
    take(std::move(found));
    return {};
}

void OffsetsTopic::take(TopicPtr topic) {
    m_topic = std::move(topic);
    m_rewriteFrom.assign(m_topic->partitions.size(), m_layout.recordsBeforeRewrite);
}

std::int32_t OffsetsTopic::partitions() const {
    return m_topic ? static_cast<std::int32_t>(m_topic->partitions.size()) : m_layout.partitions;
}

base::Status OffsetsTopic::append(const std::string& group, const std::vector<GroupRecord>& records) {
    if (!m_topic)
        return base::fail(protocol::makeError(ErrorCode::NOT_LEADER_OR_FOLLOWER,
                                              fmt::format("{} is not open", offsetsTopic)));
    const auto partition = partitionOf(group, partitions());
    auto& log = *m_topic->partition(partition);
    if (auto written = write(log, records.data(), records.size()); !written)
        return written;
    if (log.messageCount() > m_rewriteFrom[static_cast<std::size_t>(partition)])
        m_overgrown = partition;
    return {};
}

base::Status OffsetsTopic::write(storage::PartitionLog& log, const GroupRecord* first, std::size_t count) {
    protocol::RecordBatchBuilder builder;
    const auto now = m_clock->wallMs();
    for (const auto* record = first; record != first + count; ++record)
        builder.append(now, record->key,
                       record->value ? std::optional<base::ByteView>(*record->value) : std::nullopt);
    auto batch = builder.build();
    if (!batch)
        return base::fail(batch.error());
    const auto appended =
        log.append(base::Buffer(std::move(*batch)), storage::AppendOrigin::Coordinator, produceVersion);
    if (!appended)
        return base::fail(appended.error().error);
    return {};
}

base::Status OffsetsTopic::replay(const Visit& visit) {
    if (!m_topic)
        return {};
    for (std::size_t p = 0; p < m_topic->partitions.size(); ++p)
        if (const auto read = replayPartition(*m_topic->partitions[p], visit); !read)
            m_log.error("groups", "groups kept in {}-{} after a damaged place are lost: {}", offsetsTopic, p,
                        read.error().cause);
    return {};
}

base::Status OffsetsTopic::replayPartition(storage::PartitionLog& log, const Visit& visit) {
    auto at = log.logStartOffset();
    for (const auto end = log.endOffset(); at < end;) {
        const auto read = log.read(at, bytesARead, true);
        if (!read)
            return base::fail(read.error());
        protocol::BatchReader batches(read->records.view());
        const auto before = at;
        while (const auto batch = batches.next()) {
            at = std::max(at, batch->nextOffset());
            if (batch->isControl())
                continue;
            if (const auto visited = visitRecords(*batch, visit); !visited)
                return visited;
        }
        if (!batches.status())
            return batches.status();
        if (at == before)
            return base::fail(
                protocol::makeError(ErrorCode::CORRUPT_MESSAGE, "no whole batch could be read"));
    }
    return {};
}

base::Status OffsetsTopic::rewrite(std::int32_t partition, const std::vector<GroupRecord>& live) {
    m_overgrown.reset();
    auto& log = *m_topic->partition(partition);
    // Also when it fails: the next attempt comes after as many records again.
    m_rewriteFrom[static_cast<std::size_t>(partition)] = log.messageCount() + m_layout.recordsBeforeRewrite;
    const auto oldEnd = log.endOffset();
    for (std::size_t from = 0; from < live.size();) {
        auto to = from + 1;
        for (auto bytes = sizeOf(live[from]);
             to < live.size() && bytes + sizeOf(live[to]) <= bytesARewrittenBatch; ++to)
            bytes += sizeOf(live[to]);
        if (auto written = write(log, &live[from], to - from); !written)
            return written;
        from = to;
    }
    if (const auto moved = log.deleteRecords(oldEnd); !moved)
        return base::fail(moved.error());
    m_rewriteFrom[static_cast<std::size_t>(partition)] = m_layout.recordsBeforeRewrite + 4 * live.size();
    return {};
}

} // namespace broker::groups
