#pragma once

#include <filesystem>

namespace base {

/// Makes the file, empty, when it is not there, and its folder; only their owner may read either. A folder
/// that is there already is left as it is unless it is `ownFolder`: nobody else's. Says nothing when it
/// fails: whoever opens the file will. Any thread.
void makePrivate(const std::filesystem::path& file, bool ownFolder);

} // namespace base
