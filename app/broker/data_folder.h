#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "base/result.h"

namespace broker {

/// Whether `folder`, which lies in a data folder, is a partition's: of a topic that is there, of one that was
/// deleted, or of one that was only being made. Others of such a name are somebody else's.
[[nodiscard]] bool isPartitionFolder(const std::filesystem::path& folder);

/// Whether a broker has run on `folder` and its data was not wiped since; none: it cannot be read.
[[nodiscard]] std::optional<bool> isDataFolder(const std::filesystem::path& folder);

/// Exclusive use of a data folder, as a broker has it that runs on it, until what is returned goes; an error
/// while another has it.
[[nodiscard]] base::Result<std::shared_ptr<const void>> holdDataFolder(const std::filesystem::path& folder);
[[nodiscard]] bool isDataFolderHeld(const std::filesystem::path& folder);

} // namespace broker
