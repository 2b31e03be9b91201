#include <set>
#include <string>

#include <gtest/gtest.h>

#include "protocol/error_codes.h"

using namespace protocol;

TEST(ErrorCodes, tellNameAndWhetherToTryAgain) {
    EXPECT_EQ(errorInfo(std::int16_t{36}).name, "TOPIC_ALREADY_EXISTS");
    EXPECT_FALSE(errorInfo(ErrorCode::TOPIC_ALREADY_EXISTS).retriable);
    EXPECT_EQ(toWire(ErrorCode::NOT_LEADER_OR_FOLLOWER), 6);
    EXPECT_TRUE(errorInfo(ErrorCode::NOT_LEADER_OR_FOLLOWER).retriable);
}

TEST(ErrorCodes, numbersThatAreNoCodeAreUnknownServerErrors) {
    for (const int code : {-1, -2, 999, 32767, -32768})
        EXPECT_EQ(errorInfo(static_cast<std::int16_t>(code)).name, "UNKNOWN_SERVER_ERROR") << code;
}

TEST(ErrorCodes, namesAndSentencesAreThereOnce) {
    std::set<std::string_view> names;
    std::set<std::string_view> texts;
    for (std::int16_t code = -1; code <= 133; ++code) {
        const auto& info = errorInfo(code);
        EXPECT_EQ(toWire(info.code), code);
        EXPECT_TRUE(names.insert(info.name).second) << info.name;
        EXPECT_TRUE(info.text.ends_with('.') && texts.insert(info.text).second) << info.text;
    }
}

TEST(ErrorCodes, anErrorWithoutACauseSaysTheCodesOwnSentence) {
    const auto error = makeError(ErrorCode::NON_EMPTY_GROUP);
    EXPECT_EQ(error.code, 68);
    EXPECT_EQ(error.name, "NON_EMPTY_GROUP");
    EXPECT_EQ(error.cause, "The group still has members.");
    EXPECT_EQ(makeError(ErrorCode::NON_EMPTY_GROUP, "Group g has 2 members.").cause,
              "Group g has 2 members.");
}
