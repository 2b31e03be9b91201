#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/buffer.h"

namespace protocol {

/// Appends `text` as a JSON string; bytes that are not UTF-8 become U+FFFD.
void appendJsonString(std::string& out, std::string_view text);
/// Appends the bytes in padded base64, in quotes.
void appendBase64(std::string& out, base::ByteView bytes);
/// The bytes of padded base64 without quotes; none: it is something else.
std::optional<std::string> bytesOfBase64(std::string_view text);

} // namespace protocol
