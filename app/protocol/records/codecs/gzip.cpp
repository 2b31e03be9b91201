#include <algorithm>
#include <climits>
#include <memory>

#include <zlib.h>

#include "protocol/records/codecs/codecs.h"

namespace protocol::codecs {
namespace {

constexpr int gzipWindow = 15 + 16; // the largest window, in gzip's wrapping

class GzipUnpacker final : public Unpacker {
public:
    GzipUnpacker(base::ByteView packed, std::size_t limit) : Unpacker(Compression::Gzip, limit) {
        m_stream.next_in = const_cast<Bytef*>(packed.data());
        m_stream.avail_in = static_cast<uInt>(packed.size());
        m_ready = inflateInit2(&m_stream, gzipWindow) == Z_OK;
    }
    ~GzipUnpacker() override {
        if (m_ready)
            inflateEnd(&m_stream);
    }
    [[nodiscard]] bool ready() const { return m_ready; }

private:
    base::Result<std::size_t> unpack(std::span<std::uint8_t> room) override {
        // More output than a uInt counts waits for the next call.
        const auto most = static_cast<uInt>(std::min<std::size_t>(room.size(), UINT_MAX));
        m_stream.next_out = room.data();
        m_stream.avail_out = most;
        while (!m_ended && m_stream.avail_out == most) {
            const int result = inflate(&m_stream, Z_NO_FLUSH);
            if (result == Z_STREAM_END) {
                skipPadding();
                m_ended = m_stream.avail_in == 0;
                if (!m_ended)
                    inflateReset(&m_stream); // members may follow each other
            } else if (result != Z_OK) {
                return base::fail(damaged(m_stream.msg ? m_stream.msg : "the stream is cut"));
            }
        }
        return most - m_stream.avail_out;
    }

    /// Blocks of a fixed size end in zeros, which gzip's own tools pass over.
    void skipPadding() {
        while (m_stream.avail_in > 0 && *m_stream.next_in == 0) {
            ++m_stream.next_in;
            --m_stream.avail_in;
        }
    }

    z_stream m_stream{};
    bool m_ready = false;
    bool m_ended = false;
};

} // namespace

base::Result<base::Bytes> packGzip(base::ByteView plain) {
    z_stream stream{};
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return base::fail(cannotPack("gzip", "no memory"));
    const std::unique_ptr<z_stream, int (*)(z_stream*)> owner(&stream, deflateEnd);
    base::Bytes out(deflateBound(&stream, plain.size()));
    stream.next_in = const_cast<Bytef*>(plain.data());
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = out.data();
    stream.avail_out = static_cast<uInt>(out.size());
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
        return base::fail(cannotPack("gzip", "the input is too large"));
    out.resize(stream.total_out);
    return out;
}

OpenedUnpacker openGzip(base::ByteView packed, std::size_t limit) {
    auto unpacker = std::make_unique<GzipUnpacker>(packed, limit);
    if (!unpacker->ready())
        return base::fail(damaged("gzip", "no memory"));
    return unpacker;
}

} // namespace protocol::codecs
