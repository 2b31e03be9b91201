#include <memory>
#include <utility>

#include <zstd.h>

#include "protocol/records/codecs/codecs.h"

namespace protocol::codecs {
namespace {

using Context = std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)>;

class ZstdUnpacker final : public Unpacker {
public:
    ZstdUnpacker(Context context, base::ByteView packed, std::size_t limit)
        : Unpacker(Compression::Zstd, limit)
        , m_context(std::move(context))
        , m_in{packed.data(), packed.size(), 0} {}

    [[nodiscard]] std::size_t held() const override { return ZSTD_sizeof_DCtx(m_context.get()); }

private:
    base::Result<std::size_t> unpack(std::span<std::uint8_t> room) override {
        while (!m_ended) {
            ZSTD_outBuffer to{room.data(), room.size(), 0};
            const auto before = m_in.pos;
            const auto hint = ZSTD_decompressStream(m_context.get(), &to, &m_in);
            if (ZSTD_isError(hint))
                return base::fail(damaged(ZSTD_getErrorName(hint)));
            m_ended = hint == 0 && m_in.pos == m_in.size; // frames may follow each other
            if (to.pos > 0)
                return to.pos;
            if (hint != 0 && m_in.pos == before)
                return base::fail(damaged("the frame is cut"));
        }
        return 0;
    }

    Context m_context;
    ZSTD_inBuffer m_in;
    bool m_ended = false;
};

} // namespace

base::Result<base::Bytes> packZstd(base::ByteView plain) {
    base::Bytes out(ZSTD_compressBound(plain.size()));
    const auto size = ZSTD_compress(out.data(), out.size(), plain.data(), plain.size(), ZSTD_CLEVEL_DEFAULT);
    if (ZSTD_isError(size))
        return base::fail(cannotPack("zstd", ZSTD_getErrorName(size)));
    out.resize(size);
    return out;
}

OpenedUnpacker openZstd(base::ByteView packed, std::size_t limit) {
    Context context(ZSTD_createDCtx(), ZSTD_freeDCtx);
    if (!context)
        return base::fail(damaged("zstd", "no memory"));
    return std::make_unique<ZstdUnpacker>(std::move(context), packed, limit);
}

} // namespace protocol::codecs
