#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "metrics/beat.h"

namespace metrics {

/// How much a counter rose from beat to beat, and per second over the steady window; none at a gap and when
/// the counter began anew. An extra look changes nothing.
class Rate {
public:
    void read(const Beat& beat, std::int64_t counter) {
        if (beat.extra)
            return;
        m_ofBeat.reset();
        m_steady.reset();
        if (!m_last || beat.gap || counter < *m_last) {
            m_bases.begin(counter);
            m_beganMs = beat.toMs;
        } else {
            m_ofBeat = static_cast<double>(counter - *m_last) / beat.seconds();
            m_steady = static_cast<double>(m_bases.riseTo(beat, counter)) * 1000.0 /
                       static_cast<double>(beat.toMs - std::max(beat.windowFromMs, m_beganMs));
        }
        m_last = counter;
    }
    /// What it counts was not there before: all of it came since the last beat.
    void beginAtNothing() {
        m_last = 0;
        m_bases.begin(0);
        m_beganMs = 0;
    }
    [[nodiscard]] std::optional<double> ofBeat() const { return m_ofBeat; }
    [[nodiscard]] std::optional<double> steady() const { return m_steady; }

private:
    std::optional<std::int64_t> m_last;
    WindowBases m_bases;
    std::int64_t m_beganMs = 0; // where it began anew within a window
    std::optional<double> m_ofBeat, m_steady;
};

/// How fast committed offsets rise. They rise by leaps, every five seconds with most clients: the mean is
/// taken from commit to commit, over so many of them as fill the window, and it falls when the next one is
/// overdue. After a gap it is known from the second commit on, or when a window has passed. What was read
/// before a first commit nobody knows: a mean into which one falls lacks a part.
/// The mean tells how fast a group is. Over a time it does not add up to what was committed: ofBeat() does.
class CommitRate {
public:
    static constexpr std::int64_t windowMs = 10'000;
    /// Beats as long as the time between two commits see now none and now two: of some more of them the mean
    /// is taken, but of no longer a time than this.
    static constexpr std::int64_t longestWindowMs = 30'000;
    /// Of two commits that are further apart nobody can tell whether one was expected in between.
    static constexpr std::int64_t longestPeriodMs = 60'000;

    /// In this beat they rose by so much, perhaps by nothing. `more`: and there were first commits. Not for
    /// extra looks.
    void read(const Beat& beat, std::int64_t rise, bool more = false);
    /// Instead of a reading: there was nobody who could have read in this beat.
    void rest(const Beat& beat);
    /// None: not known, nor is there a part of it that is.
    [[nodiscard]] std::optional<double> perSecond() const { return m_rate; }
    [[nodiscard]] bool lacks() const { return m_lacks; } ///< it is more than perSecond(), none or not
    /// Per second of the last beat; true where perSecond() is known. Over beats it adds up to what was
    /// committed: each leap is spread over the time until the next one has to be seen, and over no more.
    [[nodiscard]] std::optional<double> ofBeat() const { return m_ofBeat; }

private:
    static constexpr std::size_t paceTimes = 6; ///< beats see leaps early or late: the mean of some tells
    struct Leap {
        std::int64_t ms, rise;
        bool more;
        std::int64_t lengthMs; // of the beat in which it rose
    };
    [[nodiscard]] bool beganAnew(std::int64_t nowMs) const;
    void forgetLonger(std::int64_t lengthMs);
    [[nodiscard]] std::int64_t periodMs() const;        ///< between two commits, of several
    [[nodiscard]] bool stopped(const Beat& beat) const; ///< the next one does not come any more
    [[nodiscard]] std::optional<double> rateAt(const Beat& beat) const;
    [[nodiscard]] bool lacksAt(const Beat& beat) const;
    [[nodiscard]] static std::int64_t lateness(const Beat& beat);
    void spread(const Beat& beat, std::int64_t rise);
    [[nodiscard]] std::int64_t meanPeriodMs(std::int64_t lengthMs);
    void clear();
    std::vector<Leap> m_leaps;         // few; the first only begins the time of the others
    std::vector<std::int64_t> m_times; // of the last leaps, more than m_leaps has: how often they come
    std::int64_t m_gapMs = 0;          // since then nothing was missed
    std::optional<double> m_rate, m_ofBeat;
    bool m_lacks = false;
    double m_open = 0;               // of the leaps: what no beat has been given yet
    std::int64_t m_openUntil = 0;    // when all of it is to be given
    std::int64_t m_inHandMs = 0;     // of so long a time leaps are held back; 0: not known yet
    std::int64_t m_toldPeriodMs = 0; // between leaps, as beats told that were not long; 0: none has
    bool m_isKnown = false;          // all of the rate, at the last beat
};

} // namespace metrics
