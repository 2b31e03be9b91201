#include "browse/scans.h"

using namespace browse;
using namespace scans;

namespace {

/// One partition of this many bytes, in batches of so many, none of them like the other.
void fillBatches(FakeFetcher& fetcher, std::int32_t id, std::size_t total, std::size_t batch,
                 unsigned jitter) {
    std::mt19937 random(815);
    std::int64_t time = 0;
    fetcher[id];
    for (std::size_t bytes = 0; bytes < total;) {
        protocol::RecordBatchBuilder builder({.baseOffset = fetcher[id].end});
        const std::size_t size = batch - random() % (batch * jitter / 100 + 1);
        for (std::size_t inside = 0; inside < size; inside += 100)
            builder.append(++time, std::nullopt, base::asBytes(std::string(90, 'v')));
        fetcher.append(id, builder);
        bytes += fetcher[id].batches.back().size();
    }
}

TEST(Scanner, NoBatchIsFetchedTwiceWhateverItsSize) {
    for (const std::size_t batch :
         {1u << 10, 30u << 10, 130u << 10, 300u << 10, 700u << 10, 1u << 20, 5u << 20}) {
        for (const Seek seek : {Seek::Newest, Seek::Oldest}) {
            for (const std::int32_t partitions : {1, 3}) {
                FakeFetcher fetcher;
                std::int64_t held = 0, records = 0;
                for (std::int32_t id = 0; id < partitions; ++id) {
                    fillBatches(fetcher, id, 12u << 20, batch, 10);
                    for (const base::Bytes& one : fetcher[id].batches)
                        held += static_cast<std::int64_t>(one.size());
                    records += fetcher[id].end.value();
                }
                Query query;
                query.seek = seek;
                query.filter.text = "in no record";
                const Scan scan = run(fetcher, query);
                EXPECT_EQ(scan.result.progress.scanned, records);
                EXPECT_EQ(scan.result.reason, StopReason::EndReached);
                EXPECT_LE(static_cast<double>(scan.result.progress.bytes), 1.2 * static_cast<double>(held))
                    << batch << " " << partitions << (seek == Seek::Newest ? " newest" : " oldest");
            }
        }
    }
}

TEST(Scanner, ARecordCountsOnceBesideAGiant) {
    FakeFetcher fetcher;
    std::vector<std::pair<std::int64_t, std::string>> records{{1, std::string(2u << 20, 'g')}};
    for (int i = 0; i < 10; ++i)
        records.emplace_back(2 + i, "small");
    fetcher.fill(0, records, 1);
    for (const Seek seek : {Seek::Newest, Seek::Oldest, Seek::LastPerPartition}) {
        Query query;
        query.seek = seek;
        const Scan scan = run(fetcher, query);
        EXPECT_EQ(scan.rows.size(), 11u);
        EXPECT_EQ(scan.result.progress.scanned, 11);
        EXPECT_EQ(scan.result.progress.offsetsTotal, 11);
    }
}

TEST_F(Skewed, PagesCountEveryRecordOnce) {
    for (const Seek seek : {Seek::Newest, Seek::Oldest}) {
        Query query;
        query.seek = seek;
        query.limits.rows = 777;
        std::int64_t scanned = 0;
        do {
            const Scan page = run(fetcher, query);
            scanned += page.result.progress.scanned;
            query.resume = page.result.resume;
        } while (!query.resume.empty());
        EXPECT_EQ(scanned, static_cast<std::int64_t>(all.size()));
    }
}

TEST(Scanner, BatchesThatGrowTowardsTheEndAreReadThroughIslands) {
    FakeFetcher fetcher;
    std::vector<std::pair<std::int64_t, std::string>> records;
    for (int i = 0; i < 3000; ++i)
        records.emplace_back(i, std::string(static_cast<std::size_t>(1 + i * i / 300), 'x'));
    fetcher.fill(0, records, 7);
    for (const std::size_t limit : {1u, 37u, 1'000'000u}) {
        Query query;
        query.limits.rows = limit;
        std::int64_t expected = 2999, scanned = 0;
        do {
            const Scan page = run(fetcher, query);
            for (const RecordPtr& row : page.rows)
                ASSERT_EQ(row->offset.value(), expected--);
            scanned += page.result.progress.scanned;
            query.resume = page.result.resume;
            if (limit == 1 && expected < 2900)
                break;
        } while (!query.resume.empty());
        EXPECT_EQ(scanned, limit == 1 ? 2999 - expected : 3000);
    }
}

TEST(Scanner, ABatchThatCannotBeReadCountsOnceInHoweverManyParts) {
    FakeFetcher fetcher;
    std::vector<std::pair<std::int64_t, std::string>> records;
    for (int i = 0; i < 100; ++i)
        records.emplace_back(i, "value " + std::to_string(i));
    fetcher.fill(0, records, 10, protocol::Compression::Gzip);
    for (const std::size_t broken : {3u, 7u})
        std::fill_n(fetcher[0].batches[broken].begin() + protocol::BatchLayout::headerSize, 20, 0xff);
    for (const Seek seek : {Seek::Newest, Seek::Oldest}) {
        for (const std::size_t limit : {1u, 15u, 40u, 1000u}) {
            Query query;
            query.seek = seek;
            query.limits.rows = limit;
            std::size_t rows = 0;
            std::int64_t damaged = 0;
            do {
                const Scan page = run(fetcher, query);
                rows += page.rows.size();
                damaged += page.result.progress.damagedBatches;
                query.resume = page.result.resume;
                query.ledger = page.result.ledger;
            } while (!query.resume.empty());
            EXPECT_EQ(rows, 80u);
            EXPECT_EQ(damaged, 2) << limit << (seek == Seek::Newest ? " newest" : " oldest");
        }
    }
}

} // namespace
