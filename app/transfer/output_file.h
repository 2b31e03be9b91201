#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace transfer {

/// What is done with a file that is there already.
enum class Existing { Refuse, Replace, GoOn };

/// A file that grows by whole pieces: after a failure it ends with the last piece that is whole. For one
/// thread; closes when destroyed.
class OutputFile {
public:
    OutputFile() = default;
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    base::Status open(const std::filesystem::path& path, Existing existing);
    /// All of it, or nothing and an error.
    base::Status write(std::string_view piece);
    /// Until it is on the disk.
    base::Status sync();
    [[nodiscard]] std::int64_t size() const { return m_size; }

private:
    /// Before the first piece: what is replaced goes only now, and only where there is room for that.
    base::Status begin(std::string_view piece);
    [[nodiscard]] base::Error failure(const char* act, int code) const;

    std::filesystem::path m_path;
    int m_file = -1;
    std::int64_t m_size = 0;
    bool m_isNew = false, m_replaces = false;
    bool m_touched = false; ///< written or said to be whole; a new file that never was goes
    bool m_failed = false;  ///< to write; a new file that holds nothing goes then too
};

} // namespace transfer
