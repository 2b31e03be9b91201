#include "series/block.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include <zstd.h>

namespace series {

namespace {

// Of the 23 binary digits after the point: what stays (0.006 %) is more than a chart or a figure shows, and
// half of the bytes.
constexpr int dropped = 10;
constexpr int level = 3; // higher ones win nothing: what is left is noise
enum class Form : char { OneValue = 1, Planes = 2 };

std::uint32_t shortened(float value) {
    if (std::isnan(value))
        return std::bit_cast<std::uint32_t>(unknownValue) >> dropped;
    const auto bits = std::bit_cast<std::uint32_t>(value);
    // Half of the last digit that stays; infinity and the largest numbers stay what they are.
    const bool finite = (bits & 0x7F80'0000U) < 0x7F00'0000U;
    return (finite ? bits + (1U << (dropped - 1)) : bits) >> dropped;
}

float lengthened(std::uint32_t bits) {
    return std::bit_cast<float>(bits << dropped);
}

} // namespace

struct BlockCodec::Contexts {
    ZSTD_CCtx* packing = ZSTD_createCCtx();
    ZSTD_DCtx* unpacking = ZSTD_createDCtx();
    ~Contexts() {
        ZSTD_freeCCtx(packing);
        ZSTD_freeDCtx(unpacking);
    }
};

BlockCodec::BlockCodec() : m_zstd(std::make_unique<Contexts>()) {}
BlockCodec::~BlockCodec() = default;

std::string BlockCodec::pack(std::span<const float> values) {
    const std::uint32_t first = values.empty() ? 0 : shortened(values[0]);
    if (std::ranges::all_of(values, [first](float value) { return shortened(value) == first; })) {
        std::string out(1 + sizeof first, static_cast<char>(Form::OneValue));
        std::memcpy(out.data() + 1, &first, sizeof first);
        return out;
    }
    const std::size_t count = values.size();
    m_planes.resize(3 * count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t bits = shortened(values[i]);
        m_planes[i] = static_cast<unsigned char>(bits >> 16);
        m_planes[count + i] = static_cast<unsigned char>(bits >> 8);
        m_planes[2 * count + i] = static_cast<unsigned char>(bits);
    }
    std::string out(1 + ZSTD_compressBound(m_planes.size()), static_cast<char>(Form::Planes));
    const std::size_t size = ZSTD_compressCCtx(m_zstd->packing, out.data() + 1, out.size() - 1,
                                               m_planes.data(), m_planes.size(), level);
    out.resize(ZSTD_isError(size) ? 0 : 1 + size);
    return out;
}

bool BlockCodec::unpack(std::string_view bytes, std::span<float> values) {
    if (bytes.empty())
        return false;
    const auto form = static_cast<Form>(bytes.front());
    bytes.remove_prefix(1);
    if (form == Form::OneValue) {
        std::uint32_t first = 0;
        if (bytes.size() != sizeof first)
            return false;
        std::memcpy(&first, bytes.data(), sizeof first);
        std::ranges::fill(values, lengthened(first));
        return true;
    }
    const std::size_t count = values.size();
    m_planes.resize(3 * count);
    if (form != Form::Planes || ZSTD_decompressDCtx(m_zstd->unpacking, m_planes.data(), m_planes.size(),
                                                    bytes.data(), bytes.size()) != m_planes.size())
        return false;
    for (std::size_t i = 0; i < count; ++i)
        values[i] = lengthened(static_cast<std::uint32_t>(m_planes[i]) << 16 |
                               static_cast<std::uint32_t>(m_planes[count + i]) << 8 |
                               static_cast<std::uint32_t>(m_planes[2 * count + i]));
    return true;
}

} // namespace series
