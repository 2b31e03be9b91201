#include <gtest/gtest.h>

#include "browse/record_filter.h"
#include "protocol/records/record_batch_builder.h"

using namespace browse;

namespace {

/// A record with the headers source=app, source=web and trace=null.
class RecordFilterTest : public ::testing::Test {
protected:
    RecordFilterTest() {
        const std::vector<protocol::RecordHeaderView> headers{
            {"source", base::asBytes("app")}, {"source", base::asBytes("web")}, {"trace", std::nullopt}};
        protocol::RecordBatchBuilder builder;
        builder.append(1, base::asBytes("cus-11873"), base::asBytes(R"({"total":512,"status":"Paid"})"),
                       headers);
        builder.append(2, base::asBytes("cus-11873"), std::nullopt);
        batch = *builder.build();
    }

    /// Of the record with a value and of the tombstone.
    std::pair<bool, bool> matches(const Filter& filter) {
        const auto view = protocol::BatchView::parse(batch);
        auto reader = protocol::RecordReader::open(*view);
        protocol::RecordView record;
        const RecordFilter ready(filter);
        std::pair<bool, bool> out;
        EXPECT_TRUE(reader->next(record));
        out.first = ready.matches(record);
        EXPECT_TRUE(reader->next(record));
        out.second = ready.matches(record);
        return out;
    }

    base::Bytes batch;
};

using Both = std::pair<bool, bool>;

TEST_F(RecordFilterTest, TextIsFoundWhereItIsLookedFor) {
    EXPECT_EQ(matches({.text = "paid"}), Both(true, false));
    EXPECT_EQ(matches({.text = "paid", .matchCase = true}), Both(false, false));
    EXPECT_EQ(matches({.text = "CUS-"}), Both(true, true));
    EXPECT_EQ(matches({.text = "cus-", .inKey = false}), Both(false, false));
    EXPECT_EQ(matches({.text = "web"}), Both(true, false));
    EXPECT_EQ(matches({.text = "web", .inHeaders = false}), Both(false, false));
    EXPECT_EQ(matches({.text = "a.d"}), Both(false, false));
    EXPECT_EQ(matches({}), Both(true, true));
}

TEST_F(RecordFilterTest, NotLetsThroughWhatDoesNotHoldIt) {
    EXPECT_EQ(matches({.text = "paid", .isNot = true}), Both(false, true));
    EXPECT_EQ(matches({.text = "nowhere", .isNot = true}), Both(true, true));
    EXPECT_EQ(matches({.isNot = true}), Both(true, true));
}

TEST_F(RecordFilterTest, ARegularExpressionIsRe2s) {
    EXPECT_EQ(matches({.text = "total\":5\\d+,", .isRegex = true}), Both(true, false));
    EXPECT_EQ(matches({.text = "^cus-\\d{5}$", .isRegex = true}), Both(true, true));
    EXPECT_EQ(matches({.text = "PAID", .isRegex = true, .matchCase = true}), Both(false, false));
    EXPECT_FALSE(RecordFilter::problem({.text = "a+", .isRegex = true}));
    EXPECT_FALSE(RecordFilter::problem({.text = "a("}));
    const auto problem = RecordFilter::problem({.text = "a(", .isRegex = true});
    ASSERT_TRUE(problem);
    EXPECT_NE(problem->find("missing )"), std::string::npos) << *problem;
    EXPECT_EQ(matches({.text = "a(", .isRegex = true}), Both(false, false));
}

TEST_F(RecordFilterTest, KeyAndHeadersAreComparedWhole) {
    EXPECT_EQ(matches({.key = "cus-11873"}), Both(true, true));
    EXPECT_EQ(matches({.key = "cus-1187"}), Both(false, false));
    EXPECT_EQ(matches({.headerName = "source"}), Both(true, false));
    EXPECT_EQ(matches({.headerName = "source", .headerValue = "web"}), Both(true, false));
    EXPECT_EQ(matches({.headerName = "source", .headerValue = "we"}), Both(false, false));
    EXPECT_EQ(matches({.headerName = "trace", .headerValue = ""}), Both(false, false));
    EXPECT_EQ(matches({.headerName = "Source"}), Both(false, false));
    EXPECT_EQ(matches({.tombstonesOnly = true}), Both(false, true));
}

TEST_F(RecordFilterTest, AnEmptyKeyIsAKey) {
    protocol::RecordBatchBuilder builder;
    builder.append(1, base::asBytes(""), base::asBytes("v"));
    builder.append(2, std::nullopt, base::asBytes("v"));
    batch = *builder.build();
    EXPECT_EQ(matches({.keylessOnly = true}), Both(false, true));
    EXPECT_EQ(matches({.key = ""}), Both(true, false));
}

TEST_F(RecordFilterTest, AllThatIsSetMustHold) {
    EXPECT_EQ(matches({.text = "paid", .key = "cus-11873", .headerName = "source", .headerValue = "app"}),
              Both(true, false));
    EXPECT_EQ(matches({.text = "paid", .key = "other"}), Both(false, false));
    EXPECT_EQ(matches({.text = "512", .headerName = "missing"}), Both(false, false));
    EXPECT_EQ(matches({.text = "512", .isNot = true, .headerName = "source"}), Both(false, false));
}

TEST_F(RecordFilterTest, WhatMatchedIsTold) {
    const auto spans = [](const Filter& filter, std::string_view in) {
        return RecordFilter(filter).spans(base::asBytes(in), 10);
    };
    EXPECT_EQ(spans({.text = "ab"}, "xABxxab"), (std::vector<Span>{{1, 3}, {5, 7}}));
    EXPECT_EQ(spans({.text = "ab", .matchCase = true}, "xABxxab"), (std::vector<Span>{{5, 7}}));
    EXPECT_EQ(spans({.text = "[0-9]+", .isRegex = true}, "12a345"), (std::vector<Span>{{0, 2}, {3, 6}}));
    EXPECT_EQ(spans({.text = "z*", .isRegex = true}, "aza"), (std::vector<Span>{{1, 2}}));
    EXPECT_TRUE(spans({.text = "ab", .isNot = true}, "ab").empty());
    EXPECT_TRUE(spans({}, "ab").empty());
    EXPECT_EQ(spans({.text = "a"}, std::string(100, 'a')).size(), 10u);
}

} // namespace
