#include <gtest/gtest.h>

#include "browse/same_record.h"

using namespace browse;

namespace {

base::Buffer bufferOf(std::string_view text) {
    return base::Buffer::copyOf(base::asBytes(text));
}

Record wholeRecord() {
    Record out;
    out.timestampMs = 1'700'000'000'000;
    out.key = bufferOf("key");
    out.keyBytes = 3;
    out.value = bufferOf("a long value");
    out.valueBytes = 12;
    out.headers = {{"a", bufferOf("1")}, {"b", std::nullopt}};
    out.headerCount = 2;
    out.headerBytes = 3;
    BatchFacts facts;
    facts.records = 2;
    facts.bytes = 100;
    facts.codec = "lz4";
    facts.crc = 7;
    out.batch = std::make_shared<const BatchFacts>(facts);
    return out;
}

Record cutRecord() {
    Record out = wholeRecord();
    out.value = bufferOf("a lo");
    out.headers = {{"a", bufferOf("")}};
    return out;
}

Record withBatch(const std::function<void(BatchFacts&)>& change) {
    Record out = wholeRecord();
    BatchFacts facts = *out.batch;
    change(facts);
    out.batch = std::make_shared<const BatchFacts>(facts);
    return out;
}

TEST(SameRecord, WhatWasCutBeginsAsTheWholeDoes) {
    EXPECT_TRUE(isSameRecord(cutRecord(), wholeRecord()));
    EXPECT_TRUE(isSameRecord(wholeRecord(), wholeRecord()));
    Record bare = cutRecord();
    bare.batch = nullptr;
    EXPECT_TRUE(isSameRecord(bare, wholeRecord()));
}

TEST(SameRecord, AnyFactThatDiffersMakesItAnother) {
    const std::pair<const char*, std::function<void(Record&)>> changes[] = {
        {"time", [](Record& one) { ++one.timestampMs; }},
        {"kind of time", [](Record& one) { one.timestampType = TimestampType::LogAppend; }},
        {"size of the value", [](Record& one) { ++one.valueBytes; }},
        {"size of the key", [](Record& one) { ++one.keyBytes; }},
        {"value", [](Record& one) { one.value = bufferOf("an other one"); }},
        {"key", [](Record& one) { one.key = bufferOf("kex"); }},
        {"no key", [](Record& one) { one.key.reset(); }},
        {"no value", [](Record& one) { one.value.reset(); }},
        {"count of headers", [](Record& one) { ++one.headerCount; }},
        {"size of headers", [](Record& one) { ++one.headerBytes; }},
        {"name of a header", [](Record& one) { one.headers[0].name = "c"; }},
        {"value of a header", [](Record& one) { one.headers[0].value.reset(); }},
        {"fewer headers", [](Record& one) { one.headers.clear(); }},
    };
    for (const auto& [what, change] : changes) {
        Record now = wholeRecord();
        change(now);
        EXPECT_FALSE(isSameRecord(cutRecord(), now)) << what;
    }
}

TEST(SameRecord, ItsBatchTellsUnlessCompactionWroteItAnew) {
    const auto isSame = [](const std::function<void(BatchFacts&)>& change) {
        return isSameRecord(cutRecord(), withBatch(change));
    };
    EXPECT_FALSE(isSame([](BatchFacts& facts) { facts.crc = 8; }));
    EXPECT_FALSE(isSame([](BatchFacts& facts) { facts.producerId = base::ProducerId(4); }));
    EXPECT_TRUE(isSame([](BatchFacts& facts) {
        facts.crc = 8;
        facts.records = 1;
        facts.bytes = 60;
    }));
    EXPECT_TRUE(isSame([](BatchFacts& facts) { facts.leaderEpoch = base::LeaderEpoch(5); }));
}

} // namespace
