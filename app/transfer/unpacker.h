#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "base/result.h"

namespace transfer {

/// The name of errors that say: what is packed is not what was packed, and nobody knows from where on.
inline constexpr std::string_view damagedFile = "CORRUPT_FILE";

/// Reads a file of gzip members or zstd frames, one after another, as the bytes that were packed. Holds a
/// bounded buffer, whatever the file says of itself. For one thread.
class Unpacker {
public:
    virtual ~Unpacker() = default;
    /// By its first bytes; null: it is not packed.
    [[nodiscard]] static std::unique_ptr<Unpacker> forFile(int file);
    /// How many bytes were put into `into`; 0: the end. What comes before an error other than `damagedFile`
    /// is as it was packed.
    virtual base::Result<std::size_t> read(std::span<char> into) = 0;
    /// Of the file, so far.
    [[nodiscard]] virtual std::int64_t consumed() const = 0;
};

} // namespace transfer
