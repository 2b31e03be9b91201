#pragma once

#include <cstdint>
#include <vector>

namespace series {

/// A value that stands for a stretch of time.
struct Point {
    std::int64_t fromMs = 0; ///< where the stretch begins; a multiple of its width since the epoch
    std::int64_t atMs = 0;   ///< the middle of what is past of it
    double value = 0;        ///< the mean over what is known of it; NaN: a gap
    std::int64_t knownMs = 0;
};
using Points = std::vector<Point>;

/// How to cut time into points. Stretches are aligned to the epoch: one keeps its slots while the window
/// moves on.
struct Grid {
    std::int64_t beginMs = 0; ///< of the first stretch
    std::int64_t endMs = 0;   ///< the last stretch may reach beyond it
    std::int64_t widthMs = 1000;

    /// The last `rangeMs` up to `nowMs` in at most `limit` stretches of whole `stepMs`, none finer than
    /// `finestMs`.
    static Grid of(std::int64_t nowMs, std::int64_t rangeMs, std::size_t limit, std::int64_t stepMs,
                   std::int64_t finestMs);
    [[nodiscard]] std::size_t count() const {
        return endMs > beginMs ? static_cast<std::size_t>((endMs - beginMs + widthMs - 1) / widthMs) : 0;
    }
};

/// Adds up values over the stretches of a grid.
class Gathering {
public:
    explicit Gathering(const Grid& grid) : m_grid(grid), m_cells(grid.count()) {}
    /// The value held through [fromMs, toMs).
    void add(std::int64_t fromMs, std::int64_t toMs, double value);
    /// From the first known stretch to the last one; gaps between them are NaN.
    [[nodiscard]] Points take() const;

private:
    struct Cell {
        double sum = 0; // value × ms
        std::int64_t known = 0;
    };
    Grid m_grid;
    std::vector<Cell> m_cells;
    std::int64_t m_knownToMs = 0;
};

/// One line of two sources on one grid: of each stretch the point that knows more of it, of `live` when
/// equal.
[[nodiscard]] Points joined(const Points& kept, const Points& live);

} // namespace series
