#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "storage/file.h"

namespace storage {

struct EpochStart {
    base::LeaderEpoch epoch;
    base::Offset startOffset;

    bool operator==(const EpochStart&) const = default;
};

using PartitionOffsets = std::map<base::TopicPartition, base::Offset>;
using Properties = std::map<std::string, std::string>;

// Kafka's small text files (org.apache.kafka.server.common.CheckpointFile): version, count, then one row a
// line. Reading a missing file gives an empty value; a damaged one is an error that names the line.

[[nodiscard]] base::Result<PartitionOffsets> readPartitionOffsets(const std::filesystem::path& path);
[[nodiscard]] base::Status writePartitionOffsets(const std::filesystem::path& path,
                                                 const PartitionOffsets& rows);

[[nodiscard]] base::Result<std::vector<EpochStart>> readEpochs(const std::filesystem::path& path);
[[nodiscard]] base::Status writeEpochs(const std::filesystem::path& path, const std::vector<EpochStart>& rows,
                                       Durable durable = Durable::Now);

/// Java's properties as far as Kafka's own files use them: `key=value` lines, '#' comments, and the escapes
/// \\ \n \r \t \= \: \# in both.
[[nodiscard]] base::Result<Properties> readProperties(const std::filesystem::path& path);
[[nodiscard]] base::Status writeProperties(const std::filesystem::path& path, const Properties& values,
                                           Durable durable = Durable::Now);

} // namespace storage
