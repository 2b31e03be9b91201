#include <memory>

#include <lz4frame.h>

#include "protocol/records/codecs/codecs.h"

namespace protocol::codecs {

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

base::Result<base::Bytes> unpackLz4(base::ByteView packed, std::size_t limit) {
    LZ4F_dctx* context = nullptr;
    if (LZ4F_isError(LZ4F_createDecompressionContext(&context, LZ4F_VERSION)))
        return base::fail(damaged("lz4", "no memory"));
    const std::unique_ptr<LZ4F_dctx, LZ4F_errorCode_t (*)(LZ4F_dctx*)> owner(context,
                                                                             LZ4F_freeDecompressionContext);
    GrowingOutput out(packed.size(), limit);
    for (;;) {
        const auto room = out.room();
        std::uint8_t overflow = 0; // tells output that is complete from output that goes on
        std::size_t made = room.empty() ? 1 : room.size();
        std::size_t taken = packed.size();
        const auto hint = LZ4F_decompress(context, room.empty() ? &overflow : room.data(), &made,
                                          packed.data(), &taken, nullptr);
        if (LZ4F_isError(hint))
            return base::fail(damaged("lz4", LZ4F_getErrorName(hint)));
        if (room.empty() && made > 0)
            return base::fail(tooLarge("lz4", limit));
        out.used(made);
        packed = packed.subspan(taken);
        if (hint == 0 && packed.empty())
            return out.release();
        if (hint != 0 && taken == 0 && made == 0)
            return base::fail(damaged("lz4", "the frame is cut"));
    }
}

} // namespace protocol::codecs
