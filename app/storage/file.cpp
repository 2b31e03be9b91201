#include "storage/file.h"

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "storage/storage_error.h"

namespace storage {

using base::fail;

File::File(int fd, std::filesystem::path path) : m_fd(fd), m_path(std::move(path)) {}

File::~File() {
    ::close(m_fd);
}

base::Result<std::shared_ptr<File>> File::open(const std::filesystem::path& path, Mode mode) {
    int flags = O_CLOEXEC;
    switch (mode) {
    case Mode::Read:
        flags |= O_RDONLY;
        break;
    case Mode::ReadWrite:
        flags |= O_RDWR;
        break;
    case Mode::Create:
        flags |= O_RDWR | O_CREAT;
        break;
    case Mode::Replace:
        flags |= O_RDWR | O_CREAT | O_TRUNC;
        break;
    }
    const int fd = ::open(path.c_str(), flags, 0644);
    if (fd < 0)
        return fail(fileError("open", path, errno));
    return std::shared_ptr<File>(new File(fd, path));
}

base::Result<std::size_t> File::readAt(std::span<std::uint8_t> out, std::int64_t position) const {
    std::size_t done = 0;
    while (done < out.size()) {
        const auto n = ::pread(m_fd, out.data() + done, out.size() - done,
                               static_cast<off_t>(position + static_cast<std::int64_t>(done)));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail(fileError("read", m_path, errno));
        if (n == 0)
            break;
        done += static_cast<std::size_t>(n);
    }
    return done;
}

base::Status File::writeAt(std::initializer_list<base::ByteView> pieces, std::int64_t position) {
    std::array<iovec, 4> parts{};
    std::size_t count = 0;
    for (auto piece : pieces)
        if (!piece.empty() && count < parts.size())
            parts[count++] = {const_cast<std::uint8_t*>(piece.data()), piece.size()};
    std::size_t first = 0;
    while (first < count) {
        const auto n =
            ::pwritev(m_fd, &parts[first], static_cast<int>(count - first), static_cast<off_t>(position));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail(fileError("write", m_path, errno));
        position += n;
        auto left = static_cast<std::size_t>(n);
        while (first < count && left >= parts[first].iov_len)
            left -= parts[first++].iov_len;
        if (first < count) {
            parts[first].iov_base = static_cast<std::uint8_t*>(parts[first].iov_base) + left;
            parts[first].iov_len -= left;
        }
    }
    return {};
}

base::Status File::truncate(std::int64_t size) {
    if (::ftruncate(m_fd, static_cast<off_t>(size)) != 0)
        return fail(fileError("truncate", m_path, errno));
    return {};
}

base::Status File::sync() {
    if (::fdatasync(m_fd) != 0)
        return fail(fileError("sync", m_path, errno));
    return {};
}

base::Status File::syncFileSystem() {
    if (::syncfs(m_fd) != 0)
        return fail(fileError("sync", m_path, errno));
    return {};
}

base::Result<std::int64_t> File::size() const {
    struct stat info {};
    if (::fstat(m_fd, &info) != 0)
        return fail(fileError("read", m_path, errno));
    return static_cast<std::int64_t>(info.st_size);
}

base::Result<std::string> readText(const std::filesystem::path& path, std::size_t limit) {
    auto file = File::open(path, File::Mode::Read);
    if (!file)
        return fail(file.error());
    const auto size = (*file)->size();
    if (!size)
        return fail(size.error());
    if (*size > static_cast<std::int64_t>(limit))
        return fail(
            storageError(fmt::format("{} has {} bytes, more than it can mean", path.string(), *size)));
    std::string text(static_cast<std::size_t>(*size), '\0');
    const auto read = (*file)->readAt({reinterpret_cast<std::uint8_t*>(text.data()), text.size()}, 0);
    if (!read)
        return fail(read.error());
    text.resize(*read);
    return text;
}

base::Status replaceText(const std::filesystem::path& path, const std::string& text, Durable durable) {
    auto temporary = path;
    temporary += ".tmp";
    {
        auto file = File::open(temporary, File::Mode::Replace);
        if (!file)
            return fail(file.error());
        auto done = (*file)->writeAt({base::asBytes(text)}, 0);
        if (done && durable == Durable::Now)
            done = (*file)->sync();
        if (!done)
            return done;
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0)
        return fail(fileError("rename", temporary, errno));
    return {};
}

} // namespace storage
