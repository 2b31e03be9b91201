#include "metrics/group_meter.h"

#include <utility>

namespace metrics {

void GroupMeter::read(const Beat& beat, const base::TopicPartition& name,
                      std::optional<std::int64_t> committed, const Lag& lag) {
    auto& partition = m_partitions[name];
    auto& topic = m_topics[name.topic];
    topic.read = partition.read = true;
    if (!beat.extra) {
        if (committed && partition.committed && !beat.gap)
            topic.rise += std::max<std::int64_t>(0, *committed - *partition.committed);
        partition.committed = committed;
    } else if (!partition.committed) {
        partition.committed = committed;
    }
    if (lag.records)
        topic.lag = topic.lag.value_or(0) + *lag.records;
    if (lag.state == CommitState::NoCommit)
        ++m_withoutCommitOpen;
}

void GroupMeter::close(const Beat& beat) {
    std::erase_if(m_partitions, [](const auto& entry) { return !entry.second.read; });
    for (auto& [name, partition] : m_partitions)
        partition.read = false;
    std::erase_if(m_topics, [](const auto& entry) { return !entry.second.read; });
    m_lag.reset();
    if (!beat.extra) {
        m_out.reset();
        if (!beat.gap)
            m_out = 0;
    }
    for (auto& [name, topic] : m_topics) {
        topic.read = false;
        topic.told.lag = std::exchange(topic.lag, std::nullopt);
        if (topic.told.lag)
            m_lag = m_lag.value_or(0) + *topic.told.lag;
        if (beat.extra)
            continue;
        topic.rate.read(beat, std::exchange(topic.rise, 0));
        topic.told.outPerSecond = topic.rate.perSecond();
        if (m_out)
            *m_out += topic.told.outPerSecond.value_or(0);
    }
    m_withoutCommit = std::exchange(m_withoutCommitOpen, 0);
}

std::optional<double> GroupMeter::outPerSecond(const std::string& topic) const {
    const auto it = m_topics.find(topic);
    return it != m_topics.end() ? it->second.told.outPerSecond : std::nullopt;
}

} // namespace metrics
