#pragma once

#include <filesystem>
#include <memory>

#include "base/result.h"

namespace storage {

/// Exclusive use of a data folder, held through its `.lock` file against other processes (Apache Kafka among
/// them) and against a second store of this one. Given back by destruction, and by the system when the
/// process dies.
class FolderLock {
public:
    [[nodiscard]] static base::Result<std::unique_ptr<FolderLock>> take(const std::filesystem::path& folder);
    /// Whether anybody has it: makes no file and waits for nobody.
    [[nodiscard]] static bool isHeld(const std::filesystem::path& folder);
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

private:
    explicit FolderLock(int fd) : m_fd(fd) {}
    const int m_fd;
};

} // namespace storage
