#include <gtest/gtest.h>

#include "decode/payloads.h"

using namespace decode;
using namespace payloads;

namespace {

TEST(Numbers, AreReadInBothByteOrders) {
    EXPECT_EQ(read("int64", hex("00 00 00 00 00 12 d6 87")), "1234567");
    EXPECT_EQ(read("int64-le", hex("87 d6 12 00 00 00 00 00")), "1234567");
    EXPECT_EQ(read("int32", hex("ff ff ff fe")), "-2");
    EXPECT_EQ(read("int32-le", hex("fe ff ff ff")), "-2");
    EXPECT_EQ(read("int16", hex("01 00")), "256");
    EXPECT_EQ(read("int16-le", hex("01 00")), "1");
    EXPECT_EQ(read("int8", hex("80")), "-128");
    EXPECT_EQ(read("float64", hex("3f f8 00 00 00 00 00 00")), "1.5");
    EXPECT_EQ(read("float64-le", hex("00 00 00 00 00 00 f8 3f")), "1.5");
    EXPECT_EQ(read("float32", hex("3d cc cc cd")), "0.1");
    EXPECT_EQ(read("float32-le", hex("cd cc cc 3d")), "0.1");
    EXPECT_EQ(read("float64", hex("7f f0 00 00 00 00 00 00")), "\"Infinity\"");
    EXPECT_EQ(read("float32", hex("7f c0 00 00")), "\"NaN\"");
    EXPECT_EQ(read("int64", hex("00 00 01")), "error: Such a number has 8 bytes, these are 3.");
}

TEST(Uuid, IsSixteenBytes) {
    EXPECT_EQ(read("uuid", hex("550e8400 e29b 41d4 a716 446655440000")),
              "\"550e8400-e29b-41d4-a716-446655440000\"");
    EXPECT_TRUE(read("uuid", "short").starts_with("error: "));
}

TEST(Text, RefusesWhatIsNone) {
    EXPECT_EQ(read("text", "grüß\tdich"), "\"grüß\\u0009dich\"");
    EXPECT_TRUE(read("text", "\xc3\x28").starts_with("error: "));
    EXPECT_EQ(tree("text", "\xef\xbb\xbfx").text(0), "x");
    auto cut = input("ééé");
    cut.cut = true;
    cut.bytes = cut.bytes.slice(0, 5);
    EXPECT_EQ(read("text", cut), "\"\"") << "of few bytes none is sure";
    auto marked = input("\xef\xbb\xbf{\xc0");
    marked.cut = true;
    EXPECT_EQ(read("text", marked), "\"\"") << "less is left than the mark is long";
    const std::string rests(500'000, '\x91');
    auto half = input(rests);
    half.cut = true;
    EXPECT_TRUE(read("text", half).starts_with("error: ")) << "no character is that long";
}

TEST(MessagePack, BecomesATree) {
    EXPECT_EQ(read("messagepack", hex("83 a1 61 01 a1 62 92 c0 c3 02 cb 3ff8000000000000")),
              R"({"a":1,"b":[null,true],"2":1.5})");
    EXPECT_EQ(read("messagepack", hex("92 c4 02 ff 00 d3 8000000000000000")),
              R"(["/wA=",-9223372036854775808])");
    EXPECT_EQ(read("messagepack", hex("cf ffffffffffffffff")), "18446744073709551615");
    for (const char* bad :
         {"", "81", "81 a1 61", "c1", "01 02", "81 90 01", "dd ff ff ff ff", "df ff ff ff ff"})
        EXPECT_TRUE(read("messagepack", hex(bad)).starts_with("error: This is not MessagePack")) << bad;
}

TEST(Cbor, BecomesATree) {
    EXPECT_EQ(read("cbor", hex("a3 61 61 01 61 62 82 f6 f5 02 fb 3ff8000000000000")),
              R"({"a":1,"b":[null,true],"2":1.5})");
    EXPECT_EQ(read("cbor", hex("9f 01 bf 61 61 20 ff 5f 41 ff 41 00 ff 7f 61 61 61 62 ff ff")),
              R"([1,{"a":-1},"/wA=","ab"])");
    EXPECT_EQ(read("cbor", hex("3b ffffffffffffffff")), "-18446744073709551616");
    EXPECT_EQ(read("cbor", hex("f9 3e00")), "1.5");
    EXPECT_EQ(read("cbor", hex("c1 1a 514b67b0")), "1363896240") << "a tag and what it stands before";
    EXPECT_EQ(read("cbor", hex("d9 d9f7 80")), "[]");
    for (const char* bad : {"", "81", "a1 61 61", "ff", "01 02", "a1 80 01", "9b ffffffffffffffff", "c1",
                            "bf 01 ff", "5f 61 61 ff", "7f 7f ff ff", "bb ffffffffffffffff 01 01", "1c"})
        EXPECT_TRUE(read("cbor", hex(bad)).starts_with("error: This is not CBOR")) << bad;
}

TEST(Binary, RefusesTowersInsteadOfOverflowing) {
    for (const std::string byte : {"91", "81"}) {
        std::string tower;
        for (int i = 0; i < 100'000; ++i)
            tower += hex(byte);
        EXPECT_TRUE(read("messagepack", tower).starts_with("error: "));
        EXPECT_TRUE(read("cbor", tower).starts_with("error: "));
    }
    EXPECT_TRUE(read("cbor", std::string(1'000'000, '\xc1')).starts_with("error: "));
}

TEST(Xml, BecomesATreeAndKeepsItsText) {
    const std::string text = "<?xml version=\"1.0\"?>\n<order id=\"7\"><sku>A&amp;B</sku><sku/>note</order>";
    EXPECT_EQ(read("xml", text), R"({"order":{"@id":"7","sku":"A&B","sku":"","#text":"note"}})");
    const auto read = tree("xml", text);
    const auto sku = Path::parse("$.order.sku")->find(read);
    EXPECT_EQ(read.original(sku), "<sku>A&amp;B</sku>");
    EXPECT_EQ(copyText(read, Path::parse("$.order")->find(read), 1000).text,
              "<order id=\"7\"><sku>A&amp;B</sku><sku/>note</order>");
}

TEST(Xml, RefusesWhatIsNone) {
    for (const char* bad : {"", "text", "<", "<a>", "<a></b>", "<a/><b/>", "<a>&x;</a>"})
        EXPECT_TRUE(read("xml", std::string_view(bad)).starts_with("error: ")) << bad;
    EXPECT_NE(read("xml", std::string_view("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")).find("entities"),
              std::string::npos);
    std::string tower;
    for (int i = 0; i < 100'000; ++i)
        tower += "<a>";
    EXPECT_NE(read("xml", tower).find("nested"), std::string::npos);
}

TEST(Xml, LosesNoEntityOfAnOutsideDtd) {
    EXPECT_EQ(
        read("xml", std::string_view("<!DOCTYPE m SYSTEM \"m.dtd\"><m n=\"&lt;&#65;\">5&euro;&amp;</m>")),
        R"({"m":{"@n":"<A","#text":"5&euro;&"}})");
    EXPECT_NE(
        read("xml", std::string_view("<!DOCTYPE m SYSTEM \"m.dtd\"><m n=\"5&euro;\"/>")).find("outside DTD"),
        std::string::npos);
    EXPECT_NE(read("xml", std::string_view("<!DOCTYPE m [%p;]><m n=\"5&euro;\"/>")).find("outside DTD"),
              std::string::npos);
    const auto inUtf16 = [](std::string_view text) {
        std::string out;
        for (const char one : text)
            out += {one, '\0'};
        return out;
    };
    EXPECT_EQ(read("xml", inUtf16("<!DOCTYPE m SYSTEM \"m.dtd\"><m n=\"&lt;&#65;\"/>")),
              R"({"m":{"@n":"<A"}})");
    EXPECT_NE(read("xml", inUtf16("<!DOCTYPE m SYSTEM \"m.dtd\"><m n=\"5&euro;\"/>")).find("outside DTD"),
              std::string::npos);
}

TEST(HexDump, FitsItsOffsetsToTheSize) {
    const auto dump = [](std::string_view text, std::size_t perLine) {
        return hexDump(base::asBytes(text), 1 << 20, perLine).text;
    };
    EXPECT_EQ(dump("0123456789abcdefg", 16),
              "0000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  0123456789abcdef\n"
              "0010  67                                                g");
    EXPECT_EQ(dump("01234567\x01", 8), "0000  30 31 32 33 34 35 36 37  01234567\n"
                                       "0008  01                       .");
    const std::string big(100'000, 'x');
    EXPECT_TRUE(dump(big, 16).starts_with("00000000  78"));
    EXPECT_TRUE(hexDump(base::asBytes(big), 5000).cut);
    EXPECT_LE(hexDump(base::asBytes(big), 5000).text.size(), 5000u);
}

} // namespace
