#include <limits>

#include <gtest/gtest.h>

#include "base/byte_reader.h"
#include "base/byte_writer.h"

using namespace base;

TEST(ByteIo, numbersStandMostSignificantByteFirst) {
    ByteWriter out;
    out.fixed<std::int16_t>(-2);
    out.fixed<std::int32_t>(0x01020304);
    out.fixed<std::int64_t>(0x0102030405060708);
    EXPECT_EQ(out.release(), (Bytes{0xff, 0xfe, 1, 2, 3, 4, 1, 2, 3, 4, 5, 6, 7, 8}));
}

TEST(ByteIo, varintsReadBackWhatWasWritten) {
    for (const std::int64_t value :
         {std::int64_t{0}, std::int64_t{-1}, std::int64_t{63}, std::int64_t{-65}, std::int64_t{300},
          std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()}) {
        ByteWriter out;
        out.varlong(value);
        out.varint(static_cast<std::int32_t>(value));
        out.unsignedVarint(static_cast<std::uint32_t>(value));
        const Bytes bytes = out.release();
        ByteReader in(bytes);
        EXPECT_EQ(in.varlong(), value);
        EXPECT_EQ(in.varint(), static_cast<std::int32_t>(value));
        EXPECT_EQ(in.unsignedVarint(), static_cast<std::uint32_t>(value));
        EXPECT_TRUE(in.ok());
        EXPECT_EQ(in.remaining(), 0u);
    }
}

TEST(ByteIo, zigzagIsThatOfProtobuf) {
    ByteWriter out;
    out.varint(-1);
    out.varint(1);
    out.varint(150);
    EXPECT_EQ(out.release(), (Bytes{0x01, 0x02, 0xac, 0x02}));
}

TEST(ByteIo, readingPastTheEndFailsForGood) {
    const Bytes bytes{0, 1, 2};
    ByteReader in(bytes);
    EXPECT_EQ(in.fixed<std::int32_t>(), 0);
    EXPECT_FALSE(in.ok());
    EXPECT_EQ(in.fixed<std::int16_t>(), 0);
    EXPECT_TRUE(in.take(1).empty());
    EXPECT_FALSE(in.ok());
}

TEST(ByteIo, varintsThatDoNotEndOrDoNotFitFail) {
    const Bytes endless(11, 0x80);
    ByteReader a(endless);
    a.varlong();
    EXPECT_FALSE(a.ok());
    const Bytes tooLarge{0xff, 0xff, 0xff, 0xff, 0x7f};
    ByteReader b(tooLarge);
    b.unsignedVarint();
    EXPECT_FALSE(b.ok());
    const Bytes cut{0x80};
    ByteReader c(cut);
    c.varint();
    EXPECT_FALSE(c.ok());
}
