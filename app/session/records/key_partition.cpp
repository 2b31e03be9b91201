#include "session/records/key_partition.h"

#include "client/partitioner.h"

namespace session {

std::optional<int> partitionFor(const std::optional<QByteArray>& key, int partitions) {
    if (!key || partitions <= 0)
        return std::nullopt;
    return client::partitionOf({key->constData(), static_cast<std::size_t>(key->size())}, partitions).value();
}

} // namespace session
