#pragma once

#include <string>

#include "base/strong_int.h"

namespace base {

/// Position of a record in a partition; an end offset or high watermark is the *next* one.
using Offset = StrongInt<struct OffsetTag, std::int64_t>;
using PartitionId = StrongInt<struct PartitionTag, std::int32_t>;
using BrokerId = StrongInt<struct BrokerTag, std::int32_t>;
using LeaderEpoch = StrongInt<struct LeaderEpochTag, std::int32_t>;
using ProducerId = StrongInt<struct ProducerIdTag, std::int64_t>;
using ProducerEpoch = StrongInt<struct ProducerEpochTag, std::int16_t>;

struct TopicPartition {
    std::string topic;
    PartitionId partition;
    auto operator<=>(const TopicPartition&) const = default;
};

} // namespace base

template <>
struct std::hash<base::TopicPartition> {
    std::size_t operator()(const base::TopicPartition& tp) const noexcept {
        return std::hash<std::string>{}(tp.topic) * 31 + static_cast<std::size_t>(tp.partition.value());
    }
};
