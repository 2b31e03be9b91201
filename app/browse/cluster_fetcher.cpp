#include "browse/cluster_fetcher.h"

#include <algorithm>
#include <map>
#include <set>

#include "wire/kafka_error.h"

namespace browse {
namespace {

using base::TopicPartition;
using protocol::FetchRequest;
using protocol::FetchResponse;

/// From 13 on topics are asked for by id; what is shown goes by name.
constexpr protocol::Versions fetchVersions{4, 12};
/// How often a wait looks whether it was stopped.
constexpr base::Millis glance{20};

base::Error stopped() {
    return {.name = "CANCELLED", .cause = "Reading was stopped.", .remedy = {}, .retriable = false};
}

} // namespace

/// One leader's request, and which of the chunks it fills.
struct ClusterFetcher::Asked {
    base::BrokerId leader;
    std::map<base::PartitionId, std::size_t> chunks;
    wire::Pending<FetchResponse> answer;
};

base::Result<std::vector<TopicPartition>>
ClusterFetcher::chosen(const std::string& topic, std::span<const base::PartitionId> partitions) {
    const std::vector<std::string> topics{topic};
    auto metadata = m_cluster->metadata(topics);
    if (!metadata)
        return base::fail(metadata.error());
    if (metadata->topics.size() != 1 || metadata->topics.front().name != topic)
        return base::fail(wire::notAnswered("Topic \"" + topic + "\""));
    const client::TopicInfo& info = metadata->topics.front();
    if (info.error)
        return base::fail(*info.error);
    std::vector<TopicPartition> out;
    for (const client::PartitionInfo& partition : info.partitions) {
        if (partitions.empty() ||
            std::find(partitions.begin(), partitions.end(), partition.id) != partitions.end())
            out.push_back({topic, partition.id});
    }
    for (const base::PartitionId partition : partitions) {
        const TopicPartition wanted{topic, partition};
        if (!std::binary_search(out.begin(), out.end(), wanted))
            return base::fail(
                wire::kafkaError(protocol::ErrorCode::UNKNOWN_TOPIC_OR_PARTITION, wire::nameOf(wanted)));
    }
    return out;
}

base::Result<std::vector<std::optional<base::Offset>>>
ClusterFetcher::ask(std::span<const TopicPartition> partitions, client::OffsetQuestion question,
                    std::int64_t timeMs) {
    auto offsets = m_cluster->listOffsets(partitions, question, timeMs);
    if (!offsets)
        return base::fail(offsets.error());
    std::vector<std::optional<base::Offset>> out;
    for (const client::PartitionOffset& one : *offsets) {
        if (one.error)
            return base::fail(*one.error);
        out.push_back(one.offset);
    }
    return out;
}

base::Result<std::vector<Bounds>> ClusterFetcher::bounds(const std::string& topic,
                                                         std::span<const base::PartitionId> partitions) {
    const auto wanted = chosen(topic, partitions);
    if (!wanted)
        return base::fail(wanted.error());
    const auto starts = ask(*wanted, client::OffsetQuestion::Earliest, 0);
    if (!starts)
        return base::fail(starts.error());
    const auto ends = ask(*wanted, client::OffsetQuestion::Latest, 0);
    if (!ends)
        return base::fail(ends.error());
    std::vector<Bounds> out;
    for (std::size_t i = 0; i < wanted->size(); ++i) {
        const base::Offset start = (*starts)[i].value_or(base::Offset(0));
        out.push_back({(*wanted)[i].partition, start, std::max((*ends)[i].value_or(start), start)});
    }
    return out;
}

base::Result<std::vector<std::optional<base::Offset>>>
ClusterFetcher::offsetsAt(const std::string& topic, std::span<const base::PartitionId> partitions,
                          std::int64_t timeMs) {
    std::vector<TopicPartition> wanted;
    for (const base::PartitionId partition : partitions)
        wanted.push_back({topic, partition});
    return ask(wanted, client::OffsetQuestion::AtTime, timeMs);
}

std::vector<Chunk> ClusterFetcher::fetch(const std::string& topic, std::span<const FetchSpec> specs,
                                         std::size_t maxBytes, base::Millis wait,
                                         const std::stop_token& stop) {
    std::vector<Chunk> out;
    std::vector<TopicPartition> partitions;
    for (const FetchSpec& spec : specs) {
        out.push_back({.partition = spec.partition, .bytes = {}, .atEnd = false, .error = {}});
        partitions.push_back({topic, spec.partition});
    }
    const auto failAll = [&out](const base::Error& error) {
        for (Chunk& chunk : out)
            chunk.error = error;
    };
    std::vector<std::pair<TopicPartition, base::Error>> orphans;
    const auto leaders = m_cluster->connections().byLeader(partitions, orphans);
    if (!leaders) {
        failAll(leaders.error());
        return out;
    }
    for (const auto& [partition, error] : orphans) {
        for (Chunk& chunk : out) {
            if (chunk.partition == partition.partition)
                chunk.error = error;
        }
    }
    std::vector<Asked> asked;
    for (const auto& [leader, its] : *leaders) {
        FetchRequest request;
        request.replicaId = -1;
        request.maxWaitMs = static_cast<std::int32_t>(wait.count());
        request.minBytes = 1;
        request.maxBytes = static_cast<std::int32_t>(std::min<std::size_t>(maxBytes, INT32_MAX));
        auto& wanted = request.topics.emplace_back();
        wanted.topic = topic;
        std::set<base::PartitionId> led;
        for (const TopicPartition& partition : its)
            led.insert(partition.partition);
        std::map<base::PartitionId, std::size_t> chunks;
        for (std::size_t i = 0; i < specs.size(); ++i) {
            if (!led.contains(specs[i].partition))
                continue;
            auto& one = wanted.partitions.emplace_back();
            one.partition = specs[i].partition.value();
            one.fetchOffset = specs[i].from.value();
            one.partitionMaxBytes =
                static_cast<std::int32_t>(std::min<std::size_t>(specs[i].maxBytes, INT32_MAX));
            chunks[specs[i].partition] = i;
        }
        asked.push_back(
            {leader, std::move(chunks),
             m_cluster->connections().ask<FetchResponse>(leader, std::move(request), fetchVersions, wait)});
    }
    for (Asked& one : asked) {
        while (!one.answer.ready(glance)) {
            if (stop.stop_requested()) {
                failAll(stopped());
                return out;
            }
        }
        auto answer = one.answer.get();
        const auto failIts = [&](const base::Error& error) {
            for (const auto& [partition, index] : one.chunks)
                out[index].error = error;
        };
        if (!answer) {
            failIts(answer.error());
            continue;
        }
        if (answer->errorCode != 0) {
            failIts(wire::kafkaError(answer->errorCode, "Topic \"" + topic + "\""));
            continue;
        }
        bool anything = false;
        for (auto& answered : answer->responses) {
            for (auto& data : answered.partitions) {
                const TopicPartition partition{answered.topic, base::PartitionId(data.partitionIndex)};
                const auto index = one.chunks.find(partition.partition);
                if (answered.topic != topic || index == one.chunks.end()) {
                    failIts({.name = "INVALID_RESPONSE",
                             .cause = wire::nameOf(partition) + " came in an answer to another question.",
                             .remedy = "The broker's software may be broken or not Kafka.",
                             .retriable = false});
                    continue;
                }
                Chunk& chunk = out[index->second];
                if (data.errorCode != 0) {
                    chunk.error = wire::kafkaError(data.errorCode, wire::nameOf(partition));
                    if (wire::meansMoved(data.errorCode))
                        m_cluster->connections().forgetLeaders(std::span(&partition, 1));
                    anything = true;
                } else if (data.records && !data.records->empty()) {
                    chunk.bytes = std::move(data.records);
                    anything = true;
                }
            }
        }
        // The first partition that has anything gets a batch whatever the limits (KIP-74): if none did, none
        // has.
        for (const auto& [partition, index] : one.chunks)
            out[index].atEnd = !anything && !out[index].error;
    }
    return out;
}

} // namespace browse
