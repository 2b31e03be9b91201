#pragma once

#include <filesystem>

#include "base/result.h"

/// Removes what a stopped broker wrote into its data folder, and the folder once it is empty. Whatever else
/// lies there stays: a folder that was chosen by mistake must not take somebody's files with it. A folder
/// that is not there counts as wiped; one that is no data folder, or that a broker runs on, is an error and
/// keeps everything.
base::Status wipeDataFolder(const std::filesystem::path& folder);
