#pragma once

#include <cstddef>
#include <string_view>

namespace browse {

/// The longest beginning of at most `limit` bytes that does not cut a character. For valid UTF-8.
inline std::string_view utf8Prefix(std::string_view text, std::size_t limit) {
    if (text.size() <= limit)
        return text;
    while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0) == 0x80)
        --limit;
    return text.substr(0, limit);
}

} // namespace browse
