#include <bit>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "series/block.h"

using namespace series;

namespace {

std::vector<float> roundTrip(const std::vector<float>& values) {
    BlockCodec codec;
    std::vector<float> out(values.size());
    EXPECT_TRUE(codec.unpack(codec.pack(values), out));
    return out;
}

} // namespace

TEST(Block, ValuesComeBackToFourDigits) {
    std::mt19937 random(7);
    std::lognormal_distribution<float> rates(5, 4);
    std::vector<float> values(Block::length);
    for (auto& value : values)
        value = rates(random);
    values[3] = 0;
    values[4] = 1e-30F;
    values[5] = 3e38F;
    const auto back = roundTrip(values);
    for (std::size_t i = 0; i < values.size(); ++i)
        EXPECT_NEAR(back[i], values[i], std::abs(values[i]) * 0.000'07) << i;
}

TEST(Block, SmallCountsComeBackAsTheyAre) {
    std::vector<float> values;
    for (int i = 0; i < 16'384; i += 7)
        values.push_back(static_cast<float>(i));
    EXPECT_EQ(roundTrip(values), values);
}

TEST(Block, GapsStayGaps) {
    std::vector<float> values(100, 4);
    values[10] = values[99] = unknownValue;
    const auto back = roundTrip(values);
    for (std::size_t i = 0; i < values.size(); ++i)
        EXPECT_EQ(std::isnan(back[i]), std::isnan(values[i])) << i;
    EXPECT_TRUE(std::isnan(roundTrip(std::vector<float>(50, unknownValue)).back()));
}

TEST(Block, RestTakesFiveBytes) {
    BlockCodec codec;
    EXPECT_EQ(codec.pack(std::vector<float>(Block::length, 0)).size(), 5u);
}

TEST(Block, ForeignBytesAreRefused) {
    BlockCodec codec;
    std::vector<float> values(Block::length, 1);
    values[0] = 2;
    const auto good = codec.pack(values);
    std::vector<float> out(values.size());
    for (std::size_t cut = 0; cut < good.size(); ++cut)
        EXPECT_FALSE(codec.unpack(std::string_view(good).substr(0, cut), out)) << cut;
    EXPECT_FALSE(codec.unpack("\x03 what is this", out));
    EXPECT_FALSE(codec.unpack(good + "more", out));
    std::vector<float> shorter(values.size() - 1), longer(values.size() + 1);
    EXPECT_FALSE(codec.unpack(good, shorter));
    EXPECT_FALSE(codec.unpack(good, longer));
}
