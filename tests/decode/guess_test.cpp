#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "decode/payloads.h"
#include "protocol/records/compression.h"

using namespace decode;
using namespace payloads;

namespace {

std::string guessed(const std::vector<std::string>& samples, Side side = Side::Value) {
    std::vector<Input> inputs;
    for (const auto& sample : samples)
        inputs.push_back(input(sample, side));
    const auto result = guess(inputs);
    return result.decoder ? std::string(result.decoder->id()) : "none";
}

std::string gzip(std::string_view text) {
    const auto packed = protocol::compress(protocol::Compression::Gzip, base::asBytes(text));
    return std::string(base::asText(*packed));
}

/// The whole as it is copied; "cut": it is not all of it.
std::string copied(const Decoder* chosen, std::string_view bytes) {
    const auto whole = wholeText(chosen, input(bytes), std::size_t{1} << 30);
    return whole.cut ? "cut" : whole.text;
}

std::string millis(std::int64_t ms) {
    std::string out;
    for (int shift = 56; shift >= 0; shift -= 8)
        out += static_cast<char>(ms >> shift & 0xff);
    return out;
}

TEST(Guess, TakesWhatTheSamplesLookLike) {
    EXPECT_EQ(guessed({"{\"a\":1}", "[1]"}), "json");
    EXPECT_EQ(guessed({"{not json", "plain"}), "text");
    EXPECT_EQ(guessed({"12", "13"}), "text");
    EXPECT_EQ(guessed({"<a/>"}), "xml");
    EXPECT_EQ(guessed({hex("0000000000 12d687"), hex("0000000000 000001")}), "int64");
    EXPECT_EQ(guessed({hex("87d6120000000000"), hex("0100000000000000"), hex("0200000000000000")}),
              "int64-le");
    EXPECT_EQ(guessed({hex("3ff8000000000000"), hex("0000000000000000")}), "float64");
    EXPECT_EQ(guessed(std::vector(3, hex("1f85eb51b81e0940"))), "float64-le");
    EXPECT_EQ(guessed({hex("0000002a")}), "int32");
    EXPECT_EQ(guessed({hex("550e8400e29b41d4a716446655440000")}), "uuid");
    EXPECT_EQ(guessed({hex("83a16101a16202a16303")}), "messagepack");
    EXPECT_EQ(guessed({hex("a3616101616202616303")}), "cbor");
    EXPECT_EQ(guessed({hex("00000004 1c") + "{\"a\":1}"}), "prefixed-json");
    EXPECT_EQ(guessed({R"({"schema":null,"payload":{"a":1}})"}), "connect");
    EXPECT_EQ(guessed({hex("ff fe 00 80 17")}), "hex");
    EXPECT_EQ(guessed({gzip("{\"a\":1}")}), "gzip");
    EXPECT_EQ(guessed({gzip("{\"a\":1}") + std::string(512, '\0')}), "gzip") << "filled up with zeros";
    EXPECT_EQ(guessed({"eyJhIjoxfQ=="}), "base64");
    EXPECT_EQ(guessed({"word", "text"}), "text") << "both would be Base64";
    EXPECT_EQ(guessed({}), "none");
    EXPECT_EQ(guessed({"", ""}), "none");
}

TEST(Guess, CopiesANumberThatIsUtf8ByItsBytesAsANumber) {
    EXPECT_EQ(copied(findDecoder("int64"), hex("000000000000002a")), "42");
    EXPECT_EQ(copied(findDecoder("int32"), hex("01020304")), "16909060");
    EXPECT_EQ(copied(findDecoder("int64"), "in words"), "in words");
    EXPECT_EQ(copied(findDecoder("text"), "a\x1b[0m"), "a\x1b[0m");
}

/// More fields than a tree holds.
constexpr int manyFields = 300'000;

std::string manyNumbers() {
    std::string text = "[ ";
    for (int i = 0; i < manyFields; ++i)
        text += std::to_string(i) + ", ";
    return text + R"({"last":"]}\"]"}])";
}

TEST(Guess, CopiesAllFieldsOfWhatIsPacked) {
    const std::string json = manyNumbers();
    EXPECT_EQ(copied(findDecoder("gzip"), gzip(json)), json);
    EXPECT_EQ(copied(nullptr, gzip(R"({"schema":null,"payload":)" + json + '}')), json) << "Kafka Connect";
    std::string xml = "<a>";
    for (int i = 0; i < manyFields; ++i)
        xml += "<b/>";
    xml += "</a>";
    EXPECT_EQ(copied(nullptr, gzip(xml)), xml);
}

TEST(Guess, CopiesAllFieldsOfWhatIsNoText) {
    std::string array = hex("dd 000493e0"); // MessagePack: 300 000 elements
    array.append(manyFields, '\x07');
    const auto text = copied(findDecoder("messagepack"), array);
    EXPECT_EQ(std::ranges::count(text, '7'), manyFields);
    array = hex("dd 004c4b40");
    array.append(5'000'000, '\x07');
    EXPECT_EQ(copied(findDecoder("messagepack"), array), "cut") << "more than are copied at once";
}

TEST(Guess, CopiesAllBelowANodeOfATreeThatIsCut) {
    const std::string json = manyNumbers();
    const auto cut = tree("json", R"({"first":{"a":1},"all":)" + json + R"(,"behind":2})");
    ASSERT_TRUE(cut.isCut());
    const auto at = [&cut](const char* path) {
        return copyText(cut, Path::parse(path)->find(cut), std::size_t{1} << 30);
    };
    EXPECT_EQ(at("$.all").text, json);
    EXPECT_FALSE(at("$.all").cut);
    EXPECT_EQ(at("$.first").text, R"({"a":1})");
    EXPECT_FALSE(prettyJson(cut, Path::parse("$.first")->find(cut), 1000).cut);
    EXPECT_TRUE(prettyJson(cut, cut.root(), std::size_t{1} << 30).cut);
}

TEST(Guess, KnowsOfWhatItGaveUpAtALimit) {
    Limits limits;
    limits.unpacked = 1 << 20;
    const auto packed = [](std::size_t size) { return gzip("[" + std::string(size, ' ') + "]"); };
    EXPECT_TRUE(decodeAny(input(packed(2 << 20)), limits).isSecondBest);
    EXPECT_TRUE(decodeAs(findDecoder("gzip"), input(packed(2 << 20)), limits).decoded.isSecondBest);
    EXPECT_FALSE(decodeAny(input(packed(2 << 20))).isSecondBest);
    EXPECT_FALSE(decodeAny(input(packed(100)), limits).isSecondBest);
    EXPECT_FALSE(decodeAs(findDecoder("json"), input("no JSON"), limits).decoded.isSecondBest);
    EXPECT_TRUE(decodeAny(input(std::string(600, '[') + std::string(600, ']'))).isSecondBest);
    EXPECT_TRUE(decodeAny(input(gzip(std::string(600, '[') + std::string(600, ']')))).isSecondBest);
}

TEST(Guess, LetsFewStrangersPassButNotOfNumbers) {
    std::vector<std::string> mostlyJson(19, "{}");
    mostlyJson.emplace_back("oops");
    EXPECT_EQ(guessed(mostlyJson), "json");
    EXPECT_EQ(guessed({"{}", "oops", hex("ff fe 00")}), "none");
    std::vector<std::string> mostlyNumbers(19, hex("0000002a"));
    mostlyNumbers.push_back(hex("ff fe 00"));
    EXPECT_EQ(guessed(mostlyNumbers), "none");
}

TEST(Guess, ClaimsNoNumberOfOneOrTwoBytes) {
    EXPECT_EQ(guessed({hex("ff 00")}), "hex");
    EXPECT_EQ(guessed({hex("ff 00"), hex("fe 01")}, Side::Key), "hex");
    EXPECT_EQ(guessed({hex("ff")}), "hex");
    EXPECT_EQ(layers(decodeAny(input(hex("ff 00"), Side::Key))), "hex");
    EXPECT_EQ(read("int16", input(hex("ff 00"))), "-256") << "who chooses it gets it";
}

TEST(Guess, TakesLittleEndianNumbersFromSeveralOnly) {
    EXPECT_EQ(guessed({hex("2a000000")}), "hex");
    EXPECT_EQ(guessed({hex("2a000000"), hex("2b000000"), hex("feffffff")}), "int32-le");
    EXPECT_EQ(guessed({hex("2a000000"), hex("2b000000"), hex("fe ff ff")}), "none");
    EXPECT_EQ(layers(decodeAny(input(hex("2a000000")))), "hex") << "one record of a mixed topic";
    EXPECT_EQ(layers(decodeAny(input(hex("87d6120000000000")))), "hex");
    EXPECT_EQ(layers(decodeAny(input(hex("0020000000000001")))), "int64") << "9007199254740993";
}

TEST(Guess, ClaimsNoNumberOfLetters) {
    for (const char* latin1 : {"caf\xe9", "Caf\xe9",
                               "\xc9"
                               "tat",
                               "Fen\xeatres"}) {
        EXPECT_EQ(layers(decodeAny(input(latin1))), "hex") << latin1;
        EXPECT_EQ(guessed({latin1}), "hex") << latin1;
        EXPECT_EQ(guessed({latin1, "{}", hex("0000002a")}), "none");
    }
    EXPECT_EQ(read("int32-le", input("caf\xe9")), "-379166365") << "who chooses it gets it";
}

TEST(Guess, TellsWhatWasTriedAndWhyItRefused) {
    const std::vector<Input> samples{input("plain text")};
    const auto result = guess(samples);
    ASSERT_EQ(result.decoder->id(), "text");
    const auto json =
        std::ranges::find(result.passedOver, "json", [](const auto& one) { return one.decoder->id(); });
    ASSERT_NE(json, result.passedOver.end());
    EXPECT_THAT(json->why, testing::StartsWith("This is not JSON"));
    EXPECT_EQ(result.samples, 1u);
    EXPECT_EQ(result.accepted, 1u);
}

TEST(Guess, PassesOverWhatIsCut) {
    auto cut = input("{\"a\":\"xxxxxxx");
    cut.cut = true;
    const std::vector<Input> samples{cut, input("{}")};
    EXPECT_EQ(guess(samples).decoder->id(), "json");
    EXPECT_EQ(guess(std::vector{cut}).decoder, nullptr);
}

TEST(Guess, KnowsTheWindowsOfKafkaStreams) {
    const auto start = millis(1'795'348'800'000), end = millis(1'795'348'860'000);
    EXPECT_EQ(guessed({"alice" + start, "bob" + end}, Side::Key), "time-window");
    EXPECT_EQ(guessed({"alice" + end + start}, Side::Key), "session-window");
    EXPECT_EQ(read("time-window", input("alice" + start, Side::Key)),
              R"({"key":"alice","start":1795348800000})");
    EXPECT_EQ(read("session-window", input(hex("0000002a") + end + start, Side::Key)),
              R"({"key":42,"start":1795348800000,"end":1795348860000})");
    EXPECT_NE(guessed({"alice" + start}), "time-window") << "values have no windows";
}

TEST(Guess, KnowsTheKeysOfWindowStores) {
    const auto start = millis(1'795'348'800'000), seventh = hex("00000007"), first = hex("00000000");
    EXPECT_EQ(guessed({"alice" + start + first, "bob" + start + seventh}, Side::Key), "window-store");
    EXPECT_EQ(read("window-store", input("alice" + start + seventh, Side::Key)),
              R"({"key":"alice","start":1795348800000,"seqnum":7})");
    EXPECT_NE(guessed({"alice" + start + first}), "window-store") << "values have no windows";
    EXPECT_NE(guessed({start + first}, Side::Key), "window-store") << "there is no key in it";
    EXPECT_NE(guessed({"alice" + start + hex("ffffffff")}, Side::Key), "window-store");
    EXPECT_NE(guessed({"alice" + millis(7) + first}, Side::Key), "window-store");
    EXPECT_NE(guessed({hex("ff fe 80") + start + first}, Side::Key), "window-store");
    EXPECT_EQ(guessed({"alice" + start}, Side::Key), "time-window");
}

TEST(Wrapped, IsReadThroughAllItsLayers) {
    const auto decoded = findDecoder("gzip")->decode(input(gzip(gzip("{\"a\":1.10}"))), {});
    ASSERT_TRUE(decoded);
    EXPECT_EQ(layers(*decoded), "gzip gzip json");
    EXPECT_EQ(decoded->tree.original(0), "{\"a\":1.10}");
    EXPECT_EQ(layers(*findDecoder("base64")->decode(input("eyJhIjoxfQ=="), {})), "base64 json");
    std::string onion = "x";
    for (int i = 0; i < 9; ++i)
        onion = gzip(onion);
    EXPECT_EQ(layers(decodeAny(input(onion))), "gzip gzip gzip gzip hex") << "more layers than anybody means";
}

TEST(Wrapped, NeverUnpacksMoreThanItsLimit) {
    const auto bomb = gzip(std::string(10 << 20, '0'));
    const auto decoded = findDecoder("gzip")->decode(input(bomb), {.unpacked = 1 << 20});
    ASSERT_FALSE(decoded);
    EXPECT_EQ(layers(decodeAny(input(bomb), {.unpacked = 1 << 20})), "hex");
}

TEST(DecodeAs, FallsBackAndTellsTheRefusal) {
    const auto reading = decodeAs(findDecoder("json"), input("plain"));
    EXPECT_EQ(layers(reading.decoded), "text");
    ASSERT_TRUE(reading.refusal);
    EXPECT_THAT(reading.refusal->cause, testing::StartsWith("This is not JSON"));
    EXPECT_FALSE(decodeAs(findDecoder("int32"), input(hex("0000002a"))).refusal);
}

TEST(DecodeAs, WhatATopicOfTextIsTakenForBindsNoOtherBytes) {
    const auto shown = [](std::string_view bytes) {
        return cellText(likelyTextDecoder(), input(bytes), 256);
    };
    EXPECT_EQ(shown("2000"), "2000");
    EXPECT_EQ(shown(hex("0000002a")), "42");
    EXPECT_EQ(layers(decodeAs(likelyTextDecoder(), input("2000")).decoded), "text");
    EXPECT_EQ(layers(decodeAs(likelyTextDecoder(), input("[not json")).decoded), "text");
    EXPECT_EQ(layers(decodeAs(likelyTextDecoder(), input(" {\"a\": 1}")).decoded), "json");
    EXPECT_EQ(layers(decodeAs(likelyTextDecoder(), input(hex("0000002a"))).decoded), "int32");
    EXPECT_EQ(layers(decodeAs(findDecoder("text"), input(hex("0000002a"))).decoded), "text");
}

TEST(WholeText, OfALogWithEscapesIsTheLog) {
    EXPECT_EQ(copied(likelyTextDecoder(), "\x1b[31mred\x1b[0m\n"), "\x1b[31mred\x1b[0m\n");
    EXPECT_EQ(copied(nullptr, hex("000000000000002a")), "42");
}

TEST(CellText, IsOneLine) {
    const auto cell = [](const char* decoder, std::string_view bytes, std::size_t limit = 256) {
        return cellText(decoder ? findDecoder(decoder) : nullptr, input(bytes), limit);
    };
    EXPECT_EQ(cell(nullptr, "a\r\nb\tc"), "a  b c");
    EXPECT_EQ(cell("json", "{\n  \"a\": 1\n}"), "{   \"a\": 1 }");
    EXPECT_EQ(cell(nullptr, "ééé", 5), "éé");
    EXPECT_EQ(cell("hex", "\xff\x01z"), "ff 01 7a");
    EXPECT_EQ(cell("int64", hex("000000000012d687")), "1234567");
    EXPECT_EQ(cell("json", hex("ff fe 00 80 17")), "ff fe 00 80 17");
    EXPECT_EQ(cell("cbor", hex("a1616101")), "{\"a\":1}");
    // Where a kind does not fit, text stays as it stands.
    EXPECT_EQ(cell("float32", "{\"id\":  15}"), "{\"id\":  15}");
    EXPECT_EQ(cell("float32", "<a b='c'>x</a>"), "<a b='c'>x</a>");
    EXPECT_LE(cell(nullptr, std::string(100, '\xff'), 16).size(), 16u);
    EXPECT_EQ(cell("text", std::string(1 << 20, 'x'), 300).size(), 300u);
}

} // namespace
