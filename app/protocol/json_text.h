#pragma once

#include <string>
#include <string_view>

#include "base/buffer.h"

namespace protocol {

/// Appends `text` as a JSON string; bytes that are not UTF-8 become U+FFFD.
void appendJsonString(std::string& out, std::string_view text);
/// Appends the bytes in padded base64, in quotes.
void appendBase64(std::string& out, base::ByteView bytes);

} // namespace protocol
