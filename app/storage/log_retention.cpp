#include <algorithm>

#include <fmt/core.h>

#include "storage/log.h"

namespace storage {

void Log::sweep(std::int64_t nowMs) {
    const auto config = configNow();
    std::vector<std::shared_ptr<Segment>> expired;
    base::Offset end;
    bool flushDue = false;
    {
        const base::Lock lock(m_writeMutex);
        if (m_closed)
            return;
        m_producers.expire(nowMs, m_environment->producerIdExpirationMs);
        expired = takeExpired(*config, nowMs);
        end = endOffset();
        const base::Lock state(m_stateMutex);
        flushDue = m_recoveryPoint < end && nowMs - m_lastFlushMs >= config->flushMs;
    }
    if (!expired.empty())
        m_home->retire(std::move(expired), config->fileDeleteDelayMs);
    if (flushDue)
        reportFailure("flush", flushUpTo(end));
}

std::vector<std::shared_ptr<Segment>> Log::takeExpired(const LogConfig& config, std::int64_t nowMs) {
    std::vector<std::shared_ptr<Segment>> expired;
    auto count = countExpired(config, nowMs);
    if (count == 0)
        return expired;
    if (count == segmentsNow().size()) { // the last one goes too: the log continues in a new segment
        if (const auto rolled = roll(); !rolled) {
            reportFailure("retention", rolled);
            return expired;
        }
    }
    std::int64_t bytes = 0;
    {
        const base::Lock lock(m_stateMutex);
        const auto border = m_segments.begin() + static_cast<std::ptrdiff_t>(count);
        expired.assign(m_segments.begin(), border);
        m_segments.erase(m_segments.begin(), border);
        m_logStart = std::max(m_logStart, m_segments.front()->baseOffset());
        m_recoveryPoint = std::max(m_recoveryPoint, m_logStart);
        m_epochs.truncateFromStart(m_logStart);
        for (const auto& segment : expired)
            bytes += segment->size();
    }
    m_environment->say(base::LogLevel::Info,
                       fmt::format("{}: {} segments with {} bytes were deleted, the log starts at {}", m_name,
                                   count, bytes, logStartOffset().value()));
    return expired;
}

std::size_t Log::countExpired(const LogConfig& config, std::int64_t nowMs) const {
    const auto segments = segmentsNow();
    const auto start = logStartOffset();
    const auto end = endOffset();
    std::int64_t total = 0;
    for (const auto& segment : segments)
        total += segment->size();
    std::size_t count = 0;
    for (; count < segments.size(); ++count) {
        const auto& segment = segments[count];
        const auto size = segment->size();
        if (size == 0 && count + 1 == segments.size())
            break;
        const auto next = count + 1 < segments.size() ? segments[count + 1]->baseOffset() : end;
        const bool emptied = next <= start;
        const bool tooOld = config.cleanupDelete && config.retentionMs >= 0 &&
                            nowMs - segment->ageReferenceMs() > config.retentionMs;
        const bool tooMuch =
            config.cleanupDelete && config.retentionBytes >= 0 && total - size >= config.retentionBytes;
        if (!emptied && !tooOld && !tooMuch)
            break;
        total -= size;
    }
    return count;
}

} // namespace storage
