#include <memory>
#include <utility>

#include <lz4frame.h>

#include "protocol/records/codecs/codecs.h"

namespace protocol::codecs {
namespace {

using Context = std::unique_ptr<LZ4F_dctx, LZ4F_errorCode_t (*)(LZ4F_dctx*)>;

class Lz4Unpacker final : public Unpacker {
public:
    Lz4Unpacker(Context context, base::ByteView packed, std::size_t limit)
        : Unpacker(Compression::Lz4, limit), m_context(std::move(context)), m_packed(packed) {}

private:
    base::Result<std::size_t> unpack(std::span<std::uint8_t> room) override {
        while (!m_ended) {
            std::size_t made = room.size();
            std::size_t taken = m_packed.size();
            const auto hint =
                LZ4F_decompress(m_context.get(), room.data(), &made, m_packed.data(), &taken, nullptr);
            if (LZ4F_isError(hint))
                return base::fail(damaged(LZ4F_getErrorName(hint)));
            m_packed = m_packed.subspan(taken);
            m_ended = hint == 0 && m_packed.empty(); // frames may follow each other
            if (made > 0)
                return made;
            if (hint != 0 && taken == 0)
                return base::fail(damaged("the frame is cut"));
        }
        return 0;
    }

    Context m_context;
    base::ByteView m_packed;
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
