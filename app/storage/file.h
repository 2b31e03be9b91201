#pragma once

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>

#include "base/buffer.h"
#include "base/result.h"

namespace storage {

/// An open file with positioned reads and writes. Thread-safe as far as the system's own calls are.
class File {
public:
    /// Read: folders too. Create: read and write, made when missing. Replace: the same, and emptied.
    enum class Mode { Read, ReadWrite, Create, Replace };

    [[nodiscard]] static base::Result<std::shared_ptr<File>> open(const std::filesystem::path& path,
                                                                  Mode mode);
    ~File();
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    /// As many bytes as there are up to out.size(); fewer only at the end of the file.
    [[nodiscard]] base::Result<std::size_t> readAt(std::span<std::uint8_t> out, std::int64_t position) const;
    /// All pieces one after the other, or an error after which the file may hold a part of them.
    [[nodiscard]] base::Status writeAt(std::initializer_list<base::ByteView> pieces, std::int64_t position);
    [[nodiscard]] base::Status truncate(std::int64_t size);
    [[nodiscard]] base::Status sync();
    /// Everything that waits to be written to the volume of this file. Fails also if any of it could not be
    /// written since the file was opened, once.
    [[nodiscard]] base::Status syncFileSystem();
    [[nodiscard]] base::Result<std::int64_t> size() const;
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    File(int fd, std::filesystem::path path);

    const int m_fd;
    const std::filesystem::path m_path;
};

/// The whole content; at most `limit` bytes, more is an error.
[[nodiscard]] base::Result<std::string> readText(const std::filesystem::path& path, std::size_t limit);
enum class Durable {
    Now,   ///< on the disk when the call returns; on a storage worker or while opening and closing
    Later, ///< with the next sync of the file system
};
/// Written beside it, then renamed over `path`: a reader sees the old or the new text, never a part.
[[nodiscard]] base::Status replaceText(const std::filesystem::path& path, const std::string& text,
                                       Durable durable = Durable::Now);

} // namespace storage
