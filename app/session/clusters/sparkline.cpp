#include "session/clusters/sparkline.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

#include "series/view.h"

namespace session {

namespace {

// Fifteen minutes and the half minute that is not over: what 72 pixels can show.
constexpr std::int64_t stepMs = 30'000;
constexpr std::int64_t steps = 31;
constexpr float unknown = std::numeric_limits<float>::quiet_NaN();

std::int64_t beginOf(std::int64_t nowMs) {
    return ((nowMs - 1) / stepMs - steps + 1) * stepMs;
}

/// Most series of a large cluster rest at zero: those that are known since the same step share one line.
const Sparkline& restLine(std::size_t since) {
    static const std::array<Sparkline, steps> rests = [] {
        std::array<Sparkline, steps> made;
        for (std::size_t i = 0; i < made.size(); ++i) {
            made[i].fill(unknown, steps);
            std::fill(made[i].begin() + static_cast<std::ptrdiff_t>(i), made[i].end(), 0.0F);
        }
        return made;
    }();
    return rests[since];
}

using Means = std::array<float, steps>;

/// The means of the steps from `first` on; those before are left as they are.
void fill(Means& means, const std::vector<series::Piece>& pieces, std::int64_t beginMs, std::size_t first) {
    struct Sum {
        double value;
        std::int64_t known;
    };
    std::array<Sum, steps> sums; // those before `first` are not used
    std::fill(sums.begin() + static_cast<std::ptrdiff_t>(first), sums.end(), Sum{0, 0});
    series::forEachHalfMinute(
        pieces, beginMs + static_cast<std::int64_t>(first) * stepMs, beginMs + steps * stepMs,
        [&](std::int64_t from, std::int64_t to, double value) {
            auto at = static_cast<std::size_t>((from - beginMs) / stepMs);
            for (; from < to; ++at) {
                const std::int64_t over = beginMs + static_cast<std::int64_t>(at + 1) * stepMs;
                const std::int64_t length = std::min(to, over) - from;
                sums[at].value += value * static_cast<double>(length);
                sums[at].known += length;
                from = over;
            }
        });
    for (std::size_t i = first; i < means.size(); ++i)
        means[i] = sums[i].known > 0 ? static_cast<float>(sums[i].value / static_cast<double>(sums[i].known))
                                     : unknown;
}

} // namespace

void RecentLine::startAnew(Sparkline shown) {
    m_shown = std::move(shown);
    m_spare.clear();
    m_endMs = m_olderToMs = -1;
}

series::Grid RecentLine::grid(std::int64_t nowMs) {
    return {beginOf(nowMs), nowMs, stepMs};
}

void RecentLine::begin(const series::Points& older, const series::Grid& grid) {
    Sparkline shown;
    shown.fill(unknown, steps);
    std::int64_t to = -1;
    for (const auto& point : older)
        if (const std::int64_t at = (point.fromMs - grid.beginMs) / stepMs;
            point.knownMs > 0 && point.fromMs >= grid.beginMs && at < steps) {
            shown[at] = static_cast<float>(point.value);
            to = point.fromMs + stepMs;
        }
    startAnew(std::move(shown));
    m_beginMs = grid.beginMs;
    m_endMs = m_olderToMs = to;
}

void RecentLine::update(const series::Line* line, std::int64_t nowMs) {
    static const std::vector<series::Piece> none;
    const auto& pieces = line ? line->pieces() : none;
    const std::int64_t beginMs = beginOf(nowMs);
    const bool hasOlder = m_olderToMs > beginMs;
    if (pieces.empty() && !hasOlder)
        return startAnew({});
    if (!hasOlder && pieces.size() == 1 && pieces.front().flat && pieces.front().flat->value == 0 &&
        line->endMs() >= nowMs) {
        const std::int64_t since = (pieces.front().flat->fromMs - beginMs) / stepMs;
        return startAnew(restLine(static_cast<std::size_t>(std::clamp<std::int64_t>(since, 0, steps - 1))));
    }
    const std::int64_t endMs = std::max(line ? line->endMs() : -1, hasOlder ? m_olderToMs : -1);
    Means means;
    std::size_t first = 0; // that is to be made anew
    // What is known up to a time stays as it is; but a clock that was set back takes some of it away.
    if (m_endMs >= 0 && beginMs >= m_beginMs && endMs >= m_endMs) {
        const std::int64_t gone = std::min((beginMs - m_beginMs) / stepMs, steps);
        first = static_cast<std::size_t>(
            std::clamp<std::int64_t>((m_endMs - beginMs) / stepMs, 0, std::min(steps - gone, steps - 1)));
        std::copy_n(m_shown.cbegin() + gone, first, means.begin());
    }
    fill(means, pieces, beginMs, first);
    const auto known = [](float mean) { return !std::isnan(mean); };
    if (std::none_of(means.rbegin(), means.rend(), known)) // mostly the last is
        return startAnew({});
    m_beginMs = beginMs;
    m_endMs = endMs;
    if (m_shown.size() == steps && std::memcmp(m_shown.constData(), means.data(), sizeof means) == 0)
        return; // rows go on sharing it
    if (m_spare.size() != steps || !m_spare.isDetached())
        m_spare = Sparkline(steps);
    std::ranges::copy(means, m_spare.begin());
    m_shown.swap(m_spare);
}

} // namespace session
