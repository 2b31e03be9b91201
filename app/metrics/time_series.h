#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "metrics/beat.h"

namespace metrics {

struct Point {
    std::int64_t atMs = 0; ///< the middle of the time that the value stands for
    double value = 0;      ///< NaN: a gap
};

/// The last hour of one quantity: each second of the last five minutes and each ten seconds of the hour. A
/// slot holds the mean over its time, so that points times their distance add up to what was counted.
/// A series that never changed (the most, on a cluster with thousands of topics) takes no rings.
/// Not thread-safe.
class TimeSeries {
public:
    struct Resolution {
        std::int64_t stepMs;
        std::size_t count;
    };
    static constexpr std::array<Resolution, 2> resolutions{{{1'000, 300}, {10'000, 360}}};
    static constexpr std::int64_t coveredMs = 3'600'000;

    TimeSeries();
    ~TimeSeries();
    TimeSeries(TimeSeries&&) noexcept;
    TimeSeries& operator=(TimeSeries&&) noexcept;

    /// The quantity had this value all through the beat. A beat that is a gap, or ends before what is known,
    /// leaves nothing.
    void push(const Beat& beat, double value);

    /// The last `rangeMs` up to `nowMs` in at most `limit` points, none finer than `finestMs`. It begins at
    /// the first known value; a gap in between is NaN.
    [[nodiscard]] std::vector<Point> points(std::int64_t nowMs, std::int64_t rangeMs, std::size_t limit,
                                            std::int64_t finestMs = 0) const;
    /// What the points of the last `rangeMs` add up to, in value × seconds.
    [[nodiscard]] double integral(std::int64_t nowMs, std::int64_t rangeMs) const;

    [[nodiscard]] bool hasRings() const { return m_rings != nullptr; }
    [[nodiscard]] std::int64_t lastChangeMs() const { return m_lastChangeMs; } ///< −1: nothing was pushed yet
    [[nodiscard]] double lastValue() const { return m_value; }
    [[nodiscard]] std::int64_t endMs() const { return m_end; } ///< up to when it is known
    /// Forgets what came before the last value and gives the rings back.
    void fold();
    /// Folds when nothing changed for all the time that is kept.
    void foldIfFlat();

private:
    struct Rings;
    void materialise();
    [[nodiscard]] double slotValue(std::size_t level, std::int64_t slot) const;

    std::unique_ptr<Rings> m_rings; // none while every value since m_flatFrom was m_value
    double m_value = 0;
    std::int64_t m_flatFrom = -1; // −1: nothing was pushed yet
    std::int64_t m_end = -1;
    std::int64_t m_lastChangeMs = -1;
};

} // namespace metrics
