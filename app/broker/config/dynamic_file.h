#pragma once

#include <filesystem>

#include "base/result.h"
#include "broker/config/settings.h"

namespace broker::config {

/// Where a kept broker writes down its dynamic settings: `milena-dynamic.properties` in the data folder,
/// replaced as a whole. Names are `broker/KEY`, `cluster/KEY` and `group/GROUP/KEY`.
[[nodiscard]] base::Status saveDynamic(const std::filesystem::path& folder, const Dynamic& dynamic);
/// Empty when the file is missing. Keys that this version does not know, or with values that it would refuse,
/// are left out.
[[nodiscard]] base::Result<Dynamic> loadDynamic(const std::filesystem::path& folder);

} // namespace broker::config
