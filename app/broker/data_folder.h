#pragma once

#include <filesystem>

namespace broker {

/// Whether `folder`, which lies in a data folder, is a partition's: of a topic that is there, of one that was
/// deleted, or of one that was only being made. Others of such a name are somebody else's.
[[nodiscard]] bool isPartitionFolder(const std::filesystem::path& folder);

} // namespace broker
