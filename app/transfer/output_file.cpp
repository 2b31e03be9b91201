#include "transfer/output_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "protocol/records/crc32c.h"

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

base::Error notThere(const std::filesystem::path& path) {
    return {.name = "FILE_CHANGED",
            .cause =
                fmt::format("{} is not there any more: what is left alone is not the export.", path.string()),
            .remedy = "Put it back, or export anew."};
}

OutputFile::~OutputFile() {
    if (m_file < 0)
        return;
    ::close(m_file);
    if (m_isNew && (!m_touched || (m_failed && m_end.size == 0)))
        ::unlink(m_path.c_str());
}

base::Error OutputFile::failure(const char* act, int code) const {
    return {.name = nameOf(code),
            .cause = fmt::format("{} {}: {}.", act, m_path.string(), std::strerror(code)),
            .remedy = remedyFor(code)};
}

base::Status OutputFile::open(const std::filesystem::path& path, Existing existing,
                              const std::optional<FileEnd>& behind) {
    m_path = path;
    m_isNew = !behind && existing == Existing::Refuse;
    m_replaces = !behind && existing == Existing::Replace;
    const int how = behind ? 0 : m_isNew ? O_CREAT | O_EXCL : O_CREAT;
    // A pipe that nobody reads is an error, not a wait for somebody.
    m_file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NONBLOCK | how, 0666);
    if (m_file < 0 && behind && errno == ENOENT)
        return base::fail(notThere(path));
    if (m_file < 0 || ::fcntl(m_file, F_SETFL, 0) != 0)
        return base::fail(failure("Opening", errno));
    return behind ? goOnBehind(*behind) : base::Status();
}

base::Status OutputFile::goOnBehind(const FileEnd& behind) {
    m_end = behind;
    struct stat now = {};
    if (::fstat(m_file, &now) != 0)
        return base::fail(failure("Opening", errno));
    if (!S_ISREG(now.st_mode))
        return {};
    const auto tail = static_cast<std::size_t>(behind.tail.bytes());
    std::string bytes(tail, '\0');
    std::ifstream in(m_path, std::ios::binary);
    in.seekg(behind.size - behind.tail.bytes());
    in.read(bytes.data(), behind.tail.bytes());
    const bool isRead = tail == 0 || in.gcount() == behind.tail.bytes();
    if (now.st_size != behind.size || !isRead ||
        protocol::crc32c(base::asBytes(bytes)) != behind.tail.crc32c())
        return base::fail({.name = "FILE_CHANGED",
                           .cause = fmt::format("{} was changed since it was written: what is left does not "
                                                "belong behind it.",
                                                m_path.string()),
                           .remedy = "Export anew, to another file."});
    if (::lseek(m_file, 0, SEEK_END) < 0)
        return base::fail(failure("Opening", errno));
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
            if (::ftruncate(m_file, m_end.size) == 0)
                ::lseek(m_file, m_end.size, SEEK_SET);
            return base::fail(failure("Writing", code));
        }
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    m_end.size += static_cast<std::int64_t>(piece.size());
    m_end.tail.add(piece);
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
