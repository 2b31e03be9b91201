#include "metrics/time_series.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace metrics {

namespace {
constexpr float unknown = std::numeric_limits<float>::quiet_NaN();
}

struct TimeSeries::Rings {
    struct Level {
        std::vector<float> means;
        std::int64_t open = -1;     // the slot that still takes values; −1: none yet
        double sum = 0, weight = 0; // of the open slot: value × ms, ms
    };
    std::array<Level, resolutions.size()> levels;

    Rings() {
        for (std::size_t i = 0; i < levels.size(); ++i)
            levels[i].means.assign(resolutions[i].count, unknown);
    }

    void add(std::int64_t from, std::int64_t to, double value) {
        for (std::size_t i = 0; i < levels.size(); ++i)
            addTo(levels[i], resolutions[i], from, to, value);
    }

    static void addTo(Level& level, const Resolution& resolution, std::int64_t from, std::int64_t to,
                      double value) {
        const std::int64_t step = resolution.stepMs;
        const auto count = static_cast<std::int64_t>(resolution.count);
        from = std::max(from, to - count * step);
        for (std::int64_t slot = from / step; slot * step < to; ++slot) {
            if (slot != level.open) {
                const std::int64_t firstSkipped = std::max(level.open + 1, slot - count);
                for (std::int64_t skipped = level.open < 0 ? slot : firstSkipped; skipped < slot; ++skipped)
                    level.means[static_cast<std::size_t>(skipped % count)] = unknown;
                level.open = slot;
                level.sum = level.weight = 0;
            }
            const auto covered =
                static_cast<double>(std::min(to, (slot + 1) * step) - std::max(from, slot * step));
            level.sum += value * covered;
            level.weight += covered;
            level.means[static_cast<std::size_t>(slot % count)] =
                static_cast<float>(level.sum / level.weight);
        }
    }
};

TimeSeries::TimeSeries() = default;
TimeSeries::~TimeSeries() = default;
TimeSeries::TimeSeries(TimeSeries&&) noexcept = default;
TimeSeries& TimeSeries::operator=(TimeSeries&&) noexcept = default;

void TimeSeries::push(const Beat& beat, double value) {
    if (beat.gap || beat.toMs <= m_end)
        return;
    const std::int64_t from = std::max(beat.fromMs, m_end);
    const bool first = m_flatFrom < 0;
    const bool changed = first || value != m_value;
    if (first)
        m_flatFrom = from;
    else if (!m_rings && !changed && value == 0 && from > m_end)
        m_flatFrom = from; // thousands of idle topics go through the same gap: their zeros before it are not
                           // worth rings
    else if (!m_rings && (changed || from > m_end))
        materialise();
    if (m_rings)
        m_rings->add(from, beat.toMs, value);
    if (changed)
        m_lastChangeMs = beat.toMs;
    m_value = value;
    m_end = beat.toMs;
}

void TimeSeries::materialise() {
    m_rings = std::make_unique<Rings>();
    m_rings->add(m_flatFrom, m_end, m_value);
}

void TimeSeries::fold() {
    m_rings.reset();
    m_flatFrom = m_end;
}

void TimeSeries::foldIfFlat() {
    if (m_rings && m_end - m_lastChangeMs > coveredMs) {
        m_rings.reset();
        m_flatFrom = m_lastChangeMs;
    }
}

double TimeSeries::slotValue(std::size_t level, std::int64_t slot) const {
    const auto& resolution = resolutions[level];
    if (!m_rings) {
        const bool known = slot * resolution.stepMs < m_end && (slot + 1) * resolution.stepMs > m_flatFrom;
        return known ? m_value : unknown;
    }
    const auto& ring = m_rings->levels[level];
    const auto count = static_cast<std::int64_t>(resolution.count);
    if (slot > ring.open || slot <= ring.open - count)
        return unknown;
    return ring.means[static_cast<std::size_t>(slot % count)];
}

std::vector<Point> TimeSeries::points(std::int64_t nowMs, std::int64_t rangeMs, std::size_t limit,
                                      std::int64_t finestMs) const {
    if (m_flatFrom < 0 || limit == 0 || rangeMs <= 0)
        return {};
    std::size_t level = 0;
    while (level + 1 < resolutions.size() &&
           rangeMs > resolutions[level].stepMs * static_cast<std::int64_t>(resolutions[level].count))
        ++level;
    const std::int64_t step = resolutions[level].stepMs;
    rangeMs = std::min(rangeMs, step * static_cast<std::int64_t>(resolutions[level].count));
    const std::int64_t slots = std::max<std::int64_t>(1, rangeMs / step);
    const auto wanted = static_cast<std::int64_t>(limit);
    const std::int64_t group = std::max((finestMs + step - 1) / step, (slots + wanted - 1) / wanted);
    const std::int64_t width = std::max<std::int64_t>(1, group);
    // Groups are aligned to the epoch: a slot stays in its group while the window moves on.
    const std::int64_t lastSlot = std::min((nowMs - 1) / step, (m_end - 1) / step);
    const std::int64_t firstGroup = ((nowMs - 1) / step - slots) / width + 1;
    std::vector<Point> out;
    for (std::int64_t g = firstGroup; g * width <= lastSlot; ++g) {
        double sum = 0;
        int known = 0;
        for (std::int64_t slot = g * width; slot < (g + 1) * width && slot <= lastSlot; ++slot) {
            const double value = slotValue(level, slot);
            if (std::isnan(value))
                continue;
            sum += value;
            ++known;
        }
        if (known == 0 && out.empty())
            continue;
        const std::int64_t middle = (g * width * step + std::min((g + 1) * width * step, m_end)) / 2;
        out.push_back({middle, known > 0 ? sum / known : static_cast<double>(unknown)});
    }
    if (out.size() > limit) // the window cuts through a group at both of its ends
        out.erase(out.begin());
    return out;
}

double TimeSeries::integral(std::int64_t nowMs, std::int64_t rangeMs) const {
    const bool fine = rangeMs <= resolutions[0].stepMs * static_cast<std::int64_t>(resolutions[0].count);
    const std::size_t level = fine ? 0 : 1;
    const std::int64_t step = resolutions[level].stepMs;
    double sum = 0;
    if (!m_rings && m_value == 0)
        return 0;
    for (std::int64_t slot = std::max<std::int64_t>(0, nowMs - rangeMs) / step; slot * step < nowMs; ++slot) {
        const double value = slotValue(level, slot);
        if (!std::isnan(value))
            sum += value * static_cast<double>(std::min((slot + 1) * step, m_end) - slot * step) / 1000.0;
    }
    return sum;
}

} // namespace metrics
