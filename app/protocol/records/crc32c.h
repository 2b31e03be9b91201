#pragma once

#include <cstdint>

#include "base/buffer.h"

namespace protocol {

/// CRC-32C (Castagnoli) of `data`, going on from the sum of what came before it.
[[nodiscard]] std::uint32_t crc32c(base::ByteView data, std::uint32_t before = 0);

} // namespace protocol
