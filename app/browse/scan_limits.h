#pragma once

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <string_view>

#include "base/clock.h"
#include "browse/query.h"

namespace browse {

inline constexpr std::string_view offsetOutOfRange = "OFFSET_OUT_OF_RANGE";
/// A gap stands where a record was.
inline constexpr std::string_view notFound = "NOT_FOUND";
/// The topic that was read is gone, and another has its name.
inline constexpr std::string_view anotherTopic = "ANOTHER_TOPIC";
/// LastPerPartition is limited by its count; this is what even that may not pass.
inline constexpr std::size_t mostRows = 100'000;

/// Of one partition's fetched bytes in memory.
[[nodiscard]] inline std::size_t roomOfEach(const Query& query, std::size_t partitions) {
    constexpr std::size_t smallest = std::size_t{64} << 10;
    return std::max(query.limits.memoryBytes / (4 * std::max<std::size_t>(partitions, 1)), smallest);
}

[[nodiscard]] inline std::size_t roomOfAnswer(const Query& query) {
    constexpr std::size_t largest = std::size_t{16} << 20;
    return std::min(query.limits.memoryBytes, largest);
}

/// Rests for so long, or until stopped.
inline void rest(base::Millis time, const std::stop_token& stop) {
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any().wait_for(lock, stop, time, [] { return false; });
}

} // namespace browse
