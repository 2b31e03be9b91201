#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/buffer.h"
#include "base/result.h"

// One pair of functions a compression, each over its library. Contracts are those of compress() and
// decompress().
namespace protocol::codecs {

base::Result<base::Bytes> packGzip(base::ByteView plain);
base::Result<base::Bytes> unpackGzip(base::ByteView packed, std::size_t limit);
base::Result<base::Bytes> packSnappy(base::ByteView plain);
base::Result<base::Bytes> unpackSnappy(base::ByteView packed, std::size_t limit);
base::Result<base::Bytes> packLz4(base::ByteView plain);
base::Result<base::Bytes> unpackLz4(base::ByteView packed, std::size_t limit);
base::Result<base::Bytes> packZstd(base::ByteView plain);
base::Result<base::Bytes> unpackZstd(base::ByteView packed, std::size_t limit);

base::Error damaged(std::string_view codec, std::string_view why);
base::Error tooLarge(std::string_view codec, std::size_t limit);
base::Error cannotPack(std::string_view codec, std::string_view why);

/// Output of a stream that tells its size only at its end: grows with what comes, never over `limit`.
class GrowingOutput {
public:
    GrowingOutput(std::size_t packedSize, std::size_t limit);

    /// Room for more output; empty once `limit` is reached.
    [[nodiscard]] std::span<std::uint8_t> room();
    void used(std::size_t count) { m_size += count; }
    [[nodiscard]] base::Bytes release();

private:
    std::size_t m_limit;
    std::size_t m_size = 0;
    base::Bytes m_bytes;
};

} // namespace protocol::codecs
