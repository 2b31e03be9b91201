#include "broker/data_folder.h"

#include <system_error>

#include "storage/folder_lock.h"
#include "storage/partition_folder.h"

namespace broker {
namespace fs = std::filesystem;

bool isPartitionFolder(const fs::path& folder) {
    const auto name = folder.filename().string();
    if (storage::isDeletedPartition(name) || storage::partitionIn(folder))
        return true;
    std::error_code wrong;
    return storage::partitionNamed(name) && fs::is_empty(folder, wrong);
}

std::optional<bool> isDataFolder(const fs::path& folder) {
    std::error_code wrong;
    const bool there = fs::exists(folder / "meta.properties", wrong);
    return wrong ? std::nullopt : std::optional(there);
}

base::Result<std::shared_ptr<const void>> holdDataFolder(const fs::path& folder) {
    auto lock = storage::FolderLock::take(folder);
    if (!lock)
        return base::fail(std::move(lock.error()));
    return std::shared_ptr<const void>(std::move(*lock));
}

bool isDataFolderHeld(const fs::path& folder) {
    return storage::FolderLock::isHeld(folder);
}

} // namespace broker
