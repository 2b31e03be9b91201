#include "storage/folder_lock.h"

#include <cerrno>

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include "storage/storage_error.h"

namespace storage {

namespace {

struct flock wholeFile() {
    struct flock whole {};
    whole.l_type = F_WRLCK;
    whole.l_whence = SEEK_SET;
    return whole;
}

/// Whether `path` still leads to the open file.
bool isStillAt(const std::filesystem::path& path, int fd) {
    struct stat open {
    }, there{};
    return ::fstat(fd, &open) == 0 && ::stat(path.c_str(), &there) == 0 && open.st_dev == there.st_dev &&
           open.st_ino == there.st_ino;
}

} // namespace

base::Result<std::unique_ptr<FolderLock>> FolderLock::take(const std::filesystem::path& folder) {
    constexpr int tries = 10; // each one lost to somebody who wiped the folder meanwhile
    const auto path = folder / ".lock";
    for (int i = 0; i < tries; ++i) {
        const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
        if (fd < 0)
            return base::fail(fileError("open", path, errno));
        std::unique_ptr<FolderLock> lock(new FolderLock(fd));
        // Kafka locks with fcntl, which meets this kind of lock but not flock(2); this kind also keeps a
        // second store of the same process out.
        struct flock whole = wholeFile();
        if (::fcntl(fd, F_OFD_SETLK, &whole) == 0) {
            // Who wiped the folder since it was opened took the file along: its lock keeps nobody out.
            if (isStillAt(path, fd))
                return lock;
            continue;
        }
        if (errno != EAGAIN && errno != EACCES)
            return base::fail(fileError("lock", path, errno));
        break;
    }
    return base::fail(
        storageError(fmt::format("the data folder {} is in use by another broker", folder.string()),
                     "Stop that broker first, or choose another folder."));
}

bool FolderLock::isHeld(const std::filesystem::path& folder) {
    const int fd = ::open((folder / ".lock").c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    const FolderLock closesIt(fd);
    struct flock whole = wholeFile();
    return ::fcntl(fd, F_OFD_GETLK, &whole) == 0 && whole.l_type != F_UNLCK;
}

FolderLock::~FolderLock() {
    ::close(m_fd);
}

} // namespace storage
