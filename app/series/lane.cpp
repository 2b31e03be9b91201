#include "series/lane.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace series {

namespace {
constexpr float unknown = std::numeric_limits<float>::quiet_NaN();
}

Chunk::Chunk(std::int64_t first) : firstSlot(first) {
    means.fill(unknown);
    halfMeans.fill(unknown);
}

Chunk::Chunk(const Chunk& other) : Chunk(other.firstSlot) {
    const int count = other.told();
    std::copy_n(other.means.begin(), count, means.begin());
    tell(count);
}

void Chunk::tell(int upTo) {
    for (int half = told() / halfMinute; half < upTo / halfMinute; ++half) {
        double sum = 0;
        int known = 0;
        for (int i = half * halfMinute; i < (half + 1) * halfMinute; ++i) {
            const float value = means[static_cast<std::size_t>(i)];
            if (std::isnan(value))
                continue;
            sum += static_cast<double>(value);
            ++known;
        }
        halfKnown[static_cast<std::size_t>(half)] = static_cast<std::uint8_t>(known);
        if (known > 0)
            halfMeans[static_cast<std::size_t>(half)] = static_cast<float>(sum / known);
    }
    m_told.store(upTo, std::memory_order_release);
}

} // namespace series
