#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "transfer/tail_sum.h"

namespace transfer {

/// What is done with a file that is there already.
enum class Existing { Refuse, Replace };

/// Where a file ended, and what it ended with.
struct FileEnd {
    std::int64_t size = 0;
    TailSum tail = {};
    std::string name = {}; ///< of several files: the last of them, which this is of; empty: there is none
};

/// Of what was to be gone on with.
base::Error notThere(const std::filesystem::path& path);

/// A file that grows by whole pieces: after a failure it ends with the last piece that is whole. For one
/// thread; closes when destroyed.
class OutputFile {
public:
    OutputFile() = default;
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    /// `behind`: it goes on behind what it held then, if it still is that file. Of what is no file, as a
    /// pipe, that is not asked.
    base::Status open(const std::filesystem::path& path, Existing existing,
                      const std::optional<FileEnd>& behind = {});
    /// All of it, or nothing and an error.
    base::Status write(std::string_view piece);
    /// Until it is on the disk.
    base::Status sync();
    [[nodiscard]] std::int64_t size() const { return m_end.size; }
    [[nodiscard]] const FileEnd& end() const { return m_end; }

private:
    /// Before the first piece: what is replaced goes only now, and only where there is room for that.
    base::Status begin(std::string_view piece);
    [[nodiscard]] base::Status goOnBehind(const FileEnd& behind);
    [[nodiscard]] base::Error failure(const char* act, int code) const;

    std::filesystem::path m_path;
    int m_file = -1;
    FileEnd m_end; ///< of the pieces that are whole
    bool m_isNew = false, m_replaces = false;
    bool m_touched = false; ///< written or said to be whole; a new file that never was goes
    bool m_failed = false;  ///< to write; a new file that holds nothing goes then too
};

} // namespace transfer
