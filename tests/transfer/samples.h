#pragma once

#include <string>

#include "browse/record.h"

namespace transfer {

inline base::Buffer bytesOf(std::string_view text) {
    return base::Buffer::copyOf(base::asBytes(text));
}

/// A record with a key and a value of text.
inline browse::Record sample(std::string_view key, std::string_view value) {
    browse::Record out;
    out.partition = base::PartitionId(3);
    out.offset = base::Offset(42);
    out.timestampMs = 1'700'000'000'123;
    out.key = bytesOf(key);
    out.value = bytesOf(value);
    out.keyBytes = static_cast<std::int64_t>(key.size());
    out.valueBytes = static_cast<std::int64_t>(value.size());
    return out;
}

} // namespace transfer
