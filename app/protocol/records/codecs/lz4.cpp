#include <memory>
#include <utility>

#include <lz4frame.h>

#include "base/endian.h"
#include "protocol/records/codecs/codecs.h"

namespace protocol::codecs {
namespace {

using Context = std::unique_ptr<LZ4F_dctx, LZ4F_errorCode_t (*)(LZ4F_dctx*)>;

// Bits of the flags, which follow the frame's magic.
constexpr std::uint8_t independentBlocks = 0x20;
constexpr std::uint8_t blockChecksums = 0x10;
constexpr std::uint8_t contentChecksum = 0x04;
constexpr std::uint8_t dictionary = 0x01;
constexpr std::size_t wordSize = sizeof(std::uint32_t);
constexpr const char* cut = "the frame is cut";

/// The number that `bytes` begin with, least significant byte first.
std::uint32_t firstWord(base::ByteView bytes) {
    return __builtin_bswap32(base::loadBigEndian<std::uint32_t>(bytes.data()));
}

/// What is wrong with the blocks that `packed` ends with, and with what follows them.
const char* blocksFlaw(base::ByteView packed, std::uint8_t flags) {
    constexpr std::uint32_t stored = 0x8000'0000; // the block is not packed
    const std::size_t blockTail = flags & blockChecksums ? wordSize : 0;
    const std::size_t frameTail = flags & contentChecksum ? wordSize : 0;
    while (packed.size() >= wordSize) {
        const auto word = firstWord(packed);
        packed = packed.subspan(wordSize);
        if (word == 0 && packed.size() > frameTail)
            return "something follows its first frame";
        if (word == 0)
            return packed.size() == frameTail ? nullptr : cut;
        const std::size_t size = word & ~stored;
        if (size == (word & stored ? 0 : 1)) // a packed block of one byte holds nothing
            return "a block is empty";
        if (size + blockTail > packed.size())
            return cut;
        packed = packed.subspan(size + blockTail);
    }
    return cut;
}

/// The library reads more than Kafka's own reader (Lz4BlockInputStream) does, which knows one frame of
/// independent blocks, without a dictionary, and takes an empty block for the end. What it could not read
/// would keep every Java client from all that follows in the partition.
const char* frameFlaw(base::ByteView packed) {
    if (packed.size() < LZ4F_HEADER_SIZE_MIN)
        return cut;
    if (firstWord(packed) != LZ4F_MAGICNUMBER)
        return "it does not begin with a frame";
    const auto flags = packed[wordSize];
    if (!(flags & independentBlocks))
        return "its blocks depend on each other, which Kafka does not read";
    if (flags & dictionary)
        return "it needs a dictionary, which Kafka does not read";
    const auto header = LZ4F_headerSize(packed.data(), packed.size());
    if (LZ4F_isError(header) || header > packed.size())
        return cut;
    return blocksFlaw(packed.subspan(header), flags);
}

class Lz4Unpacker final : public Unpacker {
public:
    Lz4Unpacker(Context context, base::ByteView packed, std::size_t limit)
        : Unpacker(Compression::Lz4, limit), m_context(std::move(context)), m_packed(packed) {}

private:
    base::Result<std::size_t> unpack(std::span<std::uint8_t> room) override {
        if (!std::exchange(m_examined, true))
            if (const char* flaw = frameFlaw(m_packed))
                return base::fail(damaged(flaw));
        while (!m_ended) {
            std::size_t made = room.size();
            std::size_t taken = m_packed.size();
            const auto hint =
                LZ4F_decompress(m_context.get(), room.data(), &made, m_packed.data(), &taken, nullptr);
            if (LZ4F_isError(hint))
                return base::fail(damaged(LZ4F_getErrorName(hint)));
            m_packed = m_packed.subspan(taken);
            m_ended = hint == 0;
            if (made > 0)
                return made;
            if (hint != 0 && taken == 0)
                return base::fail(damaged(cut));
        }
        return 0;
    }

    Context m_context;
    base::ByteView m_packed;
    bool m_examined = false;
    bool m_ended = false;
};

} // namespace

base::Result<base::Bytes> packLz4(base::ByteView plain) {
    LZ4F_preferences_t preferences{};
    preferences.frameInfo.blockSizeID = LZ4F_max64KB;
    preferences.frameInfo.blockMode = LZ4F_blockIndependent; // all that Kafka's own reader knows
    base::Bytes out(LZ4F_compressFrameBound(plain.size(), &preferences));
    const auto size = LZ4F_compressFrame(out.data(), out.size(), plain.data(), plain.size(), &preferences);
    if (LZ4F_isError(size))
        return base::fail(cannotPack("lz4", LZ4F_getErrorName(size)));
    out.resize(size);
    return out;
}

OpenedUnpacker openLz4(base::ByteView packed, std::size_t limit) {
    LZ4F_dctx* context = nullptr;
    if (LZ4F_isError(LZ4F_createDecompressionContext(&context, LZ4F_VERSION)))
        return base::fail(damaged("lz4", "no memory"));
    return std::make_unique<Lz4Unpacker>(Context(context, LZ4F_freeDecompressionContext), packed, limit);
}

} // namespace protocol::codecs
