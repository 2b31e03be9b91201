#include "series/points.h"

#include <algorithm>
#include <limits>

namespace series {

Grid Grid::of(std::int64_t nowMs, std::int64_t rangeMs, std::size_t limit, std::int64_t stepMs,
              std::int64_t finestMs) {
    const std::int64_t steps = std::max<std::int64_t>(1, rangeMs / stepMs);
    const auto most = std::max<std::int64_t>(1, static_cast<std::int64_t>(limit));
    std::int64_t each =
        std::max<std::int64_t>({1, (finestMs + stepMs - 1) / stepMs, (steps + most - 1) / most});
    Grid grid;
    grid.endMs = nowMs;
    grid.widthMs = each * stepMs;
    const std::int64_t last = (nowMs - 1) / grid.widthMs;
    grid.beginMs =
        std::max<std::int64_t>(0, (nowMs - rangeMs + grid.widthMs - 1) / grid.widthMs) * grid.widthMs;
    grid.beginMs = std::max(grid.beginMs, (last - most + 1) * grid.widthMs);
    if (grid.beginMs >= nowMs) // a range shorter than one stretch
        grid.beginMs = last * grid.widthMs;
    return grid;
}

void Gathering::add(std::int64_t fromMs, std::int64_t toMs, double value) {
    fromMs = std::max(fromMs, m_grid.beginMs);
    toMs = std::min(toMs, m_grid.beginMs + static_cast<std::int64_t>(m_cells.size()) * m_grid.widthMs);
    if (fromMs >= toMs)
        return;
    m_knownToMs = std::max(m_knownToMs, toMs);
    auto cell = static_cast<std::size_t>((fromMs - m_grid.beginMs) / m_grid.widthMs);
    for (; fromMs < toMs; ++cell) {
        const std::int64_t end =
            std::min(toMs, m_grid.beginMs + static_cast<std::int64_t>(cell + 1) * m_grid.widthMs);
        m_cells[cell].sum += value * static_cast<double>(end - fromMs);
        m_cells[cell].known += end - fromMs;
        fromMs = end;
    }
}

Points Gathering::take() const {
    const auto known = [](const Cell& cell) { return cell.known > 0; };
    const auto first = std::ranges::find_if(m_cells, known);
    const auto last = std::find_if(m_cells.rbegin(), m_cells.rend(), known).base();
    Points out;
    for (auto cell = first; cell < last; ++cell) {
        Point point;
        point.fromMs = m_grid.beginMs + (cell - m_cells.begin()) * m_grid.widthMs;
        point.knownMs = cell->known;
        const std::int64_t end = point.fromMs + m_grid.widthMs;
        point.atMs = (point.fromMs + (cell + 1 == last ? std::min(end, m_knownToMs) : end)) / 2;
        point.value = known(*cell) ? cell->sum / static_cast<double>(cell->known)
                                   : std::numeric_limits<double>::quiet_NaN();
        out.push_back(point);
    }
    return out;
}

Points joined(const Points& kept, const Points& live) {
    if (kept.empty() || live.empty())
        return kept.empty() ? live : kept;
    const std::int64_t width = kept.size() > 1
                                   ? kept[1].fromMs - kept[0].fromMs
                                   : (live.size() > 1 ? live[1].fromMs - live[0].fromMs : std::int64_t{0});
    Points out;
    const auto add = [&](const Point& point) {
        // What neither knows between the end of one and the begin of the other is a gap.
        if (!out.empty() && width > 0 && point.fromMs > out.back().fromMs + width)
            out.push_back({out.back().fromMs + width, out.back().fromMs + width + width / 2,
                           std::numeric_limits<double>::quiet_NaN(), 0});
        out.push_back(point);
    };
    auto k = kept.begin();
    for (auto l = live.begin(); k != kept.end() || l != live.end();) {
        if (l == live.end() || (k != kept.end() && k->fromMs < l->fromMs)) {
            add(*k++);
        } else if (k == kept.end() || l->fromMs < k->fromMs) {
            add(*l++);
        } else {
            add(l->knownMs >= k->knownMs ? *l : *k);
            ++k;
            ++l;
        }
    }
    return out;
}

} // namespace series
