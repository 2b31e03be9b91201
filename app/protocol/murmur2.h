#pragma once

#include <cstdint>

#include "base/buffer.h"

namespace protocol {

/// The 32-bit murmur2 hash with Kafka's seed (org.apache.kafka.common.utils.Utils.murmur2).
[[nodiscard]] std::int32_t murmur2(base::ByteView data);

/// Drops the sign bit, as Kafka does before the modulus (it is not the absolute value).
[[nodiscard]] constexpr std::int32_t toPositive(std::int32_t number) {
    return number & 0x7fffffff;
}

/// Where Kafka's default partitioner puts a record with that key. Precondition: partitions > 0.
[[nodiscard]] inline std::int32_t partitionForKey(base::ByteView key, std::int32_t partitions) {
    return toPositive(murmur2(key)) % partitions;
}

} // namespace protocol
