#include <memory>

#include <zlib.h>

#include "protocol/records/codecs/codecs.h"

namespace protocol::codecs {
namespace {

constexpr int gzipWindow = 15 + 16; // the largest window, in gzip's wrapping

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

base::Result<base::Bytes> unpackGzip(base::ByteView packed, std::size_t limit) {
    z_stream stream{};
    if (inflateInit2(&stream, gzipWindow) != Z_OK)
        return base::fail(damaged("gzip", "no memory"));
    const std::unique_ptr<z_stream, int (*)(z_stream*)> owner(&stream, inflateEnd);
    stream.next_in = const_cast<Bytef*>(packed.data());
    stream.avail_in = static_cast<uInt>(packed.size());
    GrowingOutput out(packed.size(), limit);
    for (;;) {
        const auto room = out.room();
        std::uint8_t overflow = 0; // tells output that is complete from output that goes on
        stream.next_out = room.empty() ? &overflow : room.data();
        stream.avail_out = room.empty() ? 1 : static_cast<uInt>(room.size());
        const auto before = stream.avail_out;
        const int result = inflate(&stream, Z_NO_FLUSH);
        const auto made = before - stream.avail_out;
        if (room.empty() && made > 0)
            return base::fail(tooLarge("gzip", limit));
        out.used(made);
        if (result == Z_STREAM_END) {
            if (stream.avail_in == 0)
                return out.release();
            inflateReset(&stream); // members may follow each other
        } else if (result != Z_OK) {
            return base::fail(damaged("gzip", stream.msg ? stream.msg : "the stream is cut"));
        }
    }
}

} // namespace protocol::codecs
