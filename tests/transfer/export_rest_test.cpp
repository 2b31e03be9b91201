#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

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
    target.behind = first.behind;
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
    target.behind = first.behind;
    EXPECT_EQ(exportRange(source, query, target, {}, {}).progress.deleted, 39);
}

TEST_F(ExportRest, CountsItselfWhatIsDamagedBehindAFailureToWrite) {
    const auto isInTheWay = folder.path() / "0-00000000000000000001.txt";
    std::ofstream(isInTheWay) << "not ours";
    base::Bytes& damaged = source.fetcher[0].batches[3];
    std::fill(damaged.begin() + protocol::BatchLayout::headerSize, damaged.end(), std::uint8_t{0xff});
    Target target{.topic = "orders", .format = Format::RawFiles, .path = folder.path()};
    const auto first = exportRange(source, query, target, {}, {});
    ASSERT_TRUE(first.error);
    EXPECT_EQ(first.progress.damagedBatches, 0);
    query.resume = first.rest;
    target.behind = first.behind;
    std::filesystem::remove(isInTheWay);
    const auto second = exportRange(source, query, target, {}, {});
    EXPECT_FALSE(second.error);
    EXPECT_EQ(second.progress.damagedBatches, 1);
}

TEST_F(ExportRest, DoesNotReplaceAFileThatIsInItsWay) {
    const auto isInTheWay = folder.path() / "0-00000000000000000001.txt";
    std::ofstream(isInTheWay) << "not ours";
    Target target{.topic = "orders", .format = Format::RawFiles, .path = folder.path()};
    const auto first = exportRange(source, query, target, {}, {});
    query.resume = first.rest;
    target.behind = first.behind;
    const auto second = exportRange(source, query, target, {}, {});
    ASSERT_TRUE(second.error);
    EXPECT_EQ(second.error->name, "EEXIST");
    EXPECT_EQ(std::filesystem::file_size(isInTheWay), 8);
    std::filesystem::remove(isInTheWay);
    EXPECT_EQ(exportRange(source, query, target, {}, {}).progress.written.records, 11);
}

/// An export that was stopped, and the file that it left.
class StoppedExport : public ExportRest {
protected:
    StoppedExport() {
        source.fetcher.beforeFetch = [this] {
            if (source.fetcher.fetches == 6)
                stopping.request_stop();
        };
        first = exportRange(source, query, target, {}, stopping.get_token());
        EXPECT_TRUE(first.cancelled);
        EXPECT_EQ(first.progress.written.records, 2);
    }
    [[nodiscard]] ExportResult goOn() {
        query.resume = first.rest;
        target.behind = first.behind;
        return exportRange(source, query, target, {}, {});
    }
    [[nodiscard]] std::string held() const {
        std::ifstream in(target.path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    void refuses() {
        const auto rest = goOn();
        ASSERT_TRUE(rest.error);
        EXPECT_EQ(rest.error->name, "FILE_CHANGED");
        EXPECT_EQ(rest.progress.written.records, 0);
        EXPECT_FALSE(rest.behind);
        EXPECT_EQ(rest.rest.size(), first.rest.size());
    }

    Target target{.topic = "orders", .path = folder.path() / "out.jsonl"};
    std::stop_source stopping;
    ExportResult first;
};

TEST_F(StoppedExport, GoesOnOnlyInTheFileThatIsThereStill) {
    const auto aside = folder.path() / "aside.jsonl";
    std::filesystem::rename(target.path, aside);
    refuses();
    EXPECT_FALSE(std::filesystem::exists(target.path)) << "the rest alone is not the export";
    std::filesystem::rename(aside, target.path);
    EXPECT_EQ(goOn().progress.written.records, 10);
}

TEST_F(StoppedExport, DoesNotGoOnInAnotherFile) {
    std::string other = held();
    ASSERT_FALSE(other.empty());
    other.back() = ' '; // of the same size
    for (const auto& content : {other, other + "more"}) {
        std::ofstream(target.path, std::ios::binary) << content;
        refuses();
        EXPECT_EQ(held(), content);
    }
}

TEST_F(StoppedExport, OfRawFilesGoesOnOnlyInItsFolder) {
    target = {.topic = "orders", .format = Format::RawFiles, .path = folder.path() / "raw"};
    std::filesystem::create_directory(target.path);
    first.behind = FileEnd();
    std::filesystem::remove(target.path);
    refuses();
    EXPECT_FALSE(std::filesystem::exists(target.path));
}

TEST_F(ExportRest, OfRawFilesDoesNotGoOnInAnotherFolderOfThatName) {
    std::stop_source stopping;
    source.fetcher.beforeFetch = [&] {
        if (source.fetcher.fetches == 6)
            stopping.request_stop();
    };
    Target target{.topic = "orders", .format = Format::RawFiles, .path = folder.path() / "raw"};
    const auto first = exportRange(source, query, target, {}, stopping.get_token());
    EXPECT_EQ(first.progress.written.records, 2);
    query.resume = first.rest;
    target.behind = first.behind;
    const auto aside = folder.path() / "aside", last = target.path / "0-00000000000000000001.txt";
    std::filesystem::rename(target.path, aside);
    std::filesystem::create_directory(target.path);
    for (const bool hasOther : {false, true}) {
        if (hasOther)
            std::ofstream(last) << "of another topic";
        const auto rest = exportRange(source, query, target, {}, {});
        ASSERT_TRUE(rest.error);
        EXPECT_EQ(rest.error->name, "FILE_CHANGED");
        EXPECT_EQ(rest.progress.written.records, 0);
    }
    EXPECT_EQ(std::filesystem::file_size(last), 16);
    std::filesystem::remove_all(target.path);
    std::filesystem::rename(aside, target.path);
    EXPECT_EQ(exportRange(source, query, target, {}, {}).progress.written.records, 10);
}

} // namespace
