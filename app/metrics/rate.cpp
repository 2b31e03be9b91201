#include "metrics/rate.h"

#include <algorithm>
#include <utility>

namespace metrics {

void CommitRate::read(const Beat& beat, std::int64_t rise, bool more) {
    m_rate.reset();
    m_ofBeat.reset();
    m_lacks = false;
    if (beat.gap) {
        clear();
        m_open = 0;
        m_inHandMs = 0;
        m_isKnown = false;
        m_gapMs = beat.toMs;
        return;
    }
    forgetLonger(beat.toMs - beat.fromMs);
    if (rise > 0 || more) {
        if (beganAnew(beat.toMs))
            clear();
        m_leaps.push_back({beat.toMs, rise, more, beat.toMs - beat.fromMs});
        if (m_times.size() == paceTimes)
            m_times.erase(m_times.begin());
        m_times.push_back(beat.toMs);
    }
    // One leap that is a window older than the last begins the time of those after it.
    constexpr std::int64_t beatsInWindow = 6;
    const auto window =
        std::max(windowMs, std::min(beatsInWindow * (beat.toMs - beat.fromMs), longestWindowMs));
    while (m_leaps.size() > 2 && m_leaps.back().ms - m_leaps[1].ms >= window)
        m_leaps.erase(m_leaps.begin());
    m_rate = rateAt(beat);
    m_lacks = m_rate && lacksAt(beat);
    spread(beat, rise);
    if (m_lacks && *m_rate == 0)
        m_rate.reset();
}

/// Each beat gets an even share of what is left until the next leap is seen at the latest. So much is held
/// back that a leap which is seen a beat late leaves no hole; where all of the rate is known for the first
/// time, that is in hand of what was committed before. Beats of another length want more or less in hand, and
/// come to it by and by: else one of them would get what others had in hand, or fill it from its own.
void CommitRate::spread(const Beat& beat, std::int64_t rise) {
    const std::int64_t length = beat.toMs - beat.fromMs;
    const bool wasKnown = std::exchange(m_isKnown, m_rate && !m_lacks);
    if (rise > 0) {
        std::int64_t time = std::max(windowMs, length);
        if (m_times.size() > 1 || m_inHandMs > 0) {
            const std::int64_t mean = meanPeriodMs(length);
            const std::int64_t period = std::max(mean, length); // one beat sees several leaps as one
            // Beats as long as the period see none or two by turns: the more beats share a leap, the less the
            // shares swing.
            const bool swings = 2 * length >= period && length < windowMs;
            const std::int64_t wanted = (swings ? 3 : 1) * lateness(beat);
            constexpr std::int64_t steps = 6;
            const bool isFirst = m_inHandMs == 0 || (m_isKnown && !wasKnown);
            m_inHandMs = isFirst ? wanted : m_inHandMs + (wanted - m_inHandMs) / steps;
            time = period + m_inHandMs;
            if (m_isKnown && !wasKnown)
                m_open = *m_rate * static_cast<double>(m_inHandMs) / 1000.0;
        }
        m_open += static_cast<double>(rise);
        m_openUntil = beat.fromMs + time;
    }
    const std::int64_t left = std::max(m_openUntil - beat.fromMs, length);
    const double given =
        left > length ? m_open * static_cast<double>(length) / static_cast<double>(left) : m_open;
    m_open -= given;
    if (length > 0)
        m_ofBeat = given * 1000.0 / static_cast<double>(length);
}

/// Between two leaps as they are seen; where that is not known yet, as beats told that could tell.
std::int64_t CommitRate::meanPeriodMs(std::int64_t lengthMs) {
    const auto periods = static_cast<std::int64_t>(m_times.size()) - 1;
    if (periods < 1)
        return m_toldPeriodMs > 0 ? m_toldPeriodMs : windowMs;
    const std::int64_t mean = (m_times.back() - m_times.front()) / periods;
    if (lengthMs <= windowMs && mean <= 2 * windowMs)
        m_toldPeriodMs = mean;
    return mean;
}

void CommitRate::clear() {
    m_leaps.clear();
    m_times.clear();
}

void CommitRate::rest(const Beat& beat) {
    clear();
    read(beat, 0);
    if (!beat.gap)
        m_rate = 0;
}

/// So long after the last commit one more tells nothing about the time between.
bool CommitRate::beganAnew(std::int64_t nowMs) const {
    if (m_leaps.empty())
        return true;
    const std::int64_t since = nowMs - m_leaps.back().ms;
    return m_leaps.size() == 1 ? since > longestPeriodMs : since > std::max(windowMs, 3 * periodMs());
}

/// How often commits come cannot be told from beats much longer than this one: each may have seen several as
/// one.
void CommitRate::forgetLonger(std::int64_t lengthMs) {
    if (m_leaps.size() > 1 && m_leaps.back().lengthMs > std::max(windowMs, 2 * lengthMs)) {
        m_leaps.erase(m_leaps.begin(), m_leaps.end() - 1);
        m_times.clear();
    }
}

/// A commit that was due may have come since the beat began. One that is long saw all of a window.
std::int64_t CommitRate::lateness(const Beat& beat) {
    return std::min(beat.toMs - beat.fromMs, windowMs);
}

std::int64_t CommitRate::periodMs() const {
    return (m_leaps.back().ms - m_leaps.front().ms) / static_cast<std::int64_t>(m_leaps.size() - 1);
}

bool CommitRate::stopped(const Beat& beat) const {
    const std::int64_t since = beat.toMs - m_leaps.back().ms;
    return m_leaps.size() == 1 ? since >= windowMs
                               : since > std::max(windowMs, 2 * periodMs() + lateness(beat));
}

bool CommitRate::lacksAt(const Beat& beat) const {
    if (m_leaps.empty() || stopped(beat))
        return false;
    return std::any_of(m_leaps.begin() + (m_leaps.size() > 1 ? 1 : 0), m_leaps.end(),
                       [](const Leap& leap) { return leap.more; });
}

std::optional<double> CommitRate::rateAt(const Beat& beat) const {
    if (m_leaps.size() < 2 && beat.toMs - m_gapMs < windowMs)
        return std::nullopt; // one commit is of a time of which a part was not watched
    if (m_leaps.empty() || stopped(beat))
        return 0;
    const std::int64_t since = beat.toMs - m_leaps.back().ms;
    if (m_leaps.size() == 1) // of what time it is the rise nobody knows
        return static_cast<double>(m_leaps.front().rise) * 1000.0 /
               static_cast<double>(std::max(windowMs, m_leaps.front().lengthMs));
    std::int64_t sum = 0;
    for (std::size_t i = 1; i < m_leaps.size(); ++i)
        sum += m_leaps[i].rise;
    const std::int64_t span = m_leaps.back().ms - m_leaps.front().ms;
    const bool overdue = since > periodMs() + lateness(beat);
    return static_cast<double>(sum) * 1000.0 / static_cast<double>(overdue ? span + since : span);
}

} // namespace metrics
