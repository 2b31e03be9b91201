#include "transfer/output_file.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace transfer {
namespace {

std::string nameOf(int code) {
    const char* name = ::strerrorname_np(code);
    return name ? name : fmt::format("errno {}", code);
}

std::string remedyFor(int code) {
    switch (code) {
    case ENOSPC:
    case EDQUOT:
        return "Make room or choose another folder, then go on.";
    case EEXIST:
        return "Choose another name, or let it be replaced.";
    case EACCES:
    case EPERM:
    case EROFS:
        return "Choose a folder that you may write to.";
    case ENXIO:
        return "Nobody reads this pipe: start its reader first.";
    case ENOENT:
        return "Choose a folder that exists.";
    default:
        return {};
    }
}

} // namespace

OutputFile::~OutputFile() {
    if (m_file < 0)
        return;
    ::close(m_file);
    if (m_isNew && (!m_touched || (m_failed && m_size == 0)))
        ::unlink(m_path.c_str());
}

base::Error OutputFile::failure(const char* act, int code) const {
    return {.name = nameOf(code),
            .cause = fmt::format("{} {}: {}.", act, m_path.string(), std::strerror(code)),
            .remedy = remedyFor(code)};
}

base::Status OutputFile::open(const std::filesystem::path& path, Existing existing) {
    m_path = path;
    const int how = existing == Existing::Refuse ? O_EXCL : 0;
    // A pipe that nobody reads is an error, not a wait for somebody.
    m_file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK | how, 0666);
    if (m_file < 0 || ::fcntl(m_file, F_SETFL, 0) != 0)
        return base::fail(failure("Opening", errno));
    m_isNew = existing == Existing::Refuse;
    m_replaces = existing == Existing::Replace;
    const auto end = m_replaces ? 0 : ::lseek(m_file, 0, SEEK_END);
    m_size = end > 0 ? end : 0;
    return {};
}

base::Status OutputFile::begin(std::string_view piece) {
    if (std::exchange(m_touched, true) || !m_replaces)
        return {};
    struct stat now = {};
    // What is no file, as a pipe, has nothing to lose.
    if (::fstat(m_file, &now) != 0 || !S_ISREG(now.st_mode))
        return {};
    // A full disk tells itself before the old content is gone: room for the first piece is taken behind it.
    if (!piece.empty()) {
        if (const int code = ::posix_fallocate(m_file, now.st_size, static_cast<off_t>(piece.size()));
            code != 0) {
            static_cast<void>(::ftruncate(m_file, now.st_size));
            m_touched = false;
            return base::fail(failure("Writing", code));
        }
    }
    if (::ftruncate(m_file, 0) != 0)
        return base::fail(failure("Writing", errno));
    return {};
}

base::Status OutputFile::write(std::string_view piece) {
    if (auto begun = begin(piece); !begun)
        return begun;
    std::string_view rest = piece;
    while (!rest.empty()) {
        const auto written = ::write(m_file, rest.data(), rest.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0) {
            const int code = errno;
            m_failed = true;
            if (::ftruncate(m_file, m_size) == 0)
                ::lseek(m_file, m_size, SEEK_SET);
            return base::fail(failure("Writing", code));
        }
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    m_size += static_cast<std::int64_t>(piece.size());
    return {};
}

base::Status OutputFile::sync() {
    if (auto begun = begin({}); !begun)
        return begun;
    // What is no file, as a pipe, cannot be synced and need not be.
    if (::fsync(m_file) != 0 && errno != EINVAL && errno != EROFS)
        return base::fail(failure("Writing", errno));
    return {};
}

} // namespace transfer
