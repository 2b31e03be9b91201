#include <map>
#include <set>

#include <fmt/format.h>

#include "client/wire_cluster.h"
#include "protocol/messages/02_list_offsets.h"
#include "protocol/messages/21_delete_records.h"
#include "protocol/messages/35_describe_log_dirs.h"
#include "wire/kafka_error.h"

namespace client {
namespace {

using base::TopicPartition;
using Request = protocol::ListOffsetsRequest;
using Response = protocol::ListOffsetsResponse;

constexpr std::int8_t readUncommitted = 0;
constexpr std::int8_t readCommitted = 1;
/// The oldest ListOffsets that knows the special times of the questions, and isolation levels.
constexpr std::int16_t firstWithMaxTimestamp = 7;
constexpr std::int16_t firstWithIsolation = 2;

std::int64_t wireTime(OffsetQuestion question, std::int64_t timeMs) {
    switch (question) {
    case OffsetQuestion::Earliest:
        return -2;
    case OffsetQuestion::Latest:
    case OffsetQuestion::LastStable:
        return -1;
    case OffsetQuestion::MaxTimestamp:
        return -3;
    case OffsetQuestion::AtTime:
        // Negative times mean questions on the wire; no record is older than the epoch.
        return std::max<std::int64_t>(timeMs, 0);
    }
    return -1;
}

Request requestFor(const wire::Partitions& partitions, OffsetQuestion question, std::int64_t timeMs,
                   std::int32_t timeoutMs) {
    Request request;
    request.replicaId = -1;
    request.isolationLevel = question == OffsetQuestion::LastStable ? readCommitted : readUncommitted;
    request.timeoutMs = timeoutMs;
    std::map<std::string, std::size_t> index;
    for (const TopicPartition& partition : partitions) {
        const auto [at, isNew] = index.try_emplace(partition.topic, request.topics.size());
        if (isNew)
            request.topics.emplace_back().name = partition.topic;
        auto& one = request.topics[at->second].partitions.emplace_back();
        one.partitionIndex = partition.partition.value();
        one.timestamp = wireTime(question, timeMs);
    }
    return request;
}

using Found = std::map<TopicPartition, PartitionOffset>;

/// What one leader answered, into `found`; partitions that moved go to `moved`.
base::Status take(const Response& answer, OffsetQuestion question, const std::set<TopicPartition>& asked,
                  Found& found, wire::Partitions& moved) {
    for (const auto& topic : answer.topics) {
        for (const auto& partition : topic.partitions) {
            const TopicPartition key{topic.name, base::PartitionId(partition.partitionIndex)};
            if (!asked.contains(key))
                return base::fail(
                    {.name = "INVALID_RESPONSE",
                     .cause = fmt::format("{} came in an answer to another question.", wire::nameOf(key)),
                     .remedy = "The broker's software may be broken or not Kafka.",
                     .retriable = false});
            PartitionOffset one{.partition = key, .offset = {}, .timestampMs = {}, .error = {}};
            if (wire::meansMoved(partition.errorCode))
                moved.push_back(key);
            if (partition.errorCode != 0)
                one.error = wire::kafkaError(partition.errorCode, wire::nameOf(key));
            else if (partition.offset >= 0)
                one.offset = base::Offset(partition.offset);
            const bool hasTime =
                question == OffsetQuestion::MaxTimestamp || question == OffsetQuestion::AtTime;
            if (hasTime && partition.timestamp >= 0)
                one.timestampMs = partition.timestamp;
            found[key] = std::move(one);
        }
    }
    return {};
}

/// The answer carries no words, and the code has many reasons; here Kafka has one.
base::Error deletionError(std::int16_t code, const TopicPartition& partition) {
    base::Error error = wire::kafkaError(code, wire::nameOf(partition));
    if (static_cast<protocol::ErrorCode>(code) == protocol::ErrorCode::POLICY_VIOLATION) {
        error.cause = wire::nameOf(partition) +
                      ": records are deleted where cleanup.policy has delete, and that of its topic has not.";
        error.remedy = "Add delete to cleanup.policy first.";
    }
    return error;
}

RecordDeletionOutcome leftOut(const TopicPartition& partition) {
    return {partition, base::Offset(-1), wire::notAnswered(wire::nameOf(partition), wire::Asked::Change)};
}

} // namespace

base::Result<std::vector<PartitionOffset>>
WireCluster::listOffsets(std::span<const TopicPartition> partitions, OffsetQuestion question,
                         std::int64_t timeMs) {
    protocol::Versions versions{1, Request::versions.newest};
    if (question == OffsetQuestion::MaxTimestamp)
        versions.oldest = firstWithMaxTimestamp;
    else if (question == OffsetQuestion::LastStable)
        versions.oldest = firstWithIsolation;
    const std::set<TopicPartition> asked(partitions.begin(), partitions.end());
    wire::Partitions open(asked.begin(), asked.end());
    Found found;
    // The second round goes to leaders that have moved since the metadata that we remember.
    for (int round = 0; round < 2 && !open.empty(); ++round) {
        std::vector<std::pair<TopicPartition, base::Error>> orphans;
        auto leaders = m_wire.byLeader(open, orphans);
        if (!leaders)
            return base::fail(leaders.error());
        for (const auto& [partition, error] : orphans)
            found[partition] = {.partition = partition, .offset = {}, .timestampMs = {}, .error = error};
        std::vector<std::pair<const wire::Partitions*, wire::Pending<Response>>> answers;
        for (const auto& [leader, its] : *leaders)
            answers.emplace_back(
                &its,
                m_wire.ask<Response>(leader, requestFor(its, question, timeMs, brokerTimeoutMs()), versions));
        open.clear();
        for (auto& [its, pending] : answers) {
            auto answer = pending.get();
            if (!answer) {
                // One leader that is away leaves the others' answers as they are.
                for (const TopicPartition& partition : *its)
                    found[partition] = {
                        .partition = partition, .offset = {}, .timestampMs = {}, .error = answer.error()};
                m_wire.forgetLeaders(*its);
                continue;
            }
            if (auto taken = take(*answer, question, asked, found, open); !taken)
                return base::fail(taken.error());
        }
        m_wire.forgetLeaders(open);
    }
    std::vector<PartitionOffset> out;
    out.reserve(partitions.size());
    for (const TopicPartition& partition : partitions) {
        const auto one = found.find(partition);
        if (one != found.end())
            out.push_back(one->second);
        else
            out.push_back({.partition = partition,
                           .offset = {},
                           .timestampMs = {},
                           .error = wire::notAnswered(wire::nameOf(partition))});
    }
    return out;
}

base::Result<std::vector<LogDir>> WireCluster::describeLogDirs() {
    using DirResponse = protocol::DescribeLogDirsResponse;
    protocol::DescribeLogDirsRequest request;
    request.topics = std::nullopt;
    std::vector<std::pair<base::BrokerId, wire::Pending<DirResponse>>> answers;
    for (const base::BrokerId broker : m_wire.brokers())
        answers.emplace_back(broker, m_wire.ask<DirResponse>(broker, request));
    std::vector<LogDir> out;
    for (auto& [broker, pending] : answers) {
        const std::string name = fmt::format("Broker {}", broker.value());
        auto answer = pending.get();
        if (!answer || answer->errorCode != 0) {
            LogDir& dir = out.emplace_back();
            dir.broker = broker;
            dir.error = answer ? wire::kafkaError(answer->errorCode, name) : answer.error();
            continue;
        }
        for (const auto& result : answer->results) {
            LogDir& dir = out.emplace_back();
            dir.broker = broker;
            dir.path = result.logDir;
            if (result.errorCode != 0)
                dir.error = wire::kafkaError(result.errorCode, name + "'s " + result.logDir);
            if (result.totalBytes >= 0)
                dir.totalBytes = result.totalBytes;
            if (result.usableBytes >= 0)
                dir.usableBytes = result.usableBytes;
            for (const auto& topic : result.topics) {
                for (const auto& partition : topic.partitions)
                    dir.replicas.push_back({{topic.name, base::PartitionId(partition.partitionIndex)},
                                            partition.partitionSize,
                                            partition.offsetLag,
                                            partition.isFutureKey});
            }
        }
    }
    return out;
}

base::Result<std::vector<RecordDeletionOutcome>>
WireCluster::deleteRecords(std::span<const RecordDeletion> deletions) {
    using DeleteRequest = protocol::DeleteRecordsRequest;
    using DeleteResponse = protocol::DeleteRecordsResponse;
    std::map<TopicPartition, std::int64_t> before;
    wire::Partitions partitions;
    for (const RecordDeletion& deletion : deletions) {
        before[deletion.partition] = deletion.before ? deletion.before->value() : -1;
        partitions.push_back(deletion.partition);
    }
    // Remembered leaders may be old, and a deletion is rare: ask anew.
    m_wire.forgetLeaders(partitions);
    std::vector<std::pair<TopicPartition, base::Error>> orphans;
    auto leaders = m_wire.byLeader(partitions, orphans);
    if (!leaders)
        return base::fail(leaders.error());
    std::map<TopicPartition, RecordDeletionOutcome> found;
    for (const auto& [partition, error] : orphans)
        found[partition] = {partition, base::Offset(-1), error};
    std::vector<std::pair<const wire::Partitions*, wire::Pending<DeleteResponse>>> answers;
    for (const auto& [leader, its] : *leaders) {
        DeleteRequest request;
        request.timeoutMs = brokerTimeoutMs();
        std::map<std::string, std::vector<TopicPartition>> byTopic;
        for (const TopicPartition& partition : its)
            byTopic[partition.topic].push_back(partition);
        for (const auto& [topic, ofTopic] : byTopic) {
            auto& entry = request.topics.emplace_back();
            entry.name = topic;
            for (const TopicPartition& partition : ofTopic) {
                auto& one = entry.partitions.emplace_back();
                one.partitionIndex = partition.partition.value();
                one.offset = before[partition];
            }
        }
        answers.emplace_back(&its, m_wire.ask<DeleteResponse>(leader, std::move(request)));
    }
    for (auto& [its, pending] : answers) {
        auto answer = pending.get();
        if (!answer) {
            for (const TopicPartition& partition : *its)
                found[partition] = {partition, base::Offset(-1), answer.error()};
            continue;
        }
        for (const auto& topic : answer->topics) {
            for (const auto& one : topic.partitions) {
                const TopicPartition key{topic.name, base::PartitionId(one.partitionIndex)};
                RecordDeletionOutcome outcome{key, base::Offset(one.lowWatermark), {}};
                if (one.errorCode != 0)
                    outcome.error = deletionError(one.errorCode, key);
                found[key] = std::move(outcome);
            }
        }
    }
    std::vector<RecordDeletionOutcome> out;
    for (const TopicPartition& partition : partitions) {
        const auto one = found.find(partition);
        out.push_back(one != found.end() ? one->second : leftOut(partition));
    }
    return out;
}

} // namespace client
