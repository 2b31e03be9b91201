#include "session/clusters/group_reading.h"

#include <algorithm>

namespace session {

RoundIndex::RoundIndex(const Round& round) : m_round(round) {
    m_topics.reserve(round.topics.size());
    for (std::size_t i = 0; i < round.topics.size(); ++i)
        m_topics.emplace(round.topics[i].name, i);
}

std::optional<std::size_t> RoundIndex::topic(std::string_view name) const {
    const auto it = m_topics.find(name);
    return it != m_topics.end() ? std::optional(it->second) : std::nullopt;
}

const PartitionFacts* RoundIndex::partition(std::size_t topic, base::PartitionId id) const {
    const auto& partitions = m_round.topics[topic].partitions;
    const auto it = std::ranges::lower_bound(partitions, id, {}, &client::PartitionInfo::id);
    if (it == partitions.end() || it->id != id)
        return nullptr;
    return &m_round.partitions[topic][static_cast<std::size_t>(it - partitions.begin())];
}

namespace {

/// What a group committed and what its members own, by topic and partition.
std::vector<GroupPartition> partitionsOf(const client::GroupOffsets* offsets,
                                         const client::GroupDescription* description) {
    std::vector<GroupPartition> out;
    if (offsets)
        for (const auto& commit : offsets->offsets)
            if (!commit.error)
                out.push_back({.name = commit.partition, .commit = &commit});
    const auto committed = static_cast<std::ptrdiff_t>(out.size());
    if (description)
        for (const auto& member : description->members)
            for (const auto& assigned : member.assignment)
                out.push_back({.name = assigned, .owner = &member, .owners = 1});
    std::ranges::sort(out.begin() + committed, out.end(), {}, &GroupPartition::name);
    std::ranges::inplace_merge(out, out.begin() + committed, {}, &GroupPartition::name);
    // One that is committed and owned stands twice, the commit first.
    std::size_t kept = 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (kept > 0 && out[kept - 1].name == out[i].name) {
            if (out[i].owner) {
                out[kept - 1].owner = out[i].owner;
                out[kept - 1].owners += 1;
            }
            continue;
        }
        if (kept != i)
            out[kept] = std::move(out[i]);
        ++kept;
    }
    out.erase(out.begin() + static_cast<std::ptrdiff_t>(kept), out.end());
    return out;
}

Reason reasonOf(const std::unordered_map<std::string, Reason>& reasons, const std::string& group) {
    const auto found = reasons.find(group);
    return found != reasons.end() ? found->second : Reason();
}

metrics::Lag lagOf(const GroupPartition& partition) {
    auto lag = metrics::lagOf(partition.committed(), partition.logStart, partition.end, partition.exists);
    if (partition.commit && partition.commit->lag)
        lag.records = *partition.commit->lag;
    return lag;
}

/// Their offsets and lag. Partitions of one topic stand together: it is looked up once.
void fillLag(std::vector<GroupPartition>& partitions, const RoundIndex& index) {
    const std::string* name = nullptr;
    std::optional<std::size_t> topic;
    for (auto& partition : partitions) {
        if (!name || *name != partition.name.topic) {
            name = &partition.name.topic;
            topic = index.topic(*name);
        }
        const auto* facts = topic ? index.partition(*topic, partition.name.partition) : nullptr;
        partition.exists = facts != nullptr;
        if (facts) {
            partition.logStart = facts->logStart;
            partition.end = facts->end;
        }
        partition.lag = lagOf(partition);
    }
}

} // namespace

std::vector<GroupReading> readGroups(const Round& round, const RoundIndex& index) {
    std::vector<GroupReading> out;
    if (!round.groups)
        return out;
    out.reserve(round.groups->size());
    for (const auto& listing : *round.groups) {
        GroupReading reading;
        reading.listing = &listing;
        reading.membersUnread = reasonOf(round.membersUnread, listing.id);
        reading.offsetsUnread = reasonOf(round.offsetsUnread, listing.id);
        const auto offsets = round.offsets.find(listing.id);
        reading.offsetsKnown = offsets != round.offsets.end();
        if (const auto it = round.descriptions.find(listing.id); it != round.descriptions.end())
            reading.description = &it->second;
        reading.partitions =
            partitionsOf(reading.offsetsKnown ? &offsets->second : nullptr, reading.description);
        fillLag(reading.partitions, index);
        // A task's number, of a source with fewer partitions.
        if (listing.type == client::GroupType::Streams)
            std::erase_if(reading.partitions, [](const GroupPartition& partition) {
                return !partition.exists && !partition.commit;
            });
        out.push_back(std::move(reading));
    }
    return out;
}

} // namespace session
