#pragma once

#include <cstdint>
#include <optional>

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

    [[nodiscard]] double seconds() const { return static_cast<double>(toMs - fromMs) / 1000.0; }
};

/// Makes the beats of a sampler. A reading more than two intervals late leaves a gap: what happened in
/// between is not known well enough to draw.
class BeatMaker {
public:
    explicit BeatMaker(const base::Clock& clock) : m_clock(clock) {}

    Beat next(std::int64_t intervalMs) {
        const std::int64_t now = m_clock.wallMs();
        Beat beat{m_last.value_or(now), now, true};
        if (m_last && now > *m_last)
            beat.gap = now - *m_last > 3 * intervalMs;
        m_last = now;
        return beat;
    }

private:
    const base::Clock& m_clock;
    std::optional<std::int64_t> m_last;
};

} // namespace metrics
