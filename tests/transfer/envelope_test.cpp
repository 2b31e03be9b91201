#include <gtest/gtest.h>

#include "transfer/envelope.h"
#include "transfer/envelope_reader.h"
#include "transfer/samples.h"

using namespace transfer;
using namespace std::string_literals;

namespace {

std::string written(const browse::Record& record, AsBase64 base64 = {}, Fields fields = {}) {
    std::string out;
    appendEnvelope("orders", record, fields, base64, out);
    return out;
}

tl::expected<EnvelopeRecord, BadLine> parsed(EnvelopeReader& reader, std::string text) {
    const std::size_t size = text.size();
    text.resize(size + LineReader::padding, '}');
    return reader.read({.text = {text.data(), size}, .readable = text.size()});
}

tl::expected<EnvelopeRecord, BadLine> parsed(std::string text) {
    EnvelopeReader reader;
    return parsed(reader, std::move(text));
}

TEST(Envelope, IsWhatKcatWrites) {
    auto record = sample("k", "say \"a/b\"\n\x01");
    record.headers = {{"source", bytesOf("web")}, {"attempt", bytesOf("")}, {"attempt", std::nullopt}};
    EXPECT_EQ(written(record), R"({"topic":"orders","partition":3,"offset":42,"tstype":"create",)"
                               R"("ts":1700000000123,"headers":["source","web","attempt","","attempt",null],)"
                               R"("key":"k","payload":"say \"a/b\"\n\u0001"})"
                               "\n");
    record.headers.clear();
    record.key.reset();
    record.value = bytesOf("");
    record.timestampType = browse::TimestampType::LogAppend;
    EXPECT_EQ(written(record), R"({"topic":"orders","partition":3,"offset":42,"tstype":"logappend",)"
                               R"("ts":1700000000123,"key":null,"payload":""})"
                               "\n");
}

TEST(Envelope, TellsWhatIsNotTextApart) {
    auto record = sample("\xff\x01", "\xc3\x28");
    record.headers = {{"trace", bytesOf("\x80")}, {"\xfe", bytesOf("text")}};
    EXPECT_EQ(written(record),
              R"({"topic":"orders","partition":3,"offset":42,"tstype":"create","ts":1700000000123,)"
              R"("headers":["trace","gA==","/g==","text"],"key":"/wE=","payload":"wyg=",)"
              R"("key_base64":true,"payload_base64":true,"headers_base64":[1,2]})"
              "\n");
}

TEST(Envelope, CountsWhatIsNoTextAndNotWhatWasAskedFor) {
    const AsBase64 both{.key = true, .value = true};
    std::string out;
    EXPECT_EQ(appendEnvelope("orders", sample("k", "v"), {}, both, out), 0);
    EXPECT_NE(out.find("\"payload_base64\":true"), std::string::npos);
    EXPECT_EQ(appendEnvelope("orders", sample("k", "\xff"), {}, both, out), 1);
    EXPECT_EQ(appendEnvelope("orders", sample("k", "\xff"), {}, {}, out), 1);
}

TEST(Envelope, LeavesOutWhatIsNotWanted) {
    const Fields fields{.topic = false, .partition = false, .offset = false, .time = false, .key = false};
    EXPECT_EQ(written(sample("k", "v"), {}, fields), "{\"payload\":\"v\"}\n");
    EXPECT_EQ(written(sample("k", "v"), {.key = true}, {false, false, false, false, false, true, false}),
              "{\"key\":\"aw==\",\"key_base64\":true}\n");
    EXPECT_EQ(written(sample("k", "v"), {}, {false, false, false, false, false, false, false}), "{}\n");
}

TEST(Envelope, ComesBackByteForByte) {
    EnvelopeReader reader;
    std::string all;
    for (int i = 0; i < 256; ++i)
        all += static_cast<char>(i);
    for (const std::string& bytes : {""s, "plain"s, "\0"s, "\"\\/\b\f\n\r\t"s, all, "grüße 😀"s, "a\0b"s,
                                     "\xed\xa0\x80"s, std::string(100'000, '\x7f')}) {
        auto record = sample(bytes, bytes);
        record.headers = {{"h", bytesOf(bytes)}, {"h", std::nullopt}, {bytes, bytesOf("")}};
        std::string line = written(record);
        line.pop_back();
        EXPECT_EQ(line.find('\n'), std::string::npos);
        const auto back = parsed(reader, line);
        ASSERT_TRUE(back) << back.error().reason;
        EXPECT_EQ(back->topic, "orders");
        EXPECT_EQ(back->partition, 3);
        EXPECT_EQ(back->offset, 42);
        EXPECT_EQ(back->timestampMs, 1'700'000'000'123);
        EXPECT_EQ(back->key, bytes);
        EXPECT_EQ(back->value, bytes);
        ASSERT_EQ(back->headers.size(), 3U);
        EXPECT_EQ(back->headers[0].value, bytes);
        EXPECT_EQ(back->headers[1].value, std::nullopt);
        EXPECT_EQ(back->headers[2].name, bytes);
        EXPECT_EQ(back->headers[2].value, "");
    }
    auto none = sample("", "");
    none.key.reset();
    none.value.reset();
    const auto back = parsed(written(none));
    EXPECT_EQ(back->key, std::nullopt);
    EXPECT_EQ(back->value, std::nullopt);
}

TEST(Envelope, ReadsBytesThatKcatLeavesAsTheyAre) {
    const auto back = parsed("{\"topic\":\"gr\xc3\xbc\xc3\x9f\",\"broker\":1,\"headers\":[\"h\",\"\xff\"],"
                             "\"key\":\"\xfe\\n\",\"payload\":\"\xc3\xbc\x80\"}");
    ASSERT_TRUE(back) << back.error().reason;
    EXPECT_EQ(back->topic, "grüß");
    EXPECT_EQ(back->key, "\xfe\n");
    EXPECT_EQ(back->value, "\xc3\xbc\x80");
    EXPECT_EQ(back->headers.at(0).value, "\xff");
    EXPECT_EQ(parsed("{\"payload\":\"\xff\\u20ac\\u00e9\\ud83d\\ude00\\\\u00e9\\n\"}")->value,
              "\xff\xe2\x82\xac\xc3\xa9\xf0\x9f\x98\x80\\u00e9\n");
    EXPECT_FALSE(parsed("{\"payload\":\"\xff\\ud83d\"}"));
}

TEST(Envelope, ReadsHeadersAsAMap) {
    const auto back = parsed(R"({"headers":{"a":["1",null],"b":[""]},"payload":"v"})");
    ASSERT_TRUE(back);
    ASSERT_EQ(back->headers.size(), 3U);
    EXPECT_EQ(back->headers[1].name, "a");
    EXPECT_EQ(back->headers[1].value, std::nullopt);
    EXPECT_EQ(back->headers[2].value, "");
}

TEST(Envelope, SaysWhatIsWrongAndWhere) {
    const auto reason = [](std::string line) {
        const auto back = parsed(std::move(line));
        return back ? "fine" : back.error().reason;
    };
    EXPECT_NE(reason("not json").find("not JSON"), std::string::npos);
    EXPECT_NE(reason("{\"payload\":\"leave at").find("not closed"), std::string::npos);
    EXPECT_NE(reason("{\"payload\":7}").find("neither a string nor null"), std::string::npos);
    EXPECT_NE(reason("{\"ts\":\"x\",\"payload\":null}").find("\"ts\" has another type"), std::string::npos);
    EXPECT_NE(reason("{\"partition\":1e0,\"payload\":\"\"}").find("\"partition\" has another type"),
              std::string::npos);
    EXPECT_NE(reason("{\"payload\":\"a\",\"payload\":\"b\"}").find("\"payload\" stands twice"),
              std::string::npos);
    EXPECT_EQ(reason("{\"payload\":\"\\q\"}").back(), '.');
    EXPECT_NE(reason("{\"payload\":\"}\",\"partition\":1").find("in the middle"), std::string::npos);
    EXPECT_NE(reason("{\"payload\":\"!\",\"payload_base64\":true}").find("base64"), std::string::npos);
    for (const char* none : {"4294967296", "-1", "9223372036854775807"})
        EXPECT_NE(reason("{\"partition\":" + std::string(none) + ",\"payload\":\"\"}").find("no partition"),
                  std::string::npos);
    EXPECT_NE(reason("{\"payload\":\"\",\"headers\":[\"a\"]}").find("without a value"), std::string::npos);
    EXPECT_NE(reason("{\"payload\":\"\",\"headers_base64\":[0]}").find("does not have"), std::string::npos);
    EXPECT_NE(reason("{\"topic\":\"t\"}").find("neither"), std::string::npos);
    EXPECT_NE(reason("{\"key\":\"k\"}").find("no \"payload\""), std::string::npos) << "no tombstone unasked";
    EXPECT_EQ(reason("{\"key\":\"k\",\"payload\":null}"), "fine");
    EXPECT_EQ(reason("{\"payload\":\"v\"}"), "fine");
    EXPECT_NE(reason("{\"payload\":\"\"}{\"payload\":\"\"}").find("behind"), std::string::npos);
    EXPECT_NE(reason("{\"payload\":\"\"} more").find("behind"), std::string::npos);
    EXPECT_NE(reason("{\"payload\":\"}\",\"partition\":1e0} more").find("behind"), std::string::npos);
    EXPECT_NE(reason("[1]").find("no object"), std::string::npos);
    EXPECT_EQ(reason("{\"payload\":\"\",\"unknown\":{\"deep\":[1,{}]}}"), "fine");
    const auto back = parsed(R"({"topic":"t","partition":"x","payload":"v"})");
    EXPECT_GE(back.error().column, 24);
    EXPECT_EQ(parsed(R"({"payload":"v"} x)").error().column, 17);
}

} // namespace
