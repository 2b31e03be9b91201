#include <string>

#include <gtest/gtest.h>

#include "browse/decode.h"

using namespace browse;

namespace {

base::ByteView bytesOf(std::string_view text) {
    return base::asBytes(text);
}

std::string pretty(std::string_view text) {
    auto out = prettyJson(bytesOf(text));
    return out ? out->text : "error: " + out.error().cause;
}

TEST(PrettyJson, KeepsOrderDuplicatesAndTheTextOfNumbers) {
    EXPECT_EQ(pretty(R"({"z":1.10,"a":12345678901234567890123,"a":-0,"e":1E+400,"n":null,"t":true})"), R"({
  "z": 1.10,
  "a": 12345678901234567890123,
  "a": -0,
  "e": 1E+400,
  "n": null,
  "t": true
})");
}

TEST(PrettyJson, KeepsStringsAndNamesAsTheyWereWritten) {
    EXPECT_EQ(pretty(R"([ "a\u00e9\n" , {"q\"\\":"\/"} , [ ] , { } ])"), R"([
  "a\u00e9\n",
  {
    "q\"\\": "\/"
  },
  [],
  {}
])");
}

TEST(PrettyJson, PrintsASingleValue) {
    EXPECT_EQ(pretty(" 17.50 "), "17.50");
    EXPECT_EQ(pretty("\"x y\"\n"), "\"x y\"");
    EXPECT_EQ(pretty("null"), "null");
    EXPECT_EQ(pretty("false"), "false");
}

TEST(PrettyJson, SaysWhatIsNotJson) {
    for (const char* bad :
         {"",      "{",          "[1,]",      "{\"a\" 1}", "[1 2]",       "[01]",      "[1.]",        "[tru]",
          "[nul]", "{\"a\":1}}", "{} {}",     "1 2",       "\"a\" \"b\"", "[\"\\x\"]", "{\"\\x\":1}", "[+1]",
          "[NaN]", "hello",      "{a:1}",     "[1}",       "[\"\x80\"]",  "nullx",     "[\"a\nb\"]",  "[,1]",
          "]",     "{\"a\":}",   "true false"}) {
        const auto out = prettyJson(bytesOf(bad));
        ASSERT_FALSE(out) << bad << " gave " << out->text;
        EXPECT_EQ(out.error().name, "INVALID_JSON") << bad;
        EXPECT_NE(out.error().cause.find("This is not JSON"), std::string::npos);
    }
}

TEST(PrettyJson, RefusesTowersInsteadOfOverflowing) {
    EXPECT_FALSE(prettyJson(bytesOf(std::string(100'000, '['))));
    std::string deep = std::string(400, '[') + std::string(400, ']');
    EXPECT_TRUE(prettyJson(bytesOf(deep), 1 << 22));
}

TEST(PrettyJson, StopsAtTheLimitBetweenCharacters) {
    const auto out = prettyJson(bytesOf("[\"ééééééééé\"]"), 10);
    ASSERT_TRUE(out);
    EXPECT_TRUE(out->cut);
    EXPECT_LE(out->text.size(), 10u);
    EXPECT_EQ(out->text, "[\n  \"éé");
}

TEST(Decode, TakesWhatTheBytesLookLike) {
    EXPECT_EQ(decode(bytesOf("{\"a\":1}")).format, Format::Json);
    EXPECT_EQ(decode(bytesOf("{not json")).format, Format::Text);
    EXPECT_EQ(decode(bytesOf("12")).format, Format::Text);
    EXPECT_EQ(decode(bytesOf("grüß\tdich\n")).format, Format::Text);
    EXPECT_EQ(decode(bytesOf(std::string_view("a\0b", 3))).format, Format::Hex);
    EXPECT_EQ(decode(bytesOf("\xff\xfe")).format, Format::Hex);
    EXPECT_EQ(decode({}).text, "");
    EXPECT_EQ(guessFormat(bytesOf("[1]")), Format::Json);
    EXPECT_EQ(guessFormat(bytesOf("[1")), Format::Text);
}

TEST(Decode, SaysThatBytesAreNoText) {
    const auto out = decodeAs(Format::Text, bytesOf("\xc3\x28"));
    ASSERT_FALSE(out);
    EXPECT_EQ(out.error().name, "INVALID_UTF8");
}

TEST(Decode, CutsTenMegabytes) {
    const std::string big(10u << 20, 'x');
    const Decoded out = decode(bytesOf(big), 1000);
    EXPECT_TRUE(out.cut);
    EXPECT_EQ(out.text.size(), 1000u);
    EXPECT_TRUE(hexDump(bytesOf(big), 5000).cut);
    EXPECT_LE(hexDump(bytesOf(big), 5000).text.size(), 5000u);
}

TEST(HexDump, ShowsSixteenBytesALine) {
    EXPECT_EQ(hexDump(bytesOf("0123456789abcdefg")).text,
              "00000000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  |0123456789abcdef|\n"
              "00000010  67                                                |g|");
}

TEST(CellText, IsOneLine) {
    EXPECT_EQ(cellText(bytesOf("a\r\nb\tc")), "a  b c");
    EXPECT_EQ(cellText(bytesOf("ééé"), 5), "éé");
    EXPECT_EQ(cellText(bytesOf("\xff\x01z")), "ff 01 7a");
    EXPECT_LE(cellText(bytesOf(std::string(100, '\xff')), 16).size(), 16u);
    EXPECT_EQ(cellText({}), "");
}

} // namespace
