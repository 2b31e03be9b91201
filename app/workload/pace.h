#pragma once

#include <chrono>
#include <cstdint>

namespace workload {

/// When the records of a sending are due at a rate: evenly from its beginning on, so that a late one does not
/// lower the rate. What a cluster kept waiting for longer than `catchesUp` is not made up for in a burst: who
/// sets a rate wants to spare it.
class Pace {
public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::seconds catchesUp{1};

    /// Records per second; 0 or less: all are due at once.
    Pace(double perSecond, Clock::time_point begin) : m_perSecond(perSecond), m_begin(begin) {}

    [[nodiscard]] bool isBound() const { return m_perSecond > 0; }
    /// Of the record with this number, from 0 on. Puts off all that follow where it is too late by `now`.
    [[nodiscard]] Clock::time_point due(std::int64_t number, Clock::time_point now);
    /// How many may be under way, at most `limit`: all of them arrive at once when a cluster is back.
    [[nodiscard]] std::int64_t mostUnderWay(std::int64_t limit) const;

private:
    double m_perSecond;
    Clock::time_point m_begin;
};

} // namespace workload
