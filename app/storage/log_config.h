#pragma once

#include <cstdint>
#include <limits>

namespace storage {

/// A topic's `compression.type`: keep what the producer chose, or store everything with one codec.
enum class Codec { Producer, Uncompressed, Gzip, Snappy, Lz4, Zstd };

/// The effective settings of one topic's partitions. Defaults are Kafka's topic defaults; a member is named
/// after its key (`segment.bytes` → segmentBytes). Times are milliseconds; -1 lifts a retention limit.
struct LogConfig {
    std::int64_t segmentBytes = 1LL << 30;
    std::int64_t segmentMs = 604800000;
    std::int64_t retentionMs = 604800000;
    std::int64_t retentionBytes = -1;
    std::int64_t fileDeleteDelayMs = 60000;
    std::int64_t flushMessages = std::numeric_limits<std::int64_t>::max();
    std::int64_t flushMs = std::numeric_limits<std::int64_t>::max();
    std::int64_t timestampBeforeMaxMs = std::numeric_limits<std::int64_t>::max();
    std::int64_t timestampAfterMaxMs = 3600000;
    std::int32_t indexIntervalBytes = 4096;
    std::int32_t segmentIndexBytes = 10485760;
    std::int32_t maxMessageBytes = 1048588;
    bool logAppendTime = false; ///< `message.timestamp.type` is LogAppendTime
    bool cleanupDelete = true;
    bool cleanupCompact = false;
    Codec codec = Codec::Producer;

    bool operator==(const LogConfig&) const = default;
};

} // namespace storage
