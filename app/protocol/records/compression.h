#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/buffer.h"
#include "base/result.h"

namespace protocol {

/// The numbers are those in the attributes of a batch.
enum class Compression : std::uint8_t { None = 0, Gzip = 1, Snappy = 2, Lz4 = 3, Zstd = 4 };

/// Kafka's names: "none", "gzip", "snappy", "lz4", "zstd".
[[nodiscard]] std::string_view compressionName(Compression codec);
[[nodiscard]] std::optional<Compression> compressionFromName(std::string_view name);

/// In the framing that Kafka's Java client writes: gzip members, snappy in xerial blocks, lz4 and zstd
/// frames.
[[nodiscard]] base::Result<base::Bytes> compress(Compression codec, base::ByteView plain);

/// Reads those, and raw snappy, which some clients write; of lz4 only one frame of independent blocks, as
/// Kafka's own reader does. Never holds more than `limit` bytes of output: more
/// is RECORD_LIST_TOO_LARGE, and bytes that cannot be read are CORRUPT_MESSAGE.
[[nodiscard]] base::Result<base::Bytes> decompress(Compression codec, base::ByteView packed,
                                                   std::size_t limit);

} // namespace protocol
