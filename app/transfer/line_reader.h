#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "transfer/unpacker.h"

namespace transfer {

/// A line of a file, without its end.
struct Line {
    std::string_view text; ///< valid until the next line is read
    std::size_t readable =
        0;                  ///< bytes that may be looked at from its beginning on, at least the padding more
    std::int64_t start = 0; ///< in the file
    std::int64_t end = 0;   ///< where the next one starts
};

/// Reads a file line by line with one buffer, which grows to the longest line. One of gzip or zstd is read as
/// what was packed into it: places of lines are among that. For one thread.
class LineReader {
public:
    /// Readable bytes behind every line.
    static constexpr std::size_t padding = 64;
    /// A record of Kafka's largest request in base64, with its envelope.
    static constexpr std::size_t longestLine = 256u << 20;

    LineReader() = default;
    ~LineReader();
    LineReader(const LineReader&) = delete;
    LineReader& operator=(const LineReader&) = delete;

    base::Status open(const std::filesystem::path& path, std::int64_t from);
    /// None: the end.
    base::Result<std::optional<Line>> next();
    [[nodiscard]] std::int64_t size() const { return m_size; } ///< of the file when it was opened
    /// Of the file, up to a place among the lines.
    [[nodiscard]] std::int64_t consumed(std::int64_t upTo) const {
        return m_unpacker ? m_unpacker->consumed() : upTo;
    }

private:
    base::Status fill();
    base::Status skip(std::int64_t bytes);
    base::Result<std::size_t> readInto(std::span<char> into);

    std::filesystem::path m_path;
    int m_file = -1;
    std::unique_ptr<Unpacker> m_unpacker; ///< null: the file is not packed
    bool m_ended = false;
    std::int64_t m_size = 0;
    std::int64_t m_start = 0; ///< of m_buffer in the file
    std::vector<char> m_buffer;
    std::size_t m_from = 0; ///< the first byte that is not handed out
    std::size_t m_to = 0;   ///< behind the last byte read
};

} // namespace transfer
