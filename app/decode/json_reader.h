#pragma once

#include "decode/decoder.h"

namespace decode {

/// Builds a tree from JSON without rewriting a number, string or name; a byte order mark before it is passed
/// over. A reader may be used again and again, on one thread.
class JsonReader {
public:
    JsonReader();
    ~JsonReader();
    JsonReader(JsonReader&&) noexcept;

    /// Of a document that goes beyond the limits only the part within them is looked at.
    base::Result<Tree> read(const base::Buffer& bytes, const Limits& limits);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// How many bytes a UTF-8 byte order mark takes at the start: 3 or 0.
std::size_t markSize(base::ByteView bytes);

} // namespace decode
