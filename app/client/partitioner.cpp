#include "client/partitioner.h"

#include "protocol/murmur2.h"

namespace client {

base::PartitionId partitionOf(std::string_view key, int partitions) {
    return base::PartitionId{protocol::partitionForKey(base::asBytes(key), partitions)};
}

} // namespace client
