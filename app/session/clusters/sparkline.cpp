#include <array>
#include <limits>

#include "session/clusters/round_meter.h"

namespace session {

namespace {

// Fifteen minutes and the half minute that is not over: what 72 pixels can show.
constexpr std::int64_t stepMs = 30'000;
constexpr std::int64_t steps = 31;

/// Most series of a large cluster rest at zero: they share one line.
const Sparkline& restLine() {
    static const Sparkline rest = [] {
        Sparkline line;
        line.fill(0.0F, steps);
        return line;
    }();
    return rest;
}

} // namespace

Sparkline sparklineOf(const RoundMeter::Line& line, std::int64_t nowMs) {
    const auto* lane = line ? line->published() : nullptr;
    if (!lane || lane->pieces.empty())
        return {};
    if (lane->pieces.size() == 1 && lane->pieces.front().flat && lane->pieces.front().flat->value == 0)
        return restLine();
    const std::int64_t begin = ((nowMs - 1) / stepMs - steps + 1) * stepMs;
    std::array<double, steps> sums{};
    std::array<std::int64_t, steps> known{};
    series::forEachHalfMinute(*lane, begin, begin + steps * stepMs,
                              [&](std::int64_t from, std::int64_t to, double value) {
                                  for (; from < to; from = (from / stepMs + 1) * stepMs) {
                                      const std::int64_t end = std::min(to, (from / stepMs + 1) * stepMs);
                                      const auto at = static_cast<std::size_t>((from - begin) / stepMs);
                                      sums[at] += value * static_cast<double>(end - from);
                                      known[at] += end - from;
                                  }
                              });
    Sparkline out;
    bool any = false;
    for (std::size_t i = 0; i < sums.size(); ++i) {
        any = any || known[i] > 0;
        out.append(known[i] > 0 ? static_cast<float>(sums[i] / static_cast<double>(known[i]))
                                : std::numeric_limits<float>::quiet_NaN());
    }
    return any ? out : Sparkline();
}

} // namespace session
