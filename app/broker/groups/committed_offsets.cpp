#include "broker/groups/committed_offsets.h"

#include <utility>

namespace broker::groups {

void CommittedOffsets::put(const std::string& group, const std::string& topic, std::int32_t partition,
                           CommittedOffset offset) {
    m_count += m_groups[group][topic].insert_or_assign(partition, std::move(offset)).second ? 1U : 0U;
}

void CommittedOffsets::remove(const std::string& group, const std::string& topic, std::int32_t partition) {
    const auto topics = m_groups.find(group);
    if (topics == m_groups.end())
        return;
    const auto partitions = topics->second.find(topic);
    if (partitions == topics->second.end())
        return;
    m_count -= partitions->second.erase(partition);
    if (partitions->second.empty())
        topics->second.erase(partitions);
    if (topics->second.empty())
        m_groups.erase(topics);
}

void CommittedOffsets::removeGroup(const std::string& group) {
    for (const auto& [topic, partitions] : of(group))
        m_count -= partitions.size();
    m_groups.erase(group);
}

const CommittedOffset* CommittedOffsets::find(const std::string& group, const std::string& topic,
                                              std::int32_t partition) const {
    const auto& topics = of(group);
    const auto partitions = topics.find(topic);
    if (partitions == topics.end())
        return nullptr;
    const auto found = partitions->second.find(partition);
    return found == partitions->second.end() ? nullptr : &found->second;
}

const CommittedOffsets::Topics& CommittedOffsets::of(const std::string& group) const {
    static const Topics none;
    const auto found = m_groups.find(group);
    return found == m_groups.end() ? none : found->second;
}

} // namespace broker::groups
