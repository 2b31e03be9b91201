#include "browse/cluster_fetcher.h"

#include <algorithm>
#include <future>
#include <map>
#include <set>

#include "wire/kafka_error.h"

namespace browse {
namespace {

using base::TopicPartition;
using protocol::FetchRequest;
using protocol::FetchResponse;
using protocol::MetadataRequest;
using protocol::MetadataResponse;

/// From 13 on topics are asked for by id; what is shown goes by name.
constexpr protocol::Versions fetchVersions{4, 12};
/// Metadata 4 is the first that can ask without creating topics.
constexpr protocol::Versions metadataVersions{4, MetadataRequest::versions.newest};
constexpr std::int8_t readUncommitted = 0;
constexpr std::int8_t readCommitted = 1;
/// How often a wait looks whether it was stopped.
constexpr base::Millis glance{20};

base::Error stopped() {
    return {.name = "CANCELLED", .cause = "Reading was stopped.", .remedy = {}, .retriable = false};
}

} // namespace

/// A question to one leader, and which of the chunks it fills.
struct ClusterFetcher::Wanted {
    FetchRequest request;
    std::map<base::PartitionId, std::size_t> chunks;
};

struct ClusterFetcher::Asked {
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
    const auto asking = [this, &wanted](client::OffsetQuestion question) {
        return std::async(std::launch::async,
                          [this, &wanted, question] { return ask(*wanted, question, 0); });
    };
    // At once: each is a way there and back.
    auto askedStable = asking(client::OffsetQuestion::LastStable);
    auto askedEnds = asking(client::OffsetQuestion::Latest);
    const auto starts = ask(*wanted, client::OffsetQuestion::Earliest, 0);
    const auto ends = askedEnds.get();
    const auto stable = askedStable.get();
    for (const auto* answer : {&starts, &ends, &stable}) {
        if (!*answer)
            return base::fail(answer->error());
    }
    std::vector<Bounds> out;
    for (std::size_t i = 0; i < wanted->size(); ++i) {
        const base::Offset start = (*starts)[i].value_or(base::Offset(0));
        const base::Offset end = std::max((*ends)[i].value_or(start), start);
        out.push_back(
            {(*wanted)[i].partition, start, end, std::clamp((*stable)[i].value_or(end), start, end)});
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
        out.push_back({.partition = spec.partition,
                       .bytes = {},
                       .isCommitted = spec.isCommitted,
                       .aborted = {},
                       .error = {}});
        partitions.push_back({topic, spec.partition});
    }
    std::vector<std::pair<TopicPartition, base::Error>> orphans;
    const auto leaders = m_cluster->connections().byLeader(partitions, orphans);
    if (!leaders) {
        for (Chunk& chunk : out)
            chunk.error = leaders.error();
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
        std::set<base::PartitionId> led;
        for (const TopicPartition& partition : its)
            led.insert(partition.partition);
        for (const bool committed : {false, true}) {
            auto one = request(topic, specs, led, committed);
            if (one.chunks.empty())
                continue;
            one.request.maxWaitMs = static_cast<std::int32_t>(wait.count());
            one.request.maxBytes = static_cast<std::int32_t>(std::min<std::size_t>(maxBytes, INT32_MAX));
            asked.push_back({std::move(one.chunks),
                             m_cluster->connections().ask<FetchResponse>(leader, std::move(one.request),
                                                                         fetchVersions, wait)});
        }
    }
    for (Asked& one : asked) {
        while (!one.answer.ready(glance)) {
            if (stop.stop_requested()) {
                for (Chunk& chunk : out)
                    chunk.error = stopped();
                return out;
            }
        }
        take(topic, one, out);
    }
    return out;
}

ClusterFetcher::Wanted ClusterFetcher::request(const std::string& topic, std::span<const FetchSpec> specs,
                                               const std::set<base::PartitionId>& led, bool committed) {
    Wanted out;
    out.request.replicaId = -1;
    out.request.minBytes = 1;
    out.request.isolationLevel = committed ? readCommitted : readUncommitted;
    auto& wanted = out.request.topics.emplace_back();
    wanted.topic = topic;
    for (std::size_t i = 0; i < specs.size(); ++i) {
        if (specs[i].isCommitted != committed || !led.contains(specs[i].partition))
            continue;
        auto& one = wanted.partitions.emplace_back();
        one.partition = specs[i].partition.value();
        one.fetchOffset = specs[i].from.value();
        one.partitionMaxBytes =
            static_cast<std::int32_t>(std::min<std::size_t>(specs[i].maxBytes, INT32_MAX));
        out.chunks[specs[i].partition] = i;
    }
    return out;
}

void ClusterFetcher::take(const std::string& topic, Asked& asked, std::vector<Chunk>& out) {
    auto answer = asked.answer.get();
    const auto failIts = [&](const base::Error& error) {
        for (const auto& [partition, index] : asked.chunks)
            out[index].error = error;
    };
    if (!answer) {
        std::vector<TopicPartition> its; // another may lead them now
        for (const auto& [partition, index] : asked.chunks)
            its.push_back({topic, partition});
        m_cluster->connections().forgetLeaders(its);
        return failIts(answer.error());
    }
    if (answer->errorCode != 0)
        return failIts(wire::kafkaError(answer->errorCode, "Topic \"" + topic + "\""));
    bool anything = false;
    for (auto& answered : answer->responses) {
        for (auto& data : answered.partitions) {
            const TopicPartition partition{answered.topic, base::PartitionId(data.partitionIndex)};
            const auto index = asked.chunks.find(partition.partition);
            if (answered.topic != topic || index == asked.chunks.end()) {
                failIts({.name = "INVALID_RESPONSE",
                         .cause = wire::nameOf(partition) + " came in an answer to another question.",
                         .remedy = "The broker's software may be broken or not Kafka.",
                         .retriable = false});
                continue;
            }
            anything = takeOne(partition, data, out[index->second]) || anything;
        }
    }
    // The first partition that has anything gets a batch whatever the limits (KIP-74): if none did, none has.
    for (const auto& [partition, index] : asked.chunks)
        out[index].atEnd = !anything && !out[index].error;
}

base::Result<TopicNow> ClusterFetcher::look(const std::string& topic, const std::stop_token& stop) {
    MetadataRequest request;
    request.allowAutoTopicCreation = false;
    request.topics->emplace_back().name = topic;
    auto asked = m_cluster->connections().ask<MetadataResponse>(std::nullopt, request, metadataVersions);
    while (!asked.ready(glance)) {
        if (stop.stop_requested())
            return base::fail(stopped());
    }
    const auto answer = asked.get();
    if (!answer)
        return base::fail(answer.error());
    const std::string subject = "Topic \"" + topic + "\"";
    if (answer->topics.size() != 1 || answer->topics.front().name != topic)
        return base::fail(wire::notAnswered(subject));
    const auto& told = answer->topics.front();
    if (told.errorCode != 0)
        return base::fail(wire::kafkaError(told.errorCode, subject));
    TopicNow out{.id = told.topicId, .partitions = {}};
    for (const auto& partition : told.partitions)
        out.partitions.emplace_back(partition.partitionIndex);
    return out;
}

/// Whether there was anything to take.
bool ClusterFetcher::takeOne(const TopicPartition& partition, FetchResponse::PartitionData& data,
                             Chunk& chunk) {
    if (data.errorCode != 0) {
        chunk.error = wire::kafkaError(data.errorCode, wire::nameOf(partition));
        if (wire::meansMoved(data.errorCode))
            m_cluster->connections().forgetLeaders(std::span(&partition, 1));
        return true;
    }
    if (!data.records || data.records->empty())
        return false;
    chunk.bytes = std::move(data.records);
    if (data.abortedTransactions) {
        for (const auto& one : *data.abortedTransactions)
            chunk.aborted.push_back({base::ProducerId(one.producerId), base::Offset(one.firstOffset)});
    }
    return true;
}

} // namespace browse
