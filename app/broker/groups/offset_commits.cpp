#include "broker/groups/offset_commits.h"

#include <algorithm>
#include <utility>

#include "broker/groups/group_records.h"

namespace broker::groups {

using protocol::ErrorCode;
using protocol::OffsetCommitRequest;
using protocol::OffsetCommitResponse;
using protocol::OffsetFetchRequest;
using protocol::OffsetFetchResponse;
using protocol::toWire;

namespace {

/// From this version on a group that is not there is told as such to a member.
constexpr std::int16_t firstVersionWithGroupNotFound = 9;

/// Java measures strings in UTF-16 units, and so does offset.metadata.max.bytes.
std::size_t utf16Length(const std::string& text) {
    std::size_t units = 0;
    for (const unsigned char c : text)
        units += (c & 0xC0U) == 0x80 ? 0U : c >= 0xF0 ? 2U : 1U;
    return units;
}

/// What Kafka tells committers when it cannot write their offsets.
ErrorCode commitErrorFor(std::int16_t code) {
    switch (static_cast<ErrorCode>(code)) {
    case ErrorCode::UNKNOWN_TOPIC_OR_PARTITION:
    case ErrorCode::NOT_ENOUGH_REPLICAS:
        return ErrorCode::COORDINATOR_NOT_AVAILABLE;
    case ErrorCode::NOT_LEADER_OR_FOLLOWER:
    case ErrorCode::KAFKA_STORAGE_ERROR:
        return ErrorCode::NOT_COORDINATOR;
    case ErrorCode::MESSAGE_TOO_LARGE:
    case ErrorCode::RECORD_LIST_TOO_LARGE:
    case ErrorCode::INVALID_FETCH_SIZE:
        return ErrorCode::INVALID_COMMIT_OFFSET_SIZE;
    default:
        return ErrorCode::UNKNOWN_SERVER_ERROR;
    }
}

/// Sets the code of every partition that has none yet.
void failAll(OffsetCommitResponse& response, ErrorCode code) {
    for (auto& topic : response.topics)
        for (auto& partition : topic.partitions)
            if (partition.errorCode == toWire(ErrorCode::NONE))
                partition.errorCode = toWire(code);
}

OffsetCommitResponse allFine(const OffsetCommitRequest& request) {
    OffsetCommitResponse response;
    for (const auto& topic : request.topics) {
        auto& answered = response.topics.emplace_back();
        answered.name = topic.name;
        answered.topicId = topic.topicId;
        for (const auto& partition : topic.partitions)
            answered.partitions.push_back({partition.partitionIndex, toWire(ErrorCode::NONE)});
    }
    return response;
}

OffsetFetchResponse::OffsetFetchResponsePartitions answerFor(std::int32_t partition,
                                                             const CommittedOffset* committed) {
    if (!committed)
        return {.partitionIndex = partition, .committedOffset = -1};
    return {.partitionIndex = partition,
            .committedOffset = committed->offset,
            .committedLeaderEpoch = committed->leaderEpoch,
            .metadata = committed->metadata};
}

} // namespace

ErrorCode OffsetCommits::validate(const Caller& caller, const OffsetCommitRequest& request) {
    if (const auto code = m_state.ready(); code != ErrorCode::NONE)
        return code;
    const auto generation = request.generationIdOrMemberEpoch;
    auto* group = m_state.find(request.groupId);
    if (!group) {
        if (generation < 0) // an administrator, or a consumer that assigns partitions to itself
            return m_state.groups.size() < m_state.settings.maxGroups ? ErrorCode::NONE
                                                                      : ErrorCode::INVALID_COMMIT_OFFSET_SIZE;
        return caller.version >= firstVersionWithGroupNotFound ? ErrorCode::GROUP_ID_NOT_FOUND
                                                               : ErrorCode::ILLEGAL_GENERATION;
    }
    if (generation < 0 && group->state() == GroupState::Empty)
        return ErrorCode::NONE;
    if (generation < 0 && request.memberId.empty() && !request.groupInstanceId)
        return ErrorCode::UNKNOWN_MEMBER_ID;
    if (const auto code = Membership::validate(*group, request.memberId, request.groupInstanceId);
        code != ErrorCode::NONE)
        return code;
    if (generation != group->generation())
        return ErrorCode::ILLEGAL_GENERATION;
    if (group->state() == GroupState::CompletingRebalance)
        return ErrorCode::REBALANCE_IN_PROGRESS;
    m_membership.renewSession(*group, *group->member(request.memberId));
    return ErrorCode::NONE;
}

CommittedOffset
OffsetCommits::fromRequest(const OffsetCommitRequest& request, const base::Uuid& topicId,
                           const OffsetCommitRequest::OffsetCommitRequestPartition& partition) const {
    const auto committedMs = partition.commitTimestamp == -1 ? m_state.nowMs() : partition.commitTimestamp;
    CommittedOffset offset{partition.committedOffset,
                           partition.committedLeaderEpoch,
                           partition.committedMetadata.value_or(""),
                           committedMs,
                           topicId,
                           std::nullopt};
    if (request.retentionTimeMs >= 0)
        offset.expiresMs = committedMs + request.retentionTimeMs;
    return offset;
}

OffsetCommitResponse OffsetCommits::commit(const Caller& caller, const OffsetCommitRequest& request) {
    auto response = allFine(request);
    if (const auto code = validate(caller, request); code != ErrorCode::NONE) {
        failAll(response, code);
        return response;
    }
    struct Accepted {
        const std::string* topic;
        std::int32_t partition;
        CommittedOffset offset;
    };
    std::vector<Accepted> accepted;
    std::vector<GroupRecord> records;
    for (std::size_t t = 0; t < request.topics.size(); ++t) {
        const auto& topic = request.topics[t];
        for (std::size_t p = 0; p < topic.partitions.size(); ++p) {
            const auto& partition = topic.partitions[p];
            auto& code = response.topics[t].partitions[p].errorCode;
            const bool isNew = !m_state.offsets.find(request.groupId, topic.name, partition.partitionIndex);
            if (utf16Length(partition.committedMetadata.value_or("")) >
                static_cast<std::size_t>(m_state.settings.offsetMetadataMaxBytes)) {
                code = toWire(ErrorCode::OFFSET_METADATA_TOO_LARGE);
            } else if (isNew && m_state.offsets.count() + accepted.size() >= m_state.settings.maxOffsets) {
                code = toWire(ErrorCode::INVALID_COMMIT_OFFSET_SIZE);
            } else {
                accepted.push_back(
                    {&topic.name, partition.partitionIndex, fromRequest(request, topic.topicId, partition)});
                records.push_back(offsetRecord(request.groupId, topic.name, partition.partitionIndex,
                                               accepted.back().offset));
            }
        }
    }
    if (records.empty())
        return response;
    if (const auto stored = m_state.log->append(request.groupId, records); !stored) {
        m_state.logger.warn("groups", "offsets of group {} could not be stored: {}", request.groupId,
                            stored.error().cause);
        failAll(response, commitErrorFor(stored.error().code));
        return response;
    }
    m_state.create(request.groupId);
    for (auto& a : accepted)
        m_state.offsets.put(request.groupId, *a.topic, a.partition, std::move(a.offset));
    return response;
}

OffsetFetchResponse::OffsetFetchResponseGroup
OffsetCommits::fetch(const OffsetFetchRequest::OffsetFetchRequestGroup& request) const {
    OffsetFetchResponse::OffsetFetchResponseGroup response{.groupId = request.groupId};
    if (const auto code = m_state.ready(); code != ErrorCode::NONE) {
        response.errorCode = toWire(code);
        return response;
    }
    if (!request.topics) {
        for (const auto& [topic, partitions] : m_state.offsets.of(request.groupId)) {
            auto& answered = response.topics.emplace_back();
            answered.name = topic;
            for (const auto& [partition, committed] : partitions)
                answered.partitions.push_back(answerFor(partition, &committed));
        }
        return response;
    }
    for (const auto& topic : *request.topics) {
        auto& answered = response.topics.emplace_back();
        answered.name = topic.name;
        answered.topicId = topic.topicId;
        for (const auto partition : topic.partitionIndexes)
            answered.partitions.push_back(
                answerFor(partition, m_state.offsets.find(request.groupId, topic.name, partition)));
    }
    return response;
}

void OffsetCommits::forgetTopic(const std::string& topic) {
    std::vector<std::pair<std::string, std::vector<std::int32_t>>> found;
    for (const auto& [group, topics] : m_state.offsets.all())
        if (const auto partitions = topics.find(topic); partitions != topics.end()) {
            auto& entry = found.emplace_back(group, std::vector<std::int32_t>{});
            for (const auto& [partition, committed] : partitions->second)
                entry.second.push_back(partition);
        }
    for (const auto& [group, partitions] : found) {
        std::vector<GroupRecord> tombstones;
        for (const auto partition : partitions)
            tombstones.push_back(offsetTombstone(group, topic, partition));
        if (const auto stored = m_state.log->append(group, tombstones); !stored)
            m_state.logger.warn("groups", "group {} keeps offsets of the deleted topic {} in its log: {}",
                                group, topic, stored.error().cause);
        for (const auto partition : partitions)
            m_state.offsets.remove(group, topic, partition);
    }
}

void OffsetCommits::expire() {
    std::vector<std::string> gone;
    for (auto& [id, group] : m_state.groups) {
        std::vector<GroupRecord> tombstones;
        std::vector<std::pair<std::string, std::int32_t>> expired;
        const bool nothingLeft = expireGroup(id, group, tombstones, expired);
        const bool ends = nothingLeft && group.state() == GroupState::Empty && group.pendingJoin().empty();
        if (ends)
            tombstones.push_back(groupTombstone(id));
        if (tombstones.empty())
            continue;
        if (const auto stored = m_state.log->append(id, tombstones); !stored) {
            m_state.logger.warn("groups", "old offsets of group {} stay: {}", id, stored.error().cause);
            continue;
        }
        m_state.logger.info("groups", "{} offsets of group {} have expired{}", expired.size(), id,
                            ends ? ", the group with them" : "");
        for (const auto& [topic, partition] : expired)
            m_state.offsets.remove(id, topic, partition);
        if (ends)
            gone.push_back(id);
    }
    for (const auto& id : gone) {
        m_state.timers.cancelGroup(id);
        m_state.groups.erase(id);
    }
}

bool OffsetCommits::expireGroup(const std::string& id, ClassicGroup& group,
                                std::vector<GroupRecord>& tombstones,
                                std::vector<std::pair<std::string, std::int32_t>>& expired) const {
    const auto& topics = m_state.offsets.of(id);
    if (topics.empty())
        return true;
    const bool managed = group.protocolType().has_value();
    const bool empty = group.state() == GroupState::Empty;
    const bool readable =
        group.state() == GroupState::Stable && group.isConsumerProtocol() && group.knowsSubscriptions();
    if (managed && !empty && !readable)
        return false;
    const auto now = m_state.nowMs();
    const auto isOver = [&](const CommittedOffset& committed) {
        if (committed.expiresMs)
            return now >= *committed.expiresMs;
        // The clock of a group with members starts when the last one goes, that of others with the commit.
        const auto since =
            managed && empty ? group.stateSinceMs().value_or(committed.committedMs) : committed.committedMs;
        return now - since >= m_state.settings.offsetsRetention.count();
    };
    bool all = true;
    for (const auto& [topic, partitions] : topics)
        for (const auto& [partition, committed] : partitions) {
            if (group.isSubscribedTo(topic) || !isOver(committed)) {
                all = false;
                continue;
            }
            tombstones.push_back(offsetTombstone(id, topic, partition));
            expired.emplace_back(topic, partition);
        }
    return all;
}

} // namespace broker::groups
