#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "browse/partition_fetcher.h"
#include "protocol/records/record_batch_builder.h"

/// Partitions in memory that answer as a Kafka leader does: whole batches, at least one of them, limits for
/// the rest.
class FakeFetcher final : public browse::PartitionFetcher {
public:
    struct Partition {
        std::vector<base::Bytes> batches;
        std::vector<base::Offset> ends; ///< behind each batch
        base::Offset start{0};
        base::Offset end{0};
        std::optional<base::Offset> stable; ///< none: all is
        struct Aborted {
            browse::AbortedTransaction transaction;
            base::Offset marker;
        };
        std::vector<Aborted> aborted;
    };

    Partition& operator[](std::int32_t id) { return m_partitions[base::PartitionId(id)]; }
    void drop(std::int32_t id) { m_partitions.erase(base::PartitionId(id)); }

    /// Appends what the builder holds; the partition ends behind its last record.
    void append(std::int32_t id, protocol::RecordBatchBuilder& builder) {
        Partition& partition = (*this)[id];
        base::Bytes batch = *builder.build();
        partition.end = protocol::BatchView::parse(batch)->nextOffset();
        partition.batches.push_back(std::move(batch));
        partition.ends.push_back(partition.end);
    }

    /// One record a pair of (timestamp, value), in batches of `perBatch`.
    void fill(std::int32_t id, const std::vector<std::pair<std::int64_t, std::string>>& records,
              std::size_t perBatch, protocol::Compression codec = protocol::Compression::None) {
        (*this)[id];
        for (std::size_t at = 0; at < records.size(); at += perBatch) {
            protocol::RecordBatchBuilder builder({.compression = codec, .baseOffset = (*this)[id].end});
            for (std::size_t i = at; i < std::min(records.size(), at + perBatch); ++i)
                builder.append(records[i].first, std::nullopt, base::asBytes(records[i].second));
            append(id, builder);
        }
    }

    base::Result<std::vector<browse::Bounds>> bounds(const std::string&,
                                                     std::span<const base::PartitionId> wanted) override {
        std::vector<browse::Bounds> out;
        for (const auto& [id, partition] : m_partitions) {
            const base::Offset end = std::max(partition.start, partition.end); // as told by a ClusterFetcher
            if (wanted.empty() || std::find(wanted.begin(), wanted.end(), id) != wanted.end())
                out.push_back({id, partition.start, end, partition.stable.value_or(end)});
        }
        return out;
    }

    base::Result<std::vector<std::optional<base::Offset>>>
    offsetsAt(const std::string&, std::span<const base::PartitionId> wanted, std::int64_t timeMs) override {
        std::vector<std::optional<base::Offset>> out;
        for (const base::PartitionId id : wanted) {
            std::optional<base::Offset> found;
            for (const base::Bytes& batch : m_partitions[id].batches) {
                const auto view = protocol::BatchView::parse(batch);
                auto reader = protocol::RecordReader::open(*view);
                protocol::RecordView record;
                while (!found && reader->next(record)) {
                    if (record.timestamp >= timeMs)
                        found = record.offset;
                }
            }
            out.push_back(found);
        }
        return out;
    }

    std::vector<browse::Chunk> fetch(const std::string&, std::span<const browse::FetchSpec> specs,
                                     std::size_t maxBytes, base::Millis, const std::stop_token&) override {
        ++fetches;
        if (beforeFetch)
            beforeFetch();
        std::vector<browse::Chunk> out;
        std::size_t room = maxBytes;
        bool first = true;
        for (const browse::FetchSpec& spec : specs) {
            browse::Chunk chunk{.partition = spec.partition, .bytes = {}, .atEnd = false, .error = {}};
            if (away) {
                chunk.error = *lookFails;
                out.push_back(chunk);
                continue;
            }
            if (const auto failing = fails.find(spec.partition); failing != fails.end()) {
                chunk.error = failing->second;
                out.push_back(chunk);
                continue;
            }
            if (!m_partitions.contains(spec.partition)) {
                chunk.error = base::Error{.code = 3, .name = "UNKNOWN_TOPIC_OR_PARTITION", .retriable = true};
                out.push_back(chunk);
                continue;
            }
            const Partition& partition = m_partitions[spec.partition];
            if (spec.from < partition.start || spec.from > partition.end) {
                chunk.error =
                    base::Error{.code = 1, .name = "OFFSET_OUT_OF_RANGE", .cause = "gone", .remedy = {}};
                out.push_back(chunk);
                continue;
            }
            base::Bytes bytes;
            chunk.isCommitted = spec.isCommitted;
            base::Offset upTo = spec.from;
            for (std::size_t i = 0; i < partition.batches.size(); ++i) {
                const base::Bytes& batch = partition.batches[i];
                if (partition.ends[i] <= spec.from)
                    continue;
                if (spec.isCommitted && partition.stable && partition.ends[i] > *partition.stable)
                    break;
                const std::size_t limit = std::min(room, spec.maxBytes);
                if (!first && bytes.size() + batch.size() > limit) {
                    if (!bytes.empty()) // cut, as bytes on a disk are: room that brings nothing
                        bytes.insert(bytes.end(), batch.begin(),
                                     batch.begin() +
                                         static_cast<std::ptrdiff_t>(limit - std::min(limit, bytes.size())));
                    break;
                }
                first = false;
                upTo = partition.ends[i];
                bytes.insert(bytes.end(), batch.begin(), batch.end());
                if (bytes.size() >= limit)
                    break;
            }
            bytesSent += bytes.size();
            room -= std::min(room, bytes.size());
            largestAnswer = std::max(largestAnswer, maxBytes - room);
            for (const Partition::Aborted& one : partition.aborted) {
                if (spec.isCommitted && one.marker >= spec.from && one.transaction.first < upTo)
                    chunk.aborted.push_back(one.transaction);
            }
            if (!bytes.empty())
                chunk.bytes = base::Buffer(std::move(bytes));
            out.push_back(std::move(chunk));
        }
        if (first) {
            for (browse::Chunk& chunk : out)
                chunk.atEnd = !chunk.error;
        }
        return out;
    }

    base::Result<browse::TopicNow> look(const std::string&, const std::stop_token&) override {
        if (beforeLook)
            beforeLook();
        if (lookFails)
            return base::fail(*lookFails);
        browse::TopicNow out{.id = topicId, .partitions = {}};
        for (const auto& [id, partition] : m_partitions)
            out.partitions.push_back(id);
        return out;
    }

    base::Uuid topicId{{1}}; ///< the topic's; zero as before Kafka 2.8
    std::optional<base::Error> lookFails;
    bool away = false;                              ///< fetching fails as looking does
    std::map<base::PartitionId, base::Error> fails; ///< partitions that are not fetched, and why
    int fetches = 0;
    std::size_t largestAnswer = 0;
    std::size_t bytesSent = 0;
    std::function<void()> beforeFetch, beforeLook;

private:
    std::map<base::PartitionId, Partition> m_partitions;
};
