#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "base/buffer.h"
#include "base/result.h"
#include "protocol/records/codecs/unpacker.h"
#include "protocol/records/compression.h"

// One pair of functions a compression, each over its library: pack… has the contract of compress(), open…
// makes an Unpacker of `packed`, which must outlive it.
namespace protocol::codecs {

using OpenedUnpacker = base::Result<std::unique_ptr<Unpacker>>;

base::Result<base::Bytes> packGzip(base::ByteView plain);
OpenedUnpacker openGzip(base::ByteView packed, std::size_t limit);
base::Result<base::Bytes> packSnappy(base::ByteView plain);
OpenedUnpacker openSnappy(base::ByteView packed, std::size_t limit);
base::Result<base::Bytes> packLz4(base::ByteView plain);
OpenedUnpacker openLz4(base::ByteView packed, std::size_t limit);
base::Result<base::Bytes> packZstd(base::ByteView plain);
OpenedUnpacker openZstd(base::ByteView packed, std::size_t limit);

/// The unpacker of any codec but None.
OpenedUnpacker open(Compression codec, base::ByteView packed, std::size_t limit);

base::Error damaged(std::string_view codec, std::string_view why);
base::Error tooLarge(std::string_view codec, std::size_t limit);
base::Error cannotPack(std::string_view codec, std::string_view why);

} // namespace protocol::codecs
