#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/clock.h"

namespace metrics {

/// One round of sampling: what rose between two readings rose in (fromMs, toMs]. Milliseconds since the
/// epoch.
struct Beat {
    std::int64_t fromMs = 0;
    std::int64_t toMs = 0;
    /// There is nothing before it to compare with: it is the first, it comes too late, or the clock went
    /// back. Readings then only become the base of the next beat's rates.
    bool gap = true;
    /// Somebody looked between two beats: what rose since is left to the next beat, which begins where the
    /// last one ended.
    bool extra = false;
    /// Rates are means over the steady window (windowFromMs, toMs], which is some beats long; the beat that
    /// `opens` one is the base of windows to come.
    std::int64_t windowFromMs = 0;
    bool opensWindow = true;

    [[nodiscard]] double seconds() const { return static_cast<double>(toMs - fromMs) / 1000.0; }
    [[nodiscard]] double windowSeconds() const { return static_cast<double>(toMs - windowFromMs) / 1000.0; }
};

/// Makes the beats of a sampler. A reading more than two intervals late leaves a gap: what happened in
/// between is not known well enough to draw. One that comes early is an extra look.
class BeatMaker {
public:
    /// A steady window lasts from one to two of these.
    static constexpr std::int64_t windowMs = 5'000;
    /// A rate over less tells more about when it was asked than about what moves.
    static constexpr std::int64_t leastBeatMs = 750;

    explicit BeatMaker(const base::Clock& clock) : m_clock(clock) {}

    Beat next(std::int64_t intervalMs) {
        const std::int64_t now = m_clock.wallMs();
        intervalMs = std::max<std::int64_t>(intervalMs, 1'000);
        Beat beat;
        beat.fromMs = m_last.value_or(now);
        beat.toMs = now;
        if (m_last && now >= *m_last) {
            beat.gap = now - *m_last > 3 * intervalMs;
            beat.extra =
                !beat.gap && now - *m_last < std::max(leastBeatMs, std::min(intervalMs, windowMs) * 3 / 4);
        }
        if (beat.gap)
            m_olderWindow = m_newerWindow = now;
        beat.windowFromMs = m_olderWindow;
        beat.opensWindow = beat.gap || (!beat.extra && now - m_newerWindow >= windowMs);
        if (beat.opensWindow && !beat.gap)
            m_olderWindow = std::exchange(m_newerWindow, now);
        if (!beat.extra)
            m_last = now;
        return beat;
    }

private:
    const base::Clock& m_clock;
    std::optional<std::int64_t> m_last;
    std::int64_t m_olderWindow = 0, m_newerWindow = 0; // where windows begin
};

} // namespace metrics
