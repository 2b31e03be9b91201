#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

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
// What packs best is a copy, whose three bytes stand for at most 64.
constexpr std::size_t copyBytes = 3;
constexpr std::size_t mostCopied = 64;

const char* text(base::ByteView bytes) {
    return reinterpret_cast<const char*>(bytes.data());
}

/// Raw snappy is one block. A block is unpacked as a whole: straight into the reader's room if that is
/// enough, into a buffer of the block's size otherwise.
class SnappyUnpacker final : public Unpacker {
public:
    SnappyUnpacker(base::ByteView packed, std::size_t limit)
        : Unpacker(Compression::Snappy, limit), m_in(packed) {
        auto framed = m_in;
        m_raw = !std::ranges::equal(framed.take(magic.size()), magic);
        if (!m_raw)
            m_in = framed;
    }

private:
    base::Result<std::size_t> unpack(std::span<std::uint8_t> room) override {
        while (m_waiting.empty()) {
            const auto block = nextBlock();
            if (!block)
                return base::fail(block.error());
            if (!*block)
                return 0;
            const auto made = unpackBlock(**block, room);
            if (!made || *made > 0)
                return made;
        }
        const auto part = m_waiting.first(std::min(room.size(), m_waiting.size()));
        std::ranges::copy(part, room.begin());
        m_waiting = m_waiting.subspan(part.size());
        return part.size();
    }

    /// Nothing at the end.
    base::Result<std::optional<base::ByteView>> nextBlock() {
        if (m_raw) {
            m_raw = false;
            m_versionsRead = true;
            return m_in.take(m_in.remaining());
        }
        if (!std::exchange(m_versionsRead, true))
            m_in.skip(2 * sizeof(std::int32_t));
        if (!m_in.ok())
            return base::fail(damaged("its header is cut"));
        if (m_in.remaining() == 0)
            return std::nullopt;
        const auto length = m_in.fixed<std::int32_t>();
        if (!m_in.ok() || length < 0 || static_cast<std::size_t>(length) > m_in.remaining())
            return base::fail(damaged("a block is cut"));
        return m_in.take(static_cast<std::size_t>(length));
    }

    /// How much of the block was put into `room`: all or nothing.
    base::Result<std::size_t> unpackBlock(base::ByteView block, std::span<std::uint8_t> room) {
        std::size_t size = 0;
        if (snappy_uncompressed_length(text(block), block.size(), &size) != SNAPPY_OK)
            return base::fail(damaged("a block does not say its size"));
        if (size > left())
            return base::fail(tooLarge("snappy", limit()));
        if (size * copyBytes > block.size() * mostCopied)
            return base::fail(damaged("a block says that it is larger than it can be"));
        const bool fits = size <= room.size();
        if (!fits && size > m_capacity) {
            m_buffer = std::make_unique_for_overwrite<std::uint8_t[]>(size);
            m_capacity = size;
        }
        auto* to = fits ? room.data() : m_buffer.get();
        if (snappy_uncompress(text(block), block.size(), reinterpret_cast<char*>(to), &size) != SNAPPY_OK)
            return base::fail(damaged("a block cannot be read"));
        if (!fits)
            m_waiting = {to, size};
        return fits ? size : 0;
    }

    base::ByteReader m_in;
    bool m_raw = false;
    bool m_versionsRead = false;
    std::unique_ptr<std::uint8_t[]> m_buffer;
    std::size_t m_capacity = 0;
    base::ByteView m_waiting; ///< what `m_buffer` holds for the reader
};

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

OpenedUnpacker openSnappy(base::ByteView packed, std::size_t limit) {
    return std::make_unique<SnappyUnpacker>(packed, limit);
}

} // namespace protocol::codecs
