#include <algorithm>
#include <array>

#include <snappy-c.h>

#include "base/byte_reader.h"
#include "base/byte_writer.h"
#include "protocol/records/codecs/codecs.h"

namespace protocol::codecs {
namespace {

// The framing of xerial's snappy-java, which Kafka's Java client writes: a magic, two version numbers, then
// blocks of a four-byte length and raw snappy.
constexpr std::array<std::uint8_t, 8> magic{0x82, 'S', 'N', 'A', 'P', 'P', 'Y', 0};
constexpr std::size_t blockSize = 32 * 1024;
// A copy of two bytes stands for at most 11 and one of three for at most 64: no block unpacks to more than
// this.
constexpr std::size_t mostUnpackedPerByte = 32;

const char* text(base::ByteView bytes) {
    return reinterpret_cast<const char*>(bytes.data());
}

base::Status unpackBlock(base::ByteView block, std::size_t limit, base::Bytes& out) {
    std::size_t size = 0;
    if (snappy_uncompressed_length(text(block), block.size(), &size) != SNAPPY_OK)
        return base::fail(damaged("snappy", "a block does not say its size"));
    if (size > limit - out.size())
        return base::fail(tooLarge("snappy", limit));
    if (size > block.size() * mostUnpackedPerByte)
        return base::fail(damaged("snappy", "a block says that it is larger than it can be"));
    const auto at = out.size();
    out.resize(at + size);
    if (snappy_uncompress(text(block), block.size(), reinterpret_cast<char*>(out.data() + at), &size) !=
        SNAPPY_OK)
        return base::fail(damaged("snappy", "a block cannot be read"));
    return {};
}

} // namespace

base::Result<base::Bytes> packSnappy(base::ByteView plain) {
    base::ByteWriter out;
    out.bytes(magic);
    out.fixed<std::int32_t>(1); // version
    out.fixed<std::int32_t>(1); // oldest version that can read it
    base::Bytes block(snappy_max_compressed_length(blockSize));
    while (!plain.empty()) {
        const auto part = plain.first(std::min(plain.size(), blockSize));
        plain = plain.subspan(part.size());
        std::size_t size = block.size();
        if (snappy_compress(text(part), part.size(), reinterpret_cast<char*>(block.data()), &size) !=
            SNAPPY_OK)
            return base::fail(cannotPack("snappy", "a block cannot be written"));
        out.fixed(static_cast<std::int32_t>(size));
        out.bytes(base::ByteView(block).first(size));
    }
    return out.release();
}

base::Result<base::Bytes> unpackSnappy(base::ByteView packed, std::size_t limit) {
    base::Bytes out;
    base::ByteReader in(packed);
    const auto start = in.take(magic.size());
    if (!std::ranges::equal(start, magic)) {
        if (auto block = unpackBlock(packed, limit, out); !block)
            return base::fail(std::move(block.error()));
        return out;
    }
    in.skip(2 * sizeof(std::int32_t));
    while (in.ok() && in.remaining() > 0) {
        const auto length = in.fixed<std::int32_t>();
        if (!in.ok() || length < 0 || static_cast<std::size_t>(length) > in.remaining())
            return base::fail(damaged("snappy", "a block is cut"));
        if (auto block = unpackBlock(in.take(static_cast<std::size_t>(length)), limit, out); !block)
            return base::fail(std::move(block.error()));
    }
    if (!in.ok())
        return base::fail(damaged("snappy", "its header is cut"));
    return out;
}

} // namespace protocol::codecs
