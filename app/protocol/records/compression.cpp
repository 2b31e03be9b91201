#include "protocol/records/compression.h"

#include <algorithm>
#include <array>
#include <memory>
#include <span>

#include <fmt/format.h>

#include "protocol/error_codes.h"
#include "protocol/records/codecs/codecs.h"

namespace protocol {
namespace {

constexpr std::array<std::string_view, 5> names{"none", "gzip", "snappy", "lz4", "zstd"};

} // namespace

std::string_view compressionName(Compression codec) {
    return names[static_cast<std::size_t>(codec)];
}

std::optional<Compression> compressionFromName(std::string_view name) {
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == name)
            return static_cast<Compression>(i);
    return std::nullopt;
}

base::Result<base::Bytes> compress(Compression codec, base::ByteView plain) {
    switch (codec) {
    case Compression::None:
        break;
    case Compression::Gzip:
        return codecs::packGzip(plain);
    case Compression::Snappy:
        return codecs::packSnappy(plain);
    case Compression::Lz4:
        return codecs::packLz4(plain);
    case Compression::Zstd:
        return codecs::packZstd(plain);
    }
    return base::Bytes(plain.begin(), plain.end());
}

base::Result<base::Bytes> decompress(Compression codec, base::ByteView packed, std::size_t limit) {
    if (codec == Compression::None) {
        if (packed.size() > limit)
            return base::fail(codecs::tooLarge("none", limit));
        return base::Bytes(packed.begin(), packed.end());
    }
    const auto unpacker = codecs::open(codec, packed, limit);
    if (!unpacker)
        return base::fail(unpacker.error());
    base::Bytes out(std::min(limit, std::max<std::size_t>(packed.size() * 4, 512)) + 1);
    for (std::size_t size = 0;;) {
        const auto count = (*unpacker)->read(std::span(out).subspan(size));
        if (!count)
            return base::fail(count.error());
        size += *count;
        if (*count == 0) {
            out.resize(size);
            return out;
        }
        if (size == out.size())
            out.resize(std::min(limit, out.size() * 2) + 1);
    }
}

namespace codecs {

OpenedUnpacker open(Compression codec, base::ByteView packed, std::size_t limit) {
    switch (codec) {
    case Compression::Gzip:
        return openGzip(packed, limit);
    case Compression::Snappy:
        return openSnappy(packed, limit);
    case Compression::Lz4:
        return openLz4(packed, limit);
    case Compression::Zstd:
        return openZstd(packed, limit);
    case Compression::None:
        break;
    }
    return base::fail(damaged(compressionName(codec), "it packs nothing"));
}

base::Error damaged(std::string_view codec, std::string_view why) {
    return makeError(ErrorCode::CORRUPT_MESSAGE,
                     fmt::format("Bytes packed with {} cannot be unpacked: {}.", codec, why));
}

base::Error tooLarge(std::string_view codec, std::size_t limit) {
    return makeError(ErrorCode::RECORD_LIST_TOO_LARGE,
                     fmt::format("Bytes packed with {} unpack to more than {} bytes.", codec, limit));
}

base::Error cannotPack(std::string_view codec, std::string_view why) {
    return makeError(ErrorCode::UNKNOWN_SERVER_ERROR, fmt::format("Packing with {} failed: {}.", codec, why));
}

} // namespace codecs

} // namespace protocol
