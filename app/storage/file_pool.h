#pragma once

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <vector>

#include "base/thread_safety.h"
#include "storage/file.h"

namespace storage {

class PooledFile;

/// Keeps at most `limit` files of a store open: opening one more closes one that was not used lately. A file
/// in use at that moment stays open until its user lets go. Thread-safe; must outlive its files.
class FilePool {
public:
    explicit FilePool(std::size_t limit) : m_limit(limit) {}
    [[nodiscard]] std::size_t openCount() const;

private:
    friend class PooledFile;
    std::shared_ptr<File> admit(PooledFile& owner, std::shared_ptr<File> file);
    void forget(PooledFile& owner);

    const std::size_t m_limit;
    mutable base::Mutex m_mutex; // taken before a PooledFile's own
    std::vector<PooledFile*> m_open GUARDED_BY(m_mutex);
    std::size_t m_hand GUARDED_BY(m_mutex) = 0;
};

/// A file that is opened when it is needed, and made when it is missing. Thread-safe.
class PooledFile {
public:
    PooledFile(FilePool& pool, std::filesystem::path path);
    ~PooledFile();
    PooledFile(const PooledFile&) = delete;
    PooledFile& operator=(const PooledFile&) = delete;

    [[nodiscard]] base::Result<std::shared_ptr<File>> acquire();
    /// Renames the file on disk; open handles stay good, and it is not made again.
    [[nodiscard]] base::Status rename(const std::filesystem::path& to);
    /// The file is about to go: from now on a missing one is an error and not made.
    void retire();
    [[nodiscard]] std::filesystem::path path() const;

private:
    friend class FilePool;

    FilePool& m_pool;
    std::atomic<bool> m_used{false};
    mutable base::Mutex m_mutex;
    std::filesystem::path m_path GUARDED_BY(m_mutex);
    std::shared_ptr<File> m_file GUARDED_BY(m_mutex);
    bool m_retired GUARDED_BY(m_mutex) = false;
};

} // namespace storage
