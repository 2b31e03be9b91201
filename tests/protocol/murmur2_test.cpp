#include <gtest/gtest.h>

#include "protocol/murmur2.h"

using namespace protocol;

// The first five are those of Kafka's own UtilsTest; the others were computed by Kafka's Utils.murmur2.
TEST(Murmur2, hashesAsKafkaDoes) {
    EXPECT_EQ(murmur2(base::asBytes("21")), -973932308);
    EXPECT_EQ(murmur2(base::asBytes("foobar")), -790332482);
    EXPECT_EQ(murmur2(base::asBytes("a-little-bit-long-string")), -985981536);
    EXPECT_EQ(murmur2(base::asBytes("a-little-bit-longer-string")), -1486304829);
    EXPECT_EQ(murmur2(base::asBytes("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8")), -58897971);
    EXPECT_EQ(murmur2(base::asBytes("abc")), 479470107);
    EXPECT_EQ(murmur2({}), 275646681);
    EXPECT_EQ(murmur2(base::asBytes("größe")), 588164084);
    EXPECT_EQ(murmur2(base::asBytes("key-1")), 193331640);
}

TEST(Murmur2, dropsTheSignBitBeforeTheModulus) {
    EXPECT_EQ(toPositive(-1), 0x7fffffff);
    EXPECT_EQ(partitionForKey(base::asBytes("21"), 10), (-973932308 & 0x7fffffff) % 10);
}
