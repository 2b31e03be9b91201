#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/result.h"
#include "protocol/records/compression.h"

namespace protocol::codecs {

/// Unpacks bytes a piece at a time, so that no more of them is held than the reader gives room for, whatever
/// they unpack to. Beside that it holds what its library looks back on: 32 KiB for gzip, two blocks of up to
/// 4 MiB for lz4, one block for snappy, which is at most 64/3 of its packed size, and held() for zstd. One
/// thread at a time.
class Unpacker {
public:
    Unpacker(Compression codec, std::size_t limit) : m_codec(codec), m_limit(limit) {}
    virtual ~Unpacker() = default;
    Unpacker(const Unpacker&) = delete;
    Unpacker& operator=(const Unpacker&) = delete;

    /// Fills some of `room`, which is not empty, and tells how much; 0 only at the end, once everything was
    /// found whole. CORRUPT_MESSAGE for bytes that cannot be read, RECORD_LIST_TOO_LARGE as soon as there is
    /// more than `limit`. Not to be called after an error.
    [[nodiscard]] base::Result<std::size_t> read(std::span<std::uint8_t> room);

    /// Bytes that were read so far.
    [[nodiscard]] std::size_t produced() const { return m_produced; }
    /// The most that the library holds to look back on, if the packed bytes choose it: of that only as much
    /// is touched as was produced.
    [[nodiscard]] virtual std::size_t held() const { return 0; }
    [[nodiscard]] Compression codec() const { return m_codec; }

protected:
    [[nodiscard]] std::size_t limit() const { return m_limit; }
    [[nodiscard]] std::size_t left() const { return m_limit - m_produced; }
    [[nodiscard]] base::Error damaged(std::string_view why) const;

private:
    virtual base::Result<std::size_t> unpack(std::span<std::uint8_t> room) = 0;

    Compression m_codec;
    std::size_t m_limit;
    std::size_t m_produced = 0;
};

} // namespace protocol::codecs
