#pragma once

#include <cstdint>

namespace base {

/// Of a record without a time: RecordBatch.NO_TIMESTAMP. Others below 0 are times before 1970.
inline constexpr std::int64_t noTimestamp = -1;

/// Whether a record can be sent with it: librdkafka takes 0 for the time of sending.
constexpr bool isSendable(std::int64_t timestampMs) {
    return timestampMs != noTimestamp && timestampMs != 0;
}

} // namespace base
