#pragma once

#include <cstdint>
#include <string_view>

namespace transfer {

/// The sum of what stands before a place of a file, of 64 KiB at most: tells whether the file was changed
/// there since.
class TailSum {
public:
    static constexpr std::size_t most = 64u << 10;

    void add(std::string_view bytes);                                   ///< which come next
    [[nodiscard]] std::int64_t bytes() const { return m_longer.bytes; } ///< it is of so many
    [[nodiscard]] std::uint32_t crc32c() const { return m_longer.crc; }

private:
    struct Part {
        std::int64_t bytes = 0;
        std::uint32_t crc = 0;
    };
    /// Both end at the place. A sum cannot forget its beginning, so the shorter one takes its turn.
    Part m_longer, m_shorter;
};

} // namespace transfer
