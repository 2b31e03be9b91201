#include "metrics/topic_meter.h"

namespace metrics {

namespace {
// Kafka allows far fewer; a broker that lies must not make us reserve memory by its word.
constexpr std::int32_t maxPartitions = 100'000;
} // namespace

void TopicMeter::readEnds(const Beat& beat, std::span<const PartitionReading> partitions, bool appeared) {
    const bool firstReading = m_partitions.empty() && !appeared;
    std::int64_t rise = 0;
    bool anyKnown = false;
    std::size_t count = 0;
    for (const auto& reading : partitions) {
        if (reading.id < 0 || reading.id >= maxPartitions)
            continue;
        const auto index = static_cast<std::size_t>(reading.id);
        count = std::max(count, index + 1);
        const bool added = index >= m_partitions.size();
        if (added)
            m_partitions.resize(index + 1);
        auto& partition = m_partitions[index];
        partition.inPerSecond.reset();
        if (!reading.end)
            continue; // the last known end stays: the next rise then counts what came meanwhile
        if (added && !firstReading && reading.logStart == 0)
            partition.end = 0;
        if (partition.end && !beat.gap && *reading.end >= *partition.end) {
            const std::int64_t came = *reading.end - *partition.end;
            rise += came;
            anyKnown = true;
            partition.inPerSecond = static_cast<double>(came) / beat.seconds();
        }
        partition.end = reading.end;
    }
    m_partitions.resize(count);
    m_in.reset();
    if (anyKnown)
        m_in = static_cast<double>(rise) / beat.seconds();
}

void TopicMeter::rest(const Beat& beat) {
    m_inHistory.push(beat, 0);
    m_outHistory.push(beat, 0);
}

void TopicMeter::close(const Beat& beat) {
    m_out.reset();
    if (!beat.gap)
        m_out = static_cast<double>(m_outRecords) / beat.seconds();
    m_outRecords = 0;
    if (m_in)
        m_inHistory.push(beat, *m_in);
    if (m_out)
        m_outHistory.push(beat, *m_out);
}

void TopicMeter::readSize(const Beat& beat, std::int64_t bytes) {
    m_bytesIn.reset();
    const std::int64_t before = m_size.value_or(0);
    if (!beat.gap && bytes >= before) {
        m_bytesIn = static_cast<double>(bytes - before) / beat.seconds();
        m_bytesHistory.push(beat, *m_bytesIn);
    }
    m_size = bytes;
}

std::optional<double> TopicMeter::partitionInPerSecond(std::int32_t partition) const {
    const auto index = static_cast<std::size_t>(partition);
    return partition >= 0 && index < m_partitions.size() ? m_partitions[index].inPerSecond : std::nullopt;
}

} // namespace metrics
