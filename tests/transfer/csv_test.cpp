#include <gtest/gtest.h>

#include "transfer/csv.h"
#include "transfer/record_output.h"
#include "transfer/samples.h"

using namespace transfer;

namespace {

std::string cell(std::string_view text) {
    std::string out;
    appendCell(text, out);
    return out;
}

TEST(Csv, QuotesWhatNeedsIt) {
    EXPECT_EQ(cell("plain text"), "plain text");
    EXPECT_EQ(cell("a,b"), "\"a,b\"");
    EXPECT_EQ(cell("say \"hi\"\r\n"), "\"say \"\"hi\"\"\r\n\"");
}

TEST(Csv, DefusesTextThatASpreadsheetWouldRunAndKeepsNumbers) {
    EXPECT_EQ(cell("=1+2"), "'=1+2");
    EXPECT_EQ(cell("@SUM(A1)"), "'@SUM(A1)");
    EXPECT_EQ(cell("+49 30 1"), "'+49 30 1");
    EXPECT_EQ(cell("-x"), "'-x");
    EXPECT_EQ(cell("\tx"), "'\tx");
    EXPECT_EQ(cell("\rx"), "\"'\rx\"");
    EXPECT_EQ(cell("=cmd|'/c calc'!A1,2"), "\"'=cmd|'/c calc'!A1,2\"");
    for (const char* number : {"-12", "+7", "-0.5", "1e9", "-1E-9", "12345678901234567890"})
        EXPECT_EQ(cell(number), number);
    EXPECT_EQ(cell("-"), "'-");
    EXPECT_EQ(cell("-1-1"), "'-1-1");
    EXPECT_EQ(cell("-1."), "'-1.");
}

TEST(Csv, ARecordTellsNullEmptyAndBytesApart) {
    std::string head;
    appendCsvHead({}, head);
    EXPECT_EQ(head,
              "topic,partition,offset,time,time_type,headers,headers_base64,key_as,key,value_as,value\r\n");
    auto record = sample("", "\xff");
    record.headers = {{"a", std::nullopt}};
    std::string out;
    EXPECT_EQ(appendCsv("orders", record, {}, {}, out), 1);
    record.key.reset();
    record.value = bytesOf("=A1");
    EXPECT_EQ(appendCsv("orders", record, {}, {}, out), 0);
    EXPECT_EQ(out, "orders,3,42,2023-11-14T22:13:20.123Z,create,\"[\"\"a\"\",null]\",,text,,base64,/w==\r\n"
                   "orders,3,42,2023-11-14T22:13:20.123Z,create,\"[\"\"a\"\",null]\",,null,,text,'=A1\r\n");
    out.clear();
    record.timestampMs = -5;
    appendCsv("orders", record, {false, false, false, true, false, false, false}, {}, out);
    record.timestampMs = -1; // it has none
    appendCsv("orders", record, {false, false, false, true, false, false, false}, {}, out);
    EXPECT_EQ(out, "1969-12-31T23:59:59.995Z,create\r\n,create\r\n");
    out.clear();
    appendCsv("orders", record, {false, false, true, false, false, false, true}, {}, out);
    EXPECT_EQ(out, "42,text,'=A1\r\n");
}

TEST(Csv, WhatHoldsANulIsNoTextThere) {
    const auto record = sample(std::string_view("\0\0\0\7", 4), std::string_view("a\0", 2));
    std::string out;
    EXPECT_EQ(appendCsv("orders", record, {false, false, false, false, false, true, true}, {}, out), 2);
    EXPECT_EQ(out, "base64,AAAABw==,base64,YQA=\r\n");
}

TEST(Csv, CountsWhatIsNoTextAndNotWhatWasAskedFor) {
    std::string out;
    EXPECT_EQ(appendCsv("orders", sample("k", "v"), {}, {.key = true, .value = true}, out), 0);
    EXPECT_EQ(appendCsv("orders", sample("k", "\xff"), {}, {.key = true, .value = true}, out), 1);
}

TEST(RawFiles, HaveNamesThatEveryFileSystemTakes) {
    EXPECT_EQ(rawFileName(sample("../../etc", "{\"a\":1}")), "3-00000000000000000042.json");
    EXPECT_EQ(rawFileName(sample("", "hello")), "3-00000000000000000042.txt");
    EXPECT_EQ(rawFileName(sample("", "\xff")), "3-00000000000000000042.bin");
    EXPECT_EQ(rawFileName(sample("", std::string_view("a\0b", 3))), "3-00000000000000000042.bin");
}

} // namespace
