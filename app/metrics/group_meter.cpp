#include "metrics/group_meter.h"

#include <utility>

namespace metrics {

std::int64_t GroupMeter::read(const Beat& beat, const base::TopicPartition& name,
                              std::optional<std::int64_t> committed, const Lag& lag) {
    auto& partition = m_partitions[name];
    auto& topic = m_topics[name.topic];
    topic.read = true;
    std::int64_t rise = 0;
    if (committed && partition.committed && !beat.gap)
        rise = std::max<std::int64_t>(0, *committed - *partition.committed);
    partition.committed = committed;
    partition.read = true;
    if (lag.records) {
        partition.lagHistory.push(beat, static_cast<double>(*lag.records));
        topic.lag = topic.lag.value_or(0) + *lag.records;
        m_open.lag = m_open.lag.value_or(0) + *lag.records;
    }
    if (lag.state == CommitState::NoCommit)
        ++m_open.withoutCommit;
    topic.rise += rise;
    m_open.rise += rise;
    return rise;
}

void GroupMeter::close(const Beat& beat) {
    std::erase_if(m_partitions, [](const auto& entry) { return !entry.second.read; });
    for (auto& [name, partition] : m_partitions)
        partition.read = false;
    std::erase_if(m_topics, [](const auto& entry) { return !entry.second.read; });
    for (auto& [name, topic] : m_topics) {
        if (const auto lag = std::exchange(topic.lag, std::nullopt))
            topic.lagHistory.push(beat, static_cast<double>(*lag));
        const auto rise = static_cast<double>(std::exchange(topic.rise, 0));
        topic.out = beat.gap ? std::nullopt : std::optional(rise / beat.seconds());
        topic.read = false;
    }
    m_out.reset();
    if (!beat.gap)
        m_out = static_cast<double>(m_open.rise) / beat.seconds();
    m_lag = m_open.lag;
    m_withoutCommit = m_open.withoutCommit;
    if (m_lag)
        m_lagHistory.push(beat, static_cast<double>(*m_lag));
    m_open = {};
}

std::optional<double> GroupMeter::outPerSecond(const std::string& topic) const {
    const auto it = m_topics.find(topic);
    return it != m_topics.end() ? it->second.out : std::nullopt;
}

TimeSeries* GroupMeter::lagHistory(const std::string& topic) {
    const auto it = m_topics.find(topic);
    return it != m_topics.end() ? &it->second.lagHistory : nullptr;
}

TimeSeries* GroupMeter::lagHistory(const base::TopicPartition& partition) {
    const auto it = m_partitions.find(partition);
    return it != m_partitions.end() ? &it->second.lagHistory : nullptr;
}

} // namespace metrics
