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
    std::int64_t bytes = 0; ///< of the line; of one that is too long the text is only the beginning
    [[nodiscard]] bool isTooLong() const { return bytes > static_cast<std::int64_t>(text.size()); }
    /// With its end. Precondition: it is not too long.
    [[nodiscard]] std::string_view whole() const {
        return {text.data(), static_cast<std::size_t>(end - start)};
    }
};

/// Reads a file line by line with one buffer, which grows to the longest line but not over a limit. One of
/// gzip or zstd is read as what was packed into it: places of lines are among that. For one thread.
class LineReader {
public:
    /// Readable bytes behind every line.
    static constexpr std::size_t padding = 64;
    /// About as much; reading a line as JSON takes several times its size. A record of 48 MiB in base64,
    /// with its envelope.
    static constexpr std::size_t longestLine = 144u << 20;
    /// So far the end of a longer line is looked for.
    static constexpr std::int64_t mostPassed = std::int64_t(1) << 30;

    LineReader() = default;
    ~LineReader();
    LineReader(const LineReader&) = delete;
    LineReader& operator=(const LineReader&) = delete;

    base::Status open(const std::filesystem::path& path, std::int64_t from);
    /// CRC-32C of the next so many bytes, which are passed; before the first line, of fewer at the end.
    base::Result<std::uint32_t> sum(std::int64_t bytes);
    /// None: the end.
    base::Result<std::optional<Line>> next();
    [[nodiscard]] std::int64_t size() const { return m_size; } ///< of the file when it was opened
    [[nodiscard]] bool isPacked() const { return m_unpacker != nullptr; }
    /// Of the file, up to a place among the lines; about so much where it is packed.
    [[nodiscard]] std::int64_t consumed(std::int64_t upTo) const;

private:
    static constexpr std::size_t keptOfLong = 64u << 10;
    /// How far a packed file was read before the last piece.
    struct Place {
        std::int64_t packed = 0, unpacked = 0;
    };

    base::Status fill();
    void moveToFront(); ///< what is not handed out yet begins the buffer
    base::Result<std::optional<Line>> passLong();
    Line cut(std::size_t to, std::size_t next);
    base::Result<std::size_t> readInto(std::span<char> into);

    std::filesystem::path m_path;
    int m_file = -1;
    std::unique_ptr<Unpacker> m_unpacker; ///< null: the file is not packed
    bool m_ended = false;
    std::int64_t m_size = 0;
    std::int64_t m_start = 0; ///< of m_buffer in the file
    Place m_before;
    std::vector<char> m_buffer;
    std::size_t m_from = 0; ///< the first byte that is not handed out
    std::size_t m_to = 0;   ///< behind the last byte read
};

} // namespace transfer
