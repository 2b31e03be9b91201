#pragma once

#include <cstddef>
#include <string>

#include "base/buffer.h"
#include "base/result.h"

namespace browse {

enum class Format { Text, Json, Hex };

/// Bytes made readable, as UTF-8.
struct Decoded {
    Format format = Format::Text;
    std::string text;
    bool cut = false; ///< the text stops at the limit
};

/// What the bytes look like: Json for an object or array that parses, Text for valid UTF-8, else Hex.
Format guessFormat(base::ByteView bytes);

/// In the format asked for. An error says why the bytes cannot be shown so and where (byte position).
/// `limit` bounds the text in bytes; it is cut between characters.
base::Result<Decoded> decodeAs(Format format, base::ByteView bytes, std::size_t limit = 4u << 20);

/// In the format they look like; never fails.
Decoded decode(base::ByteView bytes, std::size_t limit = 4u << 20);

/// One line for a table cell, at most `limit` bytes: text with line breaks and control characters as spaces,
/// bytes that are no UTF-8 as hex pairs.
std::string cellText(base::ByteView bytes, std::size_t limit = 256);

/// Indented by two spaces. Member order, duplicate names and the text of numbers and strings stay as they
/// are. Stops at `limit` bytes of output and says so in `cut`.
base::Result<Decoded> prettyJson(base::ByteView bytes, std::size_t limit = 4u << 20);

/// "00000000  68 65 6c 6c 6f …  |hello…|", sixteen bytes a line.
Decoded hexDump(base::ByteView bytes, std::size_t limit = 4u << 20);

} // namespace browse
