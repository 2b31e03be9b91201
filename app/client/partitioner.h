#pragma once

#include <string_view>

#include "base/ids.h"

namespace client {

/// Where Kafka's default partitioner puts a record with this key: murmur2 of it, modulo the partitions (> 0).
base::PartitionId partitionOf(std::string_view key, int partitions);

} // namespace client
