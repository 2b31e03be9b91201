#include <fstream>
#include <iterator>
#include <map>

#include <gtest/gtest.h>

#include "support/file_limit.h"
#include "support/temporary_folder.h"
#include "transfer/exporter.h"

using namespace transfer;

namespace {

/// Answers what the test gives.
class FakeSource final : public browse::RecordSource {
public:
    browse::ScanResult scan(const browse::Query&, const browse::ScanSink& sink, std::stop_token) override {
        if (!found.empty())
            sink.rows(found);
        sink.progress(result.progress);
        return result;
    }
    base::Result<browse::RecordPtr> fetchOne(const browse::TopicRead&, const browse::Record& was,
                                             std::stop_token) override {
        const auto refusal = refused.find(was.offset);
        if (refusal != refused.end())
            return base::fail({.name = refusal->second, .cause = "It is not there.", .remedy = {}});
        auto whole = std::make_shared<browse::Record>(was);
        whole->value = base::Buffer::copyOf(base::asBytes(std::string(std::size_t(was.valueBytes), 'x')));
        return whole;
    }
    base::Result<browse::Missing> missingBefore(const base::TopicPartition&, base::Offset,
                                                std::stop_token) override {
        return browse::Missing::Nothing;
    }

    std::vector<browse::RecordPtr> found;
    browse::ScanResult result;
    std::map<base::Offset, std::string> refused; ///< names of errors
};

/// Cut: its value is longer than what is kept of it.
browse::RecordPtr recordAt(std::int64_t offset, bool isCut = false,
                           browse::TransactionState state = browse::TransactionState::None) {
    auto out = std::make_shared<browse::Record>();
    out->offset = base::Offset(offset);
    out->value = base::Buffer::copyOf(base::asBytes("v"));
    out->valueBytes = isCut ? 10 : 1;
    out->transaction = state;
    return out;
}

class Exporter : public ::testing::Test {
protected:
    Target target() const { return {.topic = "orders", .path = folder.path() / "out.jsonl"}; }
    std::int64_t lines() const {
        std::ifstream in(target().path, std::ios::binary);
        return std::count(std::istreambuf_iterator<char>(in), {}, '\n');
    }

    test_support::TemporaryFolder folder;
    FakeSource source;
};

TEST_F(Exporter, WhatARangeHasNotGotIsTold) {
    source.found = {recordAt(0)};
    source.result.progress.behindOpen = 1003;
    source.result.progress.deleted = 7;
    const auto result = exportRange(source, {.topic = "orders"}, target(), {}, {});
    EXPECT_FALSE(result.error);
    EXPECT_EQ(result.progress.written.records, 1);
    EXPECT_EQ(result.behindOpen, 1003);
    EXPECT_EQ(result.progress.deleted, 7);
}

TEST_F(Exporter, WhereTheFileCannotBeOpenedTheRestIsOfTheSameTopic) {
    const browse::Query query{
        .topic = "orders", .resume = {{base::PartitionId(0), base::Offset(7)}}, .topicId = base::Uuid{{1}}};
    auto nowhere = target();
    nowhere.path = folder.path() / "missing" / "out.jsonl";
    const auto result = exportRange(source, query, nowhere, {}, {});
    ASSERT_TRUE(result.error);
    EXPECT_EQ(result.rest, query.resume);
    EXPECT_EQ(result.topicId, query.topicId);
}

TEST_F(Exporter, WhatWasNotCommittedIsCounted) {
    using State = browse::TransactionState;
    source.found = {recordAt(0, false, State::Aborted), recordAt(1, false, State::Committed), recordAt(2),
                    recordAt(3, false, State::Open)};
    EXPECT_EQ(exportRange(source, {.topic = "orders"}, target(), {}, {}).progress.written.uncommitted, 2);
    auto again = target();
    again.existing = Existing::Replace;
    const std::vector<browse::RecordPtr> rows{recordAt(0, true, State::Aborted), recordAt(1)};
    EXPECT_EQ(exportRecords(source, rows, again, {}, {}).progress.written.uncommitted, 1);
}

TEST_F(Exporter, WhatMayBeCommittedIsCountedApart) {
    using State = browse::TransactionState;
    source.found = {recordAt(0, false, State::Undecided), recordAt(1, false, State::Undecided),
                    recordAt(2, false, State::Aborted)};
    const auto written = exportRange(source, {.topic = "orders"}, target(), {}, {}).progress.written;
    EXPECT_EQ(written.uncommitted, 1);
    EXPECT_EQ(written.undecided, 2);
}

TEST_F(Exporter, WhatIsNotWrittenIsNotCountedAsNotCommitted) {
    using State = browse::TransactionState;
    source.refused = {{base::Offset(0), "OFFSET_OUT_OF_RANGE"}};
    const std::vector<browse::RecordPtr> rows{recordAt(0, true, State::Aborted), recordAt(1)};
    EXPECT_EQ(exportRecords(source, rows, target(), {}, {}).progress.written.uncommitted, 0);
    auto withoutValue = std::make_shared<browse::Record>(*recordAt(2, false, State::Aborted));
    withoutValue->value.reset();
    source.found = {withoutValue, recordAt(3, false, State::Aborted)};
    auto files = target();
    files.format = Format::RawFiles;
    files.path = folder.path() / "values";
    EXPECT_EQ(exportRange(source, {.topic = "orders"}, files, {}, {}).progress.written.uncommitted, 1);
    files.path = folder.path() / "rows";
    EXPECT_EQ(exportRecords(source, source.found, files, {}, {}).progress.written.uncommitted, 1);
}

TEST_F(Exporter, WhatAFailureToWriteKeepsOutIsCountedByTheRestAlone) {
    std::vector<browse::RecordPtr> rows;
    for (int offset = 0; offset < 4; ++offset) {
        auto large =
            std::make_shared<browse::Record>(*recordAt(offset, false, browse::TransactionState::Aborted));
        large->value = base::Buffer::copyOf(base::asBytes(std::string(600'000, 'x')));
        large->valueBytes = 600'000;
        rows.push_back(std::move(large));
    }
    source.found = rows;
    auto of = target();
    ExportResult first;
    {
        const support::FileLimit full(2'000'000); // two of them are written at once
        const auto range = exportRange(source, {.topic = "orders"}, of, {}, {});
        EXPECT_TRUE(range.error);
        EXPECT_EQ(range.progress.written.uncommitted, 2);
        of.path = folder.path() / "rows.jsonl";
        first = exportRecords(source, rows, of, {}, {});
    }
    ASSERT_TRUE(first.error);
    ASSERT_EQ(first.passed, 2);
    EXPECT_EQ(first.progress.written.uncommitted, 2);
    of.behind = first.behind;
    const auto rest = exportRecords(source, std::span(rows).subspan(first.passed), of, {}, {});
    EXPECT_FALSE(rest.error);
    EXPECT_EQ(rest.progress.written.uncommitted, 2);
}

TEST_F(Exporter, RowsThatAreGoneAreLeftOutAndNamed) {
    source.refused = {{base::Offset(0), "OFFSET_OUT_OF_RANGE"}, {base::Offset(2), "NOT_FOUND"}};
    const std::vector<browse::RecordPtr> rows{recordAt(0, true), recordAt(1, true), recordAt(2, true),
                                              recordAt(3)};
    const auto result = exportRecords(source, rows, target(), {}, {});
    EXPECT_FALSE(result.error);
    EXPECT_EQ(result.progress.written.records, 2);
    EXPECT_EQ(lines(), 2);
    EXPECT_EQ(result.passed, 4u);
    ASSERT_EQ(result.gone.size(), 2u);
    EXPECT_EQ(result.gone[0].offset, base::Offset(0));
    EXPECT_EQ(result.gone[1].offset, base::Offset(2));
}

TEST_F(Exporter, WhatIsGoneBehindTheRowItFailedAtIsTheRestsToTell) {
    source.refused = {{base::Offset(1), "OFFSET_OUT_OF_RANGE"}, {base::Offset(2), "ANOTHER_TOPIC"}};
    const std::vector<browse::RecordPtr> rows{recordAt(0, true), recordAt(1, true), recordAt(2, true),
                                              recordAt(3, true)};
    const auto result = exportRecords(source, rows, target(), {}, {});
    EXPECT_EQ(result.error.value().name, "ANOTHER_TOPIC");
    EXPECT_EQ(result.passed, 2u);
    EXPECT_EQ(result.gone.size(), 1u);
    EXPECT_EQ(lines(), 1);
}

} // namespace
