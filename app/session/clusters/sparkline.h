#pragma once

#include <cstdint>

#include "series/line.h"
#include "series/points.h"
#include "session/snapshots.h"

namespace session {

/// The last fifteen minutes of a line in half minutes. Kept beside the line and brought up to date at every
/// round: only the steps that are not over are made anew.
class RecentLine {
public:
    /// How what is known of before the line begins is cut.
    [[nodiscard]] static series::Grid grid(std::int64_t nowMs);
    /// What is known of that; on the grid, before the first update.
    void begin(const series::Points& older, const series::Grid& grid);
    /// After what the round pushed; null: there is no such line.
    void update(const series::Line* line, std::int64_t nowMs);
    [[nodiscard]] const Sparkline& shown() const { return m_shown; }

private:
    void startAnew(Sparkline shown);

    Sparkline m_shown;
    Sparkline m_spare; // the one before, written anew once no row has it: a large cluster has 100 000 of them
    std::int64_t m_beginMs = 0;    // of the first step
    std::int64_t m_olderToMs = -1; // where that ends which is not in the line; −1: all is
    std::int64_t m_endMs = -1;     // up to when the line was known; −1: all of it is to be looked at
};

} // namespace session
