#include <gtest/gtest.h>

#include "base/uuid.h"

using base::Uuid;

// Pairs printed by org.apache.kafka.common.Uuid.
TEST(Uuid, ReadsAndWritesKafkasText) {
    Uuid one;
    one.bytes[15] = 1;
    EXPECT_EQ(one.toString(), "AAAAAAAAAAAAAAAAAAAAAQ");
    EXPECT_EQ(Uuid::parse("AAAAAAAAAAAAAAAAAAAAAQ"), one);
}

TEST(Uuid, RefusesTextThatIsNotAUuid) {
    EXPECT_FALSE(Uuid::parse(""));
    EXPECT_FALSE(Uuid::parse("AAAAAAAAAAAAAAAAAAAAA*"));
    EXPECT_FALSE(Uuid::parse("AAAAAAAAAAAAAAAAAAAAAR")); // bits beyond the sixteenth byte
}

TEST(Uuid, RandomOnesDifferAndSurviveTheirText) {
    auto a = Uuid::random(), b = Uuid::random();
    EXPECT_NE(a, b);
    EXPECT_EQ(Uuid::parse(a.toString()), a);
}
