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

const PartitionFacts* RoundIndex::partition(const base::TopicPartition& partition) const {
    const auto found = topic(partition.topic);
    if (!found)
        return nullptr;
    const auto& partitions = m_round.topics[*found].partitions;
    const auto it = std::ranges::lower_bound(partitions, partition.partition, {}, &client::PartitionInfo::id);
    if (it == partitions.end() || it->id != partition.partition)
        return nullptr;
    return &m_round.partitions[*found][static_cast<std::size_t>(it - partitions.begin())];
}

std::vector<GroupReading> readGroups(const Round& round, const RoundIndex& index) {
    std::vector<GroupReading> out;
    if (!round.groups)
        return out;
    out.reserve(round.groups->size());
    for (const auto& listing : *round.groups) {
        GroupReading reading;
        reading.listing = &listing;
        std::map<base::TopicPartition, GroupPartition> partitions;
        if (const auto it = round.offsets.find(listing.id); it != round.offsets.end()) {
            reading.offsetsKnown = true;
            for (const auto& commit : it->second.offsets)
                if (!commit.error)
                    partitions[commit.partition].commit = &commit;
        }
        if (const auto it = round.descriptions.find(listing.id); it != round.descriptions.end()) {
            reading.description = &it->second;
            for (const auto& member : it->second.members)
                for (const auto& assigned : member.assignment)
                    partitions[assigned].owner = &member;
        }
        for (auto& [name, partition] : partitions) {
            const auto* facts = index.partition(name);
            partition.name = name;
            if (facts) {
                partition.logStart = facts->logStart;
                partition.end = endOf(*facts);
            }
            partition.lag =
                metrics::lagOf(partition.committed(), partition.logStart, partition.end, facts != nullptr);
            reading.partitions.push_back(partition);
        }
        out.push_back(std::move(reading));
    }
    return out;
}

} // namespace session
