#include <gtest/gtest.h>

#include "decode/payloads.h"

using namespace decode;
using namespace payloads;

namespace {

std::string pretty(std::string_view text, std::size_t limit = 1 << 20) {
    const auto decoded = findDecoder("json")->decode(input(text), {});
    return decoded ? prettyJson(decoded->tree, decoded->tree.root(), limit).text
                   : "error: " + decoded.error().cause;
}

TEST(Json, KeepsOrderDuplicatesAndTheTextOfNumbers) {
    EXPECT_EQ(pretty(R"({"z":1.10,"a":12345678901234567890123,"a":-0,"e":1E+400,"n":null,"t":true})"), R"({
  "z": 1.10,
  "a": 12345678901234567890123,
  "a": -0,
  "e": 1E+400,
  "n": null,
  "t": true
})");
}

TEST(Json, KeepsStringsAsTheyWereWrittenAndReadsTheirText) {
    EXPECT_EQ(pretty(R"([ "a\u00e9\n" , {"q\"\\":"\/"} , [ ] , { } ])"), R"([
  "a\u00e9\n",
  {
    "q\"\\": "\/"
  },
  [],
  {}
])");
    const auto read = tree("json", R"([ "a\u00e9\n" , {"q\"\\":"\/"}])");
    EXPECT_EQ(read.text(1), "aé\n");
    EXPECT_EQ(read.name(3), "q\"\\");
    EXPECT_EQ(read.original(2), R"({"q\"\\":"\/"})");
    EXPECT_EQ(read.original(0), R"([ "a\u00e9\n" , {"q\"\\":"\/"}])");
}

TEST(Json, ReadsASingleValue) {
    EXPECT_EQ(pretty(" 17.50 "), "17.50");
    EXPECT_EQ(pretty("\"x y\"\n"), "\"x y\"");
    EXPECT_EQ(pretty("null"), "null");
    EXPECT_EQ(pretty("false"), "false");
}

TEST(Json, SaysWhatIsNotJson) {
    for (const char* bad :
         {"",      "{",          "[1,]",      "{\"a\" 1}", "[1 2]",       "[01]",      "[1.]",        "[tru]",
          "[nul]", "{\"a\":1}}", "{} {}",     "1 2",       "\"a\" \"b\"", "[\"\\x\"]", "{\"\\x\":1}", "[+1]",
          "[NaN]", "hello",      "{a:1}",     "[1}",       "[\"\x80\"]",  "nullx",     "[\"a\nb\"]",  "[,1]",
          "]",     "{\"a\":}",   "true false"})
        EXPECT_TRUE(pretty(bad).starts_with("error: This is not JSON")) << bad << " gave " << pretty(bad);
}

TEST(Json, RefusesTowersInsteadOfOverflowing) {
    EXPECT_TRUE(pretty(std::string(100'000, '[')).starts_with("error: "));
    EXPECT_FALSE(pretty(std::string(400, '[') + std::string(400, ']')).starts_with("error: "));
}

TEST(Json, StopsAtTheLimitBetweenCharacters) {
    EXPECT_EQ(pretty("[\"ééééééééé\"]", 10), "[\n  \"éé");
}

TEST(Json, CutsATreeOfTooManyNodesAndSaysSo) {
    std::string many = "[0";
    for (int i = 1; i < 5000; ++i)
        many += "," + std::to_string(i);
    const auto decoded = findDecoder("json")->decode(input(many + "]"), {.nodes = 100});
    ASSERT_TRUE(decoded);
    EXPECT_TRUE(decoded->tree.isCut());
    EXPECT_EQ(decoded->tree.size(), 100u);
    EXPECT_EQ(decoded->tree.childCount(0), 99u);
}

TEST(Json, TellsWhatWasNotReadToItsEnd) {
    const std::string text = R"({"a":[1],"b":{"c":[2,3,4]},"d":5})";
    const auto decoded = findDecoder("json")->decode(input(text), {.nodes = 6});
    ASSERT_TRUE(decoded);
    const Tree& tree = decoded->tree;
    const auto a = tree.child(0, 0), b = tree.child(0, 1), c = tree.child(b, 0);
    EXPECT_EQ(tree.childCount(c), 1u);
    EXPECT_FALSE(tree.holdsMore(a));
    for (const auto node : {tree.root(), b, c})
        EXPECT_TRUE(tree.holdsMore(node));
    const auto wrapped =
        findDecoder("time-window")->decode(input(text + "12345678", Side::Key), {.nodes = 6});
    ASSERT_TRUE(wrapped);
    EXPECT_TRUE(wrapped->tree.holdsMore(wrapped->tree.root())) << "what it was put into";
    const auto whole = findDecoder("json")->decode(input(text), {});
    for (Tree::Index node = 0; node < whole->tree.end(); ++node)
        EXPECT_FALSE(whole->tree.holdsMore(node));
}

TEST(Json, PassesOverAByteOrderMarkAndTellsIt) {
    const auto decoded = findDecoder("json")->decode(input("\xef\xbb\xbf{\"a\":1}"), {});
    ASSERT_TRUE(decoded);
    EXPECT_EQ(decoded->layers[0].skipped, (base::Bytes{0xef, 0xbb, 0xbf}));
    EXPECT_EQ(decoded->tree.original(0), "{\"a\":1}");
}

TEST(Json, IsFoundAfterLeadingBytesThatAreTold) {
    const auto framed = findDecoder("prefixed-json")->decode(input(hex("00 00 00 5b 1c") + "{\"a\":1}"), {});
    ASSERT_TRUE(framed); // a byte of the number looks like an array's bracket
    EXPECT_EQ(framed->layers[0].skipped, (base::Bytes{0, 0, 0, 0x5b, 0x1c}));
    EXPECT_EQ(read("prefixed-json", hex("01 ff") + "[1.0]"), "[1.0]");
    EXPECT_TRUE(read("prefixed-json", hex("01 ff") + "[1.0").starts_with("error: After 2 leading bytes"));
    EXPECT_TRUE(read("prefixed-json", std::string(40, '\1') + "[]").starts_with("error: "));
}

TEST(Connect, ShowsThePayloadAndTellsItsSchema) {
    const std::string text =
        R"({"schema":{"type":"struct","name":"shop.Order","fields":[]},"payload":{"id":7,"sum":1.10}})";
    const auto decoded = findDecoder("connect")->decode(input(text), {});
    ASSERT_TRUE(decoded);
    EXPECT_EQ(decoded->layers[0].schema, "shop.Order");
    EXPECT_EQ(compactJson(decoded->tree, decoded->tree.root(), 100).text, R"({"id":7,"sum":1.10})");
    const auto sum = decoded->tree.child(decoded->tree.root(), 1);
    EXPECT_EQ(Path::to(decoded->tree, sum).text(), "$.sum");
    EXPECT_EQ(read("connect", R"({"schema":null,"payload":"x"})"), "\"x\"");
    EXPECT_TRUE(read("connect", R"({"schema":1,"payload":2})").starts_with("error: "));
    EXPECT_TRUE(read("connect", R"({"payload":2})").starts_with("error: "));
}

} // namespace
