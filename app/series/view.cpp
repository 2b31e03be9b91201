#include "series/view.h"

#include <algorithm>

namespace series {

const Lane* View::find(const Key& key) const {
    const std::size_t hash = KeyHash{}(key);
    const auto& shard = m_shards[hash % shards];
    if (!shard)
        return nullptr;
    for (const auto& entry : *shard)
        if (entry.hash == hash && entry.lane->key == key)
            return entry.lane.get();
    return nullptr;
}

Points View::points(const Key& key, std::int64_t nowMs, std::int64_t rangeMs, std::size_t limit,
                    std::int64_t finestMs) const {
    if (limit == 0 || rangeMs <= 0 || nowMs <= 0)
        return {};
    return points(key, Grid::of(nowMs, std::min(rangeMs, rememberedMs), limit, slotMs, finestMs));
}

Points View::points(const Key& key, const Grid& grid) const {
    const auto* lane = find(key);
    if (!lane)
        return {};
    Gathering sums(grid);
    forEachStretch(*lane, grid.beginMs, std::min(grid.endMs, m_untilMs),
                   [&](std::int64_t from, std::int64_t to, double value) { sums.add(from, to, value); });
    return sums.take();
}

double View::integral(const Lane& lane, std::int64_t nowMs, std::int64_t rangeMs) const {
    double sum = 0;
    forEachHalfMinute(lane.pieces, std::max<std::int64_t>(0, nowMs - rangeMs), std::min(nowMs, m_untilMs),
                      [&](std::int64_t from, std::int64_t to, double value) {
                          sum += value * static_cast<double>(to - from) / 1000.0;
                      });
    return sum;
}

std::int64_t View::knownSinceMs() const {
    std::int64_t out = m_untilMs;
    for (const auto quantity : {Quantity::MessagesIn, Quantity::BytesIn})
        if (const auto* lane = find({quantity, {}, {}, -1}); lane && !lane->pieces.empty())
            out = std::min(out, lane->pieces.front().beginMs());
    return out;
}

} // namespace series
