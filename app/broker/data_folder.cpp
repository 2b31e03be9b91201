#include "broker/data_folder.h"

#include <system_error>

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

} // namespace broker
