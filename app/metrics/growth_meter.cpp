#include "metrics/growth_meter.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace metrics {

/// One that was not there at the last reading began empty.
GrowthMeter::Log GrowthMeter::began(const Beat& beat, const SizeReading& reading) {
    Log log;
    log.id = reading.id;
    if (!beat.gap && reading.broker) {
        log.broker = reading.broker;
        log.logStart = reading.logStart;
        log.end = 0;
    }
    return log;
}

GrowthMeter::Growth GrowthMeter::grown(const SizeReading& now, Log& log) {
    const bool sameReplica = now.broker && now.broker == log.broker;
    // Deletion that what came makes up for shows only by where the log begins.
    const bool isWhole = now.bytes >= log.bytes && now.logStart && now.logStart == log.logStart;
    const double bytes = sameReplica ? static_cast<double>(now.bytes - log.bytes) : 0;
    std::optional<double> records;
    if (now.end && log.end && *now.end >= *log.end)
        records = static_cast<double>(*now.end - *log.end);
    if (sameReplica && isWhole) {
        if (records.value_or(0) > 0 && bytes > 0) { // the newer ones count more
            log.meanBytes = log.meanBytes / 2 + bytes;
            log.meanRecords = log.meanRecords / 2 + *records;
        }
        return {bytes, true, false};
    }
    const double least = std::max(0.0, bytes);
    if (records == 0.0)
        return {least, true, false};
    if (records && log.meanRecords > 0)
        return {std::max(least, *records * log.meanBytes / log.meanRecords), true, true};
    return {least, false, false};
}

void GrowthMeter::take(const SizeReading& now, Log& log) {
    log.broker = now.broker;
    log.bytes = now.broker ? now.bytes : 0;
    if (now.logStart)
        log.logStart = now.logStart;
    log.end = now.end;
}

/// In place: most topics keep their partitions, and a second list would be as large as all that is kept.
void GrowthMeter::align(const Beat& beat, std::span<const SizeReading> partitions) {
    m_logs.reserve(partitions.size());
    auto log = m_logs.begin();
    for (const auto& reading : partitions) {
        const auto isGone = [&reading](const Log& one) { return one.id < reading.id; };
        log = m_logs.erase(log, std::find_if_not(log, m_logs.end(), isGone));
        if (log == m_logs.end() || log->id != reading.id)
            log = m_logs.insert(log, began(beat, reading));
        ++log;
    }
    m_logs.erase(log, m_logs.end());
}

void GrowthMeter::read(const Beat& beat, std::span<const SizeReading> partitions) {
    if (beat.extra)
        return;
    align(beat, partitions);
    auto at = m_logs.begin();
    bool anyKnown = partitions.empty(), everyKnown = true, estimated = false;
    for (const auto& reading : partitions) {
        auto& log = *at++;
        if (!beat.gap) {
            const auto growth = grown(reading, log);
            m_grown += growth.bytes;
            anyKnown = anyKnown || growth.known || growth.bytes > 0;
            everyKnown = everyKnown && growth.known;
            estimated = estimated || growth.estimated;
        }
        take(reading, log);
    }
    if (!std::exchange(m_began, true) && !beat.gap)
        m_rate.beginAtNothing();
    auto told = beat;
    told.gap = beat.gap || !anyKnown; // the rate begins anew
    if (!everyKnown)
        m_lackedMs = beat.toMs;
    if (estimated)
        m_estimatedMs = beat.toMs;
    m_rate.read(told, std::llround(m_grown));
    if (told.gap)
        m_rateBeganMs = beat.toMs;
    const auto meanFromMs = std::max(beat.windowFromMs, m_rateBeganMs);
    m_perSecond = m_rate.steady();
    m_ofBeat = everyKnown ? m_rate.ofBeat() : std::nullopt;
    m_lacks = !everyKnown || m_lackedMs > meanFromMs;
    m_isEstimate = m_estimatedMs > meanFromMs;
}

} // namespace metrics
