#include <fstream>

#include <gtest/gtest.h>

#include "browse/fake_fetcher.h"
#include "browse/scanner.h"
#include "support/temporary_folder.h"
#include "transfer/exporter.h"

using namespace transfer;

namespace {

/// Scans partitions in memory.
class ScannedSource final : public browse::RecordSource {
public:
    browse::ScanResult scan(const browse::Query& query, const browse::ScanSink& sink,
                            std::stop_token stop) override {
        return browse::Scanner(fetcher, query, sink, std::move(stop)).run();
    }
    base::Result<browse::RecordPtr> fetchOne(const browse::TopicRead&, const browse::Record& was,
                                             std::stop_token) override {
        return std::make_shared<browse::Record>(was);
    }
    base::Result<browse::Missing> missingBefore(const base::TopicPartition&, base::Offset,
                                                std::stop_token) override {
        return browse::Missing::Nothing;
    }

    FakeFetcher fetcher;
};

/// What an export that ended early leaves to go on with.
class ExportRest : public ::testing::Test {
protected:
    ExportRest() {
        query.topic = "orders";
        query.filter.text = "x";
        query.limits.memoryBytes = 1; // a batch an answer
        for (int i = 0; i < 60; ++i)
            source.fetcher.fill(0, {{i, i < 2 || i >= 50 ? "x" : "y"}}, 1);
    }

    test_support::TemporaryFolder folder;
    ScannedSource source;
    browse::Query query;
};

TEST_F(ExportRest, BeginsWhereItHasLookedAndCountsNothingTwice) {
    std::stop_source stopping;
    source.fetcher.beforeFetch = [&] {
        if (source.fetcher.fetches == 6)
            source.fetcher[0].start = base::Offset(40); // 0 to 4 were looked at
        if (source.fetcher.fetches == 9)
            stopping.request_stop();
    };
    Target target{.topic = "orders", .path = folder.path() / "out.jsonl"};
    const auto first = exportRange(source, query, target, {}, stopping.get_token());
    EXPECT_TRUE(first.cancelled);
    EXPECT_EQ(first.progress.written.records, 2);
    EXPECT_EQ(first.progress.deleted, 35);
    query.resume = first.rest;
    target.existing = Existing::GoOn;
    const auto second = exportRange(source, query, target, {}, {});
    EXPECT_EQ(second.progress.written.records, 10);
    EXPECT_EQ(second.progress.deleted, 0);
    EXPECT_EQ(first.progress.scanned + second.progress.scanned, 25);
}

TEST_F(ExportRest, CountsItselfWhatWasDeletedBehindAFailureToWrite) {
    const auto isInTheWay = folder.path() / "0-00000000000000000001.txt";
    std::ofstream(isInTheWay) << "not ours";
    source.fetcher.beforeFetch = [&] {
        if (source.fetcher.fetches == 6)
            source.fetcher[0].start = base::Offset(40);
    };
    Target target{.topic = "orders", .format = Format::RawFiles, .path = folder.path()};
    const auto first = exportRange(source, query, target, {}, {});
    ASSERT_TRUE(first.error);
    EXPECT_EQ(first.progress.written.records, 1);
    EXPECT_EQ(first.progress.deleted, 0);
    query.resume = first.rest;
    target.existing = Existing::GoOn;
    EXPECT_EQ(exportRange(source, query, target, {}, {}).progress.deleted, 39);
}

} // namespace
