#include <string>

#include <gtest/gtest.h>

#include "protocol/topic_name.h"

using protocol::isTopicName;

TEST(TopicName, IsOfAsciiLettersDigitsDotsUnderscoresAndDashes) {
    EXPECT_TRUE(isTopicName("Orders_2.eu-west"));
    EXPECT_TRUE(isTopicName("..."));
    for (const char* name : {"", ".", "..", "a b", "a/b", "a:b", "gr\xc3\xbc\xc3\x9f", "@", "[", "`", "{"})
        EXPECT_FALSE(isTopicName(name)) << name;
    EXPECT_FALSE(isTopicName(std::string_view("a\0b", 3)));
}

TEST(TopicName, IsOf249CharactersAtMost) {
    EXPECT_TRUE(isTopicName(std::string(249, 'a')));
    EXPECT_FALSE(isTopicName(std::string(250, 'a')));
}
