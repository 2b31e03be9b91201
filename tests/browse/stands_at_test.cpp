#include <gtest/gtest.h>

#include "browse/fake_fetcher.h"
#include "browse/stands_at.h"

using namespace browse;

namespace {

constexpr base::Offset at(std::int64_t offset) {
    return base::Offset(offset);
}

/// Ten records from offset 5 on.
base::Bytes batch(protocol::Compression codec = protocol::Compression::None) {
    FakeFetcher fetcher;
    fetcher[0].end = at(5);
    std::vector<std::pair<std::int64_t, std::string>> records(10, {1, "value"});
    fetcher.fill(0, records, 10, codec);
    return fetcher[0].batches.front();
}

TEST(StandsAt, ARecordOrAGapIsTold) {
    EXPECT_EQ(whatStandsAt(at(5), batch()).value(), Missing::Nothing);
    EXPECT_EQ(whatStandsAt(at(14), batch()).value(), Missing::Nothing);
    EXPECT_EQ(whatStandsAt(at(4), batch()).value(), Missing::Compacted);
}

TEST(StandsAt, WhatCannotBeReadIsNoGap) {
    auto broken = batch(protocol::Compression::Gzip);
    std::fill_n(broken.begin() + protocol::BatchLayout::headerSize, 20, std::uint8_t{0xff});
    EXPECT_FALSE(whatStandsAt(at(7), broken));
    auto cut = batch();
    cut.pop_back();
    EXPECT_FALSE(whatStandsAt(at(7), cut));
    EXPECT_FALSE(whatStandsAt(at(7), base::ByteView()));
    EXPECT_FALSE(whatStandsAt(at(15), batch())) << "it ends before that";
}

} // namespace
