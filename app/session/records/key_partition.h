#pragma once

#include <optional>

#include <QByteArray>

namespace session {

/// The partition that Kafka's default partitioner gives this key (murmur2); none without a key.
[[nodiscard]] std::optional<int> partitionFor(const std::optional<QByteArray>& key, int partitions);

} // namespace session
