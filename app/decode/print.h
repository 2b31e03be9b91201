#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "decode/tree.h"

namespace decode {

struct Printed {
    std::string text; ///< UTF-8
    bool cut = false; ///< it stops at the limit, or where the tree does
};

/// JSON, indented by two spaces. Numbers, strings and names of a JSON source stay as they were written;
/// elsewhere bytes become Base64 and numbers that JSON has no word for strings. Cut between characters.
Printed prettyJson(const Tree& tree, Tree::Index node, std::size_t limit);
/// The same on one line, without blanks.
Printed compactJson(const Tree& tree, Tree::Index node, std::size_t limit);

/// What to copy of a node: a leaf's text without quotes, bytes in hex, else its original text or JSON. The
/// original has all of it, also where the tree was not read to its end.
Printed copyText(const Tree& tree, Tree::Index node, std::size_t limit);

/// The longest beginning of at most `limit` bytes that does not cut a character. For valid UTF-8.
std::string_view utf8Prefix(std::string_view text, std::size_t limit);
/// "ff 00 1a", or without blanks.
std::string hexPairs(base::ByteView bytes, std::size_t most, bool blanks = true);

/// "0000  68 65 6c 6c 6f …  hello…", `perLine` bytes a line: 8 or 16. Offsets have eight digits where four do
/// not suffice.
Printed hexDump(base::ByteView bytes, std::size_t limit, std::size_t perLine = 16);

} // namespace decode
