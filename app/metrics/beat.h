#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <optional>

#include "base/clock.h"

namespace metrics {

/// One round of sampling: what rose between two readings rose in (fromMs, toMs]. Milliseconds since the
/// epoch.
struct Beat {
    std::int64_t fromMs = 0;
    std::int64_t toMs = 0;
    /// There is nothing before it to compare with: it is the first, it comes too late, the connection was
    /// lost since, or the clock was set. Readings then only become the base of the next beat's rates.
    bool gap = true;
    /// Somebody looked between two beats: what rose since is left to the next beat, which begins where the
    /// last one ended.
    bool extra = false;
    /// Rates are means over the steady window (windowFromMs, toMs], which is some beats long. What a counter
    /// was where a window began stands in a slot of its WindowBases.
    std::int64_t windowFromMs = 0;
    std::uint8_t windowSlot = 0;
    std::optional<std::uint8_t> opensSlot; ///< this beat is the base of a window to come

    [[nodiscard]] double seconds() const { return static_cast<double>(toMs - fromMs) / 1000.0; }
};

/// What one counter was where the last few steady windows began.
class WindowBases {
public:
    /// So many are kept, as far apart as their number divides the window.
    static constexpr std::uint8_t held = 5;

    void begin(std::int64_t counter) { m_counters.fill(counter); }
    /// How much it rose within the window of this beat, which is told once.
    std::int64_t riseTo(const Beat& beat, std::int64_t counter) {
        const auto rise = counter - m_counters[beat.windowSlot];
        if (beat.opensSlot)
            m_counters[*beat.opensSlot] = counter;
        return rise;
    }

private:
    std::array<std::int64_t, held> m_counters{};
};

/// Makes the beats of a sampler. A reading more than two intervals late leaves a gap: what happened in
/// between is not known well enough to draw. One that comes early is an extra look.
class BeatMaker {
public:
    /// A steady window is as long as this, once there are so many beats, or up to a beat longer. It keeps its
    /// length as long as beats come evenly: of what stopped coming a rate only falls. When beats become much
    /// shorter it begins anew.
    static constexpr std::int64_t windowMs = 5'000;
    /// A rate over less tells more about when it was asked than about what moves.
    static constexpr std::int64_t leastBeatMs = 750;

    explicit BeatMaker(const base::Clock& clock) : m_clock(clock) {}

    /// The connection was lost. Nobody knows when what happened until it is back did, so the next beat is a
    /// gap however soon it comes.
    void interrupt() { m_interrupted = true; }

    Beat next(std::int64_t intervalMs) {
        const std::int64_t now = m_clock.wallMs();
        const auto steady = m_clock.now();
        intervalMs = std::max<std::int64_t>(intervalMs, 1'000);
        Beat beat;
        beat.fromMs = m_last.value_or(now);
        beat.toMs = now;
        if (m_last && now >= *m_last) {
            beat.gap = m_interrupted || wasSet(now - *m_last, steady - m_lastSteady) ||
                       now - *m_last > 3 * std::max(intervalMs, m_lookedForMs);
            beat.extra =
                !beat.gap && now - *m_last < std::max(leastBeatMs, std::min(intervalMs, windowMs) * 3 / 4);
        }
        m_interrupted = false;
        if (beat.gap) {
            m_windows.fill(now);
            m_newest = 0;
        }
        beat.windowSlot = windowAt(now);
        beat.windowFromMs = m_windows[beat.windowSlot];
        if (!beat.gap && !beat.extra && now - m_windows[m_newest] >= nearly(windowMs / WindowBases::held)) {
            m_newest = after(m_newest);
            m_windows[m_newest] = now;
            beat.opensSlot = m_newest;
        }
        // After a look in between the next beat may be asked for sooner; it is not late for that.
        m_lookedForMs = beat.extra ? std::max(intervalMs, m_lookedForMs) : 0;
        if (!beat.extra) {
            m_last = now;
            m_lastSteady = steady;
        }
        return beat;
    }

private:
    /// Of a time that the clock jumped over or told twice nobody knows how long it took. What adjusts a clock
    /// bit by bit stays far below, and so does what lies between asking for both.
    static bool wasSet(std::int64_t wallMs, std::chrono::steady_clock::duration steady) {
        const auto lastedMs = std::chrono::duration_cast<std::chrono::milliseconds>(steady).count();
        return std::abs(wallMs - lastedMs) > 200 + lastedMs / 50;
    }
    // Beats come a little early or late.
    static constexpr std::int64_t nearly(std::int64_t ms) { return ms * 9 / 10; }
    static constexpr std::uint8_t after(std::uint8_t slot) {
        return static_cast<std::uint8_t>((slot + 1) % WindowBases::held);
    }
    /// The youngest that is long enough, or else the oldest. One far too long, of beats that were much
    /// further apart, would hide for seconds what moves now: the next is short, but of beats like this one.
    [[nodiscard]] std::uint8_t windowAt(std::int64_t now) const {
        auto found = after(m_newest);
        for (auto slot = after(found); slot != after(m_newest); slot = after(slot))
            if (now - m_windows[slot] >= nearly(windowMs))
                found = slot;
        const bool farTooLong = now - m_windows[found] > 2 * windowMs && found != m_newest;
        return farTooLong ? after(found) : found;
    }

    const base::Clock& m_clock;
    std::optional<std::int64_t> m_last;
    std::chrono::steady_clock::time_point m_lastSteady;
    std::int64_t m_lookedForMs = 0;                          ///< since the last beat, by looks in between
    std::array<std::int64_t, WindowBases::held> m_windows{}; ///< where windows begin, in a ring
    std::uint8_t m_newest = 0;
    bool m_interrupted = false;
};

} // namespace metrics
