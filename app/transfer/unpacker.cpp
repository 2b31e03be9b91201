#include "transfer/unpacker.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

namespace transfer {
namespace {

constexpr std::size_t packedBuffer = 256u << 10;

base::Error corrupt(std::string_view kind, std::string_view why) {
    return {.name = std::string(damagedFile),
            .cause = fmt::format("The {} data cannot be unpacked: {}.", kind, why),
            .remedy = "The file is damaged; unpack it by hand to see what is left."};
}

base::Error cutOff(std::string_view kind) {
    return {.name = "CUT_FILE",
            .cause = fmt::format("The {} data ends too early.", kind),
            .remedy = "The file was cut off; what was read of it is as it was."};
}

/// The packed bytes of a file, from its beginning.
class Packed {
public:
    explicit Packed(int file) : m_file(file), m_bytes(packedBuffer) {}

    /// Reads on once all was used; false: the end.
    base::Result<bool> fill() {
        if (m_from < m_to)
            return true;
        for (;;) {
            const auto got = ::read(m_file, m_bytes.data(), m_bytes.size());
            if (got < 0 && errno == EINTR)
                continue;
            if (got < 0)
                return base::fail({.name = "READ_FAILED", .cause = std::strerror(errno)});
            m_from = 0;
            m_to = static_cast<std::size_t>(got);
            m_before += got;
            return got > 0;
        }
    }
    [[nodiscard]] std::span<unsigned char> rest() {
        return std::span(m_bytes).subspan(m_from, m_to - m_from);
    }
    void use(std::size_t bytes) { m_from += bytes; }
    [[nodiscard]] std::int64_t consumed() const {
        return m_before - static_cast<std::int64_t>(m_to - m_from);
    }

private:
    int m_file;
    std::vector<unsigned char> m_bytes;
    std::size_t m_from = 0, m_to = 0;
    std::int64_t m_before = 0;
};

class Gzip final : public Unpacker {
public:
    explicit Gzip(int file) : m_packed(file) {
        constexpr int gzipOnly = 16 + MAX_WBITS;
        m_failed = ::inflateInit2(&m_stream, gzipOnly) != Z_OK;
    }
    ~Gzip() override { ::inflateEnd(&m_stream); }

    base::Result<std::size_t> read(std::span<char> into) override {
        if (m_failed)
            return base::fail(corrupt("gzip", "there is not memory enough"));
        for (;;) {
            const auto more = m_packed.fill();
            if (!more)
                return base::fail(more.error());
            if (!*more) {
                if (m_within)
                    return base::fail(cutOff("gzip"));
                return 0;
            }
            if (!m_within && !skipPadding())
                continue;
            if (!std::exchange(m_within, true))
                ::inflateReset(&m_stream);
            const auto rest = m_packed.rest();
            m_stream.next_in = rest.data();
            m_stream.avail_in = static_cast<uInt>(rest.size());
            m_stream.next_out = reinterpret_cast<Bytef*>(into.data());
            m_stream.avail_out = static_cast<uInt>(into.size());
            const int state = ::inflate(&m_stream, Z_NO_FLUSH);
            m_packed.use(rest.size() - m_stream.avail_in);
            if (state == Z_STREAM_END)
                m_within = false;
            else if (state != Z_OK && state != Z_BUF_ERROR)
                return base::fail(corrupt("gzip", m_stream.msg ? m_stream.msg : "it is damaged"));
            if (const std::size_t got = into.size() - m_stream.avail_out; got > 0)
                return got;
        }
    }
    [[nodiscard]] std::int64_t consumed() const override { return m_packed.consumed(); }

private:
    /// The zeros that fill a block behind a member, as gzip's own tools do; false: there is nothing else so
    /// far. The file does not begin with any.
    bool skipPadding() {
        const auto rest = m_packed.rest();
        const auto next = std::ranges::find_if(rest, [](unsigned char byte) { return byte != 0; });
        m_packed.use(static_cast<std::size_t>(next - rest.begin()));
        return next != rest.end();
    }

    Packed m_packed;
    z_stream m_stream{};
    bool m_within = false; ///< a member
    bool m_failed = false;
};

class Zstd final : public Unpacker {
public:
    explicit Zstd(int file) : m_packed(file), m_stream(::ZSTD_createDStream(), &::ZSTD_freeDStream) {}

    base::Result<std::size_t> read(std::span<char> into) override {
        if (!m_stream)
            return base::fail(corrupt("zstd", "there is not memory enough"));
        for (;;) {
            const auto more = m_packed.fill();
            if (!more)
                return base::fail(more.error());
            const auto rest = m_packed.rest(); // at the end none: what is held back still comes
            ZSTD_inBuffer in{rest.data(), rest.size(), 0};
            ZSTD_outBuffer out{into.data(), into.size(), 0};
            if (!*more && m_left == 0)
                return 0;
            const std::size_t left = ::ZSTD_decompressStream(m_stream.get(), &out, &in);
            if (::ZSTD_isError(left))
                return base::fail(corrupt("zstd", ::ZSTD_getErrorName(left)));
            m_packed.use(in.pos);
            m_left = left;
            if (out.pos > 0)
                return out.pos;
            if (!*more)
                return base::fail(cutOff("zstd"));
        }
    }
    [[nodiscard]] std::int64_t consumed() const override { return m_packed.consumed(); }

private:
    Packed m_packed;
    std::unique_ptr<ZSTD_DStream, std::size_t (*)(ZSTD_DStream*)> m_stream;
    std::size_t m_left = 0; ///< of a frame; 0: it is whole
};

} // namespace

std::unique_ptr<Unpacker> Unpacker::forFile(int file) {
    std::array<unsigned char, 4> first{};
    const auto got = ::pread(file, first.data(), first.size(), 0);
    if (got >= 2 && first[0] == 0x1f && first[1] == 0x8b)
        return std::make_unique<Gzip>(file);
    if (got == 4 && first == std::array<unsigned char, 4>{0x28, 0xb5, 0x2f, 0xfd})
        return std::make_unique<Zstd>(file);
    return nullptr;
}

} // namespace transfer
