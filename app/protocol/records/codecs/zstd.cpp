#include <memory>

#include <zstd.h>

#include "protocol/records/codecs/codecs.h"

namespace protocol::codecs {

base::Result<base::Bytes> packZstd(base::ByteView plain) {
    base::Bytes out(ZSTD_compressBound(plain.size()));
    const auto size = ZSTD_compress(out.data(), out.size(), plain.data(), plain.size(), ZSTD_CLEVEL_DEFAULT);
    if (ZSTD_isError(size))
        return base::fail(cannotPack("zstd", ZSTD_getErrorName(size)));
    out.resize(size);
    return out;
}

base::Result<base::Bytes> unpackZstd(base::ByteView packed, std::size_t limit) {
    const std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> context(ZSTD_createDCtx(), ZSTD_freeDCtx);
    if (!context)
        return base::fail(damaged("zstd", "no memory"));
    GrowingOutput out(packed.size(), limit);
    ZSTD_inBuffer in{packed.data(), packed.size(), 0};
    for (;;) {
        const auto room = out.room();
        std::uint8_t overflow = 0; // tells output that is complete from output that goes on
        ZSTD_outBuffer to{room.empty() ? &overflow : room.data(), room.empty() ? 1 : room.size(), 0};
        const auto taken = in.pos;
        const auto hint = ZSTD_decompressStream(context.get(), &to, &in);
        if (ZSTD_isError(hint))
            return base::fail(damaged("zstd", ZSTD_getErrorName(hint)));
        if (room.empty() && to.pos > 0)
            return base::fail(tooLarge("zstd", limit));
        out.used(to.pos);
        if (hint == 0 && in.pos == in.size)
            return out.release();
        if (hint != 0 && in.pos == taken && to.pos == 0)
            return base::fail(damaged("zstd", "the frame is cut"));
    }
}

} // namespace protocol::codecs
