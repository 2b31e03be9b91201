#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

/// What the programs that measure the console share. A figure that is not whole ends the program.
namespace bench {

using SteadyClock = std::chrono::steady_clock;

inline double msSince(SteadyClock::time_point start) {
    return std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count();
}

[[noreturn]] inline void fail(const char* why) {
    std::fprintf(stderr, "%s\n", why);
    std::exit(1);
}

/// The value that `share` of the samples do not exceed.
inline double percentile(std::vector<double> samples, double share) {
    if (samples.empty())
        fail("nothing was measured");
    std::ranges::sort(samples);
    return samples[std::min(samples.size() - 1, std::size_t(double(samples.size()) * share))];
}

} // namespace bench
