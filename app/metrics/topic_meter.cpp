#include "metrics/topic_meter.h"

#include <algorithm>
#include <utility>

namespace metrics {

namespace {
// Kafka allows far fewer; a broker that lies must not make us reserve memory by its word.
constexpr std::int32_t maxPartitions = 100'000;
} // namespace

void TopicMeter::readEnds(const Beat& beat, std::span<const PartitionReading> partitions, bool appeared) {
    const bool firstReading = m_partitions.empty() && !appeared;
    double came = 0, perSecond = 0; // per second
    bool anyKnown = false, everyKnown = true;
    std::size_t count = beat.extra ? m_partitions.size() : 0;
    for (const auto& reading : partitions) {
        if (reading.id < 0 || reading.id >= maxPartitions)
            continue;
        count = std::max(count, static_cast<std::size_t>(reading.id) + 1);
        auto& of = partition(reading, !firstReading && reading.logStart == 0);
        if (beat.extra)
            continue;
        of.inPerSecond.reset();
        if (!reading.end) {
            everyKnown = false;
            keepUnread(beat, of);
            continue;
        }
        if (of.end && !beat.gap && *reading.end >= *of.end) {
            came += riseTo(beat, of, *reading.end);
            perSecond += *of.inPerSecond;
            anyKnown = true;
        } else {
            everyKnown = false;
            of.ends.begin(*reading.end);
            of.beganMs = beat.toMs;
        }
        of.end = reading.end;
        of.unreadSince.reset();
    }
    m_partitions.resize(count);
    if (beat.extra)
        return;
    m_in.reset();
    m_inOfBeat.reset();
    m_inOfKnown = anyKnown ? std::optional(perSecond) : std::nullopt;
    if (anyKnown && everyKnown) { // a sum that lacks a partition is none
        m_in = perSecond;
        m_inOfBeat = came;
    }
}

/// Its last known end stays, so that the next rise counts what came meanwhile; but not over a gap, of which
/// nobody knows how long it was.
void TopicMeter::keepUnread(const Beat& beat, Partition& of) {
    if (beat.gap)
        of.end.reset();
    of.unreadSince = std::min(of.unreadSince.value_or(beat.fromMs), beat.fromMs);
}

/// Per second of the beat, or of all the time in which it was not read; its rate follows.
double TopicMeter::riseTo(const Beat& beat, Partition& of, std::int64_t end) {
    const auto perSecond = [](std::int64_t records, std::int64_t ms) {
        return static_cast<double>(records) * 1000.0 / static_cast<double>(ms);
    };
    const double ofBeat = perSecond(end - *of.end, beat.toMs - of.unreadSince.value_or(beat.fromMs));
    if (of.unreadSince) {
        of.ends.begin(end);
        of.beganMs = beat.toMs;
        of.inPerSecond = ofBeat;
    } else {
        of.inPerSecond =
            perSecond(of.ends.riseTo(beat, end), beat.toMs - std::max(beat.windowFromMs, of.beganMs));
    }
    return ofBeat;
}

/// One that is new begins at nothing when it was not there before.
TopicMeter::Partition& TopicMeter::partition(const PartitionReading& reading, bool fromNothing) {
    const auto index = static_cast<std::size_t>(reading.id);
    if (index >= m_partitions.size()) {
        m_partitions.resize(index + 1);
        if (fromNothing && reading.end)
            m_partitions[index].end = 0;
    }
    return m_partitions[index];
}

void TopicMeter::readSent(const Beat& beat, std::int64_t records, bool appeared) {
    if (!m_sent) {
        m_sent.emplace();
        if (appeared && !beat.gap)
            m_sent->beginAtNothing();
    }
    m_sent->read(beat, records);
}

void TopicMeter::close(const Beat& beat, bool everyGroup) {
    if (beat.extra)
        return;
    const double committed = std::exchange(m_outOpen, 0), ofBeat = std::exchange(m_outOfBeatOpen, 0);
    const bool lacks = std::exchange(m_outOpenLacks, false);
    const bool read = std::exchange(m_outOpenRead, false);
    m_outLacks = false;
    m_out.reset();
    m_outOfBeat.reset();
    if (m_sent) {
        m_out = m_sent->steady();
        m_outOfBeat = m_sent->ofBeat();
    } else if (!beat.gap && everyGroup && read) {
        m_outLacks = lacks;
        if (!lacks || committed > 0)
            m_out = committed;
        if (!lacks)
            m_outOfBeat = ofBeat;
    }
}

std::optional<double> TopicMeter::partitionInPerSecond(std::int32_t partition) const {
    const auto index = static_cast<std::size_t>(partition);
    return partition >= 0 && index < m_partitions.size() ? m_partitions[index].inPerSecond : std::nullopt;
}

} // namespace metrics
