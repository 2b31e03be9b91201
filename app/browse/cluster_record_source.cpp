#include <chrono>
#include <mutex>
#include <optional>

#include "base/clock.h"
#include "browse/cluster_fetcher.h"
#include "browse/record_factory.h"
#include "browse/record_source.h"
#include "browse/scan_limits.h"
#include "browse/scanner.h"
#include "browse/stands_at.h"
#include "protocol/records/batch_reader.h"
#include "wire/kafka_error.h"

namespace browse {
namespace {

constexpr int attemptsAtOne = 5;
/// So old may the answer be to which topic has a name, where many records are read one after another. One
/// made anew since would still have to hold the same record at the same offset.
constexpr base::Millis idLasts{1000};

base::Error nothingAt(const base::TopicPartition& partition, base::Offset offset) {
    return {.name = std::string(notFound),
            .cause =
                wire::nameOf(partition) + " has no record at offset " + std::to_string(offset.value()) + ".",
            .remedy = "Compaction or a transaction left a gap there."};
}

/// The record in these batches, whole: one of Kafka's own, or none of those.
base::Result<RecordPtr> pick(const base::TopicPartition& partition, base::Offset offset, bool isControl,
                             const base::Buffer& bytes) {
    Limits whole;
    whole.previewBytes = SIZE_MAX;
    whole.previewHeaders = SIZE_MAX;
    protocol::BatchReader batches(bytes.view());
    while (const auto batch = batches.next()) {
        if (batch->nextOffset() <= offset || batch->isControl() != isControl)
            continue;
        auto reader = protocol::RecordReader::open(*batch);
        if (!reader)
            return base::fail(reader.error());
        protocol::RecordView record;
        while (reader->next(record)) {
            if (record.offset == offset)
                return makeRecord(partition.partition, record, *batch, {}, factsOf(*batch, *reader), whole);
        }
        if (!reader->status())
            return base::fail(reader->status().error());
        break;
    }
    if (!batches.status())
        return base::fail(batches.status().error());
    return base::fail(nothingAt(partition, offset));
}

class ClusterRecordSource final : public RecordSource {
public:
    explicit ClusterRecordSource(const client::ConnectOptions& options) : m_options(options) {}

    ScanResult scan(const Query& query, const ScanSink& sink, std::stop_token stop) override {
        const auto cluster = connected(stop);
        if (!cluster) {
            ScanResult out;
            out.reason = stop.stop_requested() ? StopReason::Cancelled : StopReason::Failed;
            if (out.reason == StopReason::Failed)
                out.error = cluster.error();
            return out;
        }
        ClusterFetcher fetcher(*cluster);
        return Scanner(fetcher, query, sink, std::move(stop)).run();
    }

    base::Result<RecordPtr> fetchOne(const TopicRead& topic, const Record& was,
                                     std::stop_token stop) override {
        auto found = recordAt({topic.name, was.partition}, was, stop);
        if (!found && !isGone(found.error()))
            return found;
        // Asked after what stands there: before it, another topic could still take the name in between.
        if (!topic.id.isZero()) {
            const auto same = found && wasJustThere(topic) ? base::Result<bool>(true) : isStill(topic, stop);
            if (!same)
                return base::fail(same.error());
            if (!*same)
                return base::fail(recordOfAnotherTopic(topic, was));
        }
        if (found && !isSameRecord(was, **found))
            return base::fail(recordIsAnother(topic, was));
        return found;
    }

    base::Result<Missing> missingBefore(const base::TopicPartition& partition, base::Offset offset,
                                        std::stop_token stop) override {
        if (offset <= base::Offset(0))
            return Missing::LogStart;
        const auto batches = batchesAt(partition, offset - 1, stop);
        if (!batches && batches.error().name == offsetOutOfRange)
            return Missing::Deleted;
        if (!batches)
            return base::fail(batches.error());
        if (!*batches)
            return base::fail(nothingAt(partition, offset - 1));
        return whatStandsAt(offset - 1, (*batches)->view());
    }

private:
    base::Result<RecordPtr> recordAt(const base::TopicPartition& partition, const Record& was,
                                     const std::stop_token& stop) {
        const auto batches = batchesAt(partition, was.offset, stop);
        if (!batches)
            return base::fail(batches.error());
        return *batches ? pick(partition, was.offset, was.control != Control::None, **batches)
                        : base::fail(nothingAt(partition, was.offset));
    }

    /// The batch that holds the offset, or the next one; nothing: none comes.
    base::Result<std::optional<base::Buffer>> batchesAt(const base::TopicPartition& partition,
                                                        base::Offset offset, const std::stop_token& stop) {
        const auto cluster = connected(stop);
        if (!cluster)
            return base::fail(cluster.error());
        ClusterFetcher fetcher(*cluster);
        // The smallest limit: the batch comes whole all the same, and nothing after it.
        const FetchSpec spec{partition.partition, offset, 1};
        for (int attempt = 1;; ++attempt) {
            auto chunks = fetcher.fetch(partition.topic, std::span(&spec, 1), 1, base::Millis(0), stop);
            Chunk& chunk = chunks.front();
            if (!chunk.error)
                return std::move(chunk.bytes);
            if (!chunk.error->retriable || attempt == attemptsAtOne)
                return base::fail(*chunk.error);
        }
    }

    bool wasJustThere(const TopicRead& topic) {
        const std::lock_guard lock(m_mutex);
        return m_seen && m_seen->topic.name == topic.name && m_seen->topic.id == topic.id &&
               m_clock.now() - m_seen->at < idLasts;
    }

    /// Whether no other topic is known to have the name.
    base::Result<bool> isStill(const TopicRead& topic, const std::stop_token& stop) {
        const auto asked = m_clock.now();
        const auto cluster = connected(stop);
        if (!cluster)
            return base::fail(cluster.error());
        const auto now = ClusterFetcher(*cluster).look(topic.name, stop);
        if (!now)
            return base::fail(now.error());
        if (!now->id.isZero() && now->id != topic.id)
            return false;
        const std::lock_guard lock(m_mutex);
        m_seen = Seen{topic, asked};
        return true;
    }

    base::Result<std::shared_ptr<client::WireCluster>> connected(const std::stop_token& stop) {
        std::lock_guard lock(m_mutex);
        if (!m_cluster) {
            auto cluster = client::connectWire(m_options, stop);
            if (!cluster)
                return cluster;
            m_cluster = std::move(*cluster);
        }
        return m_cluster;
    }

    struct Seen {
        TopicRead topic;
        std::chrono::steady_clock::time_point at;
    };

    const client::ConnectOptions m_options;
    const base::SystemClock m_clock;
    std::mutex m_mutex; // guards what follows
    std::shared_ptr<client::WireCluster> m_cluster;
    std::optional<Seen> m_seen; // a topic that was there under its name
};

} // namespace

std::shared_ptr<RecordSource> makeClusterRecordSource(const client::ConnectOptions& options) {
    return std::make_shared<ClusterRecordSource>(options);
}

} // namespace browse
