#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace series {

constexpr float unknownValue = std::numeric_limits<float>::quiet_NaN();

/// The steps in which series are kept on disk, and for how long.
struct Tier {
    std::int64_t stepMs, keptMs;
};
constexpr std::int64_t dayMs = 86'400'000;
constexpr std::array<Tier, 2> tiers{{{10'000, dayMs}, {60'000, 90 * dayMs}}};

/// So many steps of one series in a row on disk: four hours of the finer tier, a day of the coarser.
struct Block {
    static constexpr int length = 1'440;
    std::array<float, length> values; ///< NaN: not known

    Block() { values.fill(unknownValue); }
    [[nodiscard]] static constexpr std::int64_t spanMs(const Tier& tier) { return tier.stepMs * length; }
};

/// Rows of numbers as they lie on disk: each value rounded to 14 binary digits (0.006 %) in three bytes,
/// first bytes first, then squeezed by zstd. A row of one value takes five bytes.
class BlockCodec {
public:
    BlockCodec();
    ~BlockCodec();
    BlockCodec(const BlockCodec&) = delete;
    BlockCodec& operator=(const BlockCodec&) = delete;

    [[nodiscard]] std::string pack(std::span<const float> values);
    /// False: the bytes are not such a row of exactly so many values.
    [[nodiscard]] bool unpack(std::string_view bytes, std::span<float> values);

private:
    struct Contexts;
    std::unique_ptr<Contexts> m_zstd;
    std::vector<unsigned char> m_planes;
};

} // namespace series
