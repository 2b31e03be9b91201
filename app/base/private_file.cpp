#include "base/private_file.h"

#include <fcntl.h>
#include <unistd.h>

namespace base {

void makePrivate(const std::filesystem::path& file, bool ownFolder) {
    using std::filesystem::perms;
    std::error_code ignored;
    const bool made = std::filesystem::create_directories(file.parent_path(), ignored);
    if (made || ownFolder)
        std::filesystem::permissions(file.parent_path(), perms::owner_all, ignored);
    // Who replaces a file keeps its permissions: the content never lies open, not even for a moment.
    if (const int fresh = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600); fresh >= 0)
        ::close(fresh);
    std::filesystem::permissions(file, perms::owner_read | perms::owner_write, ignored);
}

} // namespace base
