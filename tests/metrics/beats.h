#pragma once

#include <cstdint>

#include "metrics/beat.h"

/// A second each, for tests of meters.
namespace beats {

inline constexpr std::int64_t start = 1'700'000'000'000;

/// The steady window begins with the first of them.
inline metrics::Beat beatAt(int second) {
    metrics::Beat beat;
    beat.fromMs = start + (second - 1) * 1000;
    beat.toMs = start + second * 1000;
    beat.gap = second == 0;
    beat.windowFromMs = start;
    return beat;
}

} // namespace beats
