#include "browse/scan_limits.h"
#include "browse/scans.h"

using namespace browse;
using namespace scans;

namespace {

TEST_F(Skewed, WhatThePartitionsHeldIsToldWholeWhereverTheScanBegins) {
    for (const Seek seek : {Seek::Newest, Seek::Oldest, Seek::AtOffset, Seek::Tail}) {
        Query query;
        query.partitions = {base::PartitionId(4), base::PartitionId(5)};
        query.seek = seek;
        query.offset = 500;
        std::stop_source stopped;
        stopped.request_stop();
        const Scan scan = run(fetcher, query, seek == Seek::Tail ? stopped.get_token() : std::stop_token());
        const std::vector<Bounds> held{
            {base::PartitionId(4), base::Offset(0), base::Offset(900), base::Offset(900)},
            {base::PartitionId(5), base::Offset(0), base::Offset(3000), base::Offset(3000)}};
        EXPECT_EQ(scan.result.held, held);
    }
}

TEST_F(Skewed, NewestFirstIsTheEndOfAFullSort) {
    for (const std::size_t limit : {1u, 10u, 500u, 5000u}) {
        Query query;
        query.limits.rows = limit;
        const Scan scan = run(fetcher, query);
        EXPECT_EQ(keysOf(scan.rows), newest(all, limit)) << limit;
        EXPECT_EQ(scan.result.reason, StopReason::RowLimit);
        EXPECT_FALSE(scan.result.orderIsApproximate);
    }
}

TEST_F(Skewed, NewestWithoutEndReadsEverythingOnceInOrder) {
    Query query;
    query.limits.rows = 1'000'000;
    const Scan scan = run(fetcher, query);
    EXPECT_EQ(keysOf(scan.rows), newest(all, all.size()));
    EXPECT_EQ(scan.result.reason, StopReason::EndReached);
    EXPECT_TRUE(scan.result.resume.empty());
    EXPECT_EQ(scan.result.progress.offsetsDone, scan.result.progress.offsetsTotal);
}

TEST_F(Skewed, OldestFirstIsTheBeginningOfAFullSort) {
    Query query;
    query.seek = Seek::Oldest;
    query.limits.rows = 2000;
    EXPECT_EQ(keysOf(run(fetcher, query).rows), std::vector<RowKey>(all.begin(), all.begin() + 2000));
}

TEST_F(Skewed, ProgressKeepsUpWithTheRowsHandedOut) {
    Query query;
    query.seek = Seek::Oldest;
    query.limits.rows = SIZE_MAX; // all of it is read in few large pieces
    std::int64_t told = 0;
    std::size_t rows = 0;
    const ScanSink sink{.rows = [&](const std::vector<RecordPtr>& fresh) { rows += fresh.size(); },
                        .progress =
                            [&](const Progress& progress) {
                                told = progress.scanned;
                                EXPECT_NEAR(double(told), double(rows), 1000);
                            }};
    Scanner(fetcher, query, sink, {}).run();
    EXPECT_EQ(told, static_cast<std::int64_t>(all.size()));
}

TEST_F(Skewed, ARareMatchIsFoundAtItsPlaceInTime) {
    ASSERT_GT(rare.size(), 8u);
    Query query;
    query.filter.text = "RARE";
    query.limits.rows = 7;
    EXPECT_EQ(keysOf(run(fetcher, query).rows), newest(rare, 7));
    query.seek = Seek::Oldest;
    EXPECT_EQ(keysOf(run(fetcher, query).rows), std::vector<RowKey>(rare.begin(), rare.begin() + 7));
    query.filter.matchCase = true;
    EXPECT_TRUE(run(fetcher, query).rows.empty());
}

TEST_F(Skewed, PagesJoinWithoutGapOrOverlap) {
    for (const Seek seek : {Seek::Newest, Seek::Oldest}) {
        Query query;
        query.seek = seek;
        query.limits.rows = 777;
        std::vector<RowKey> joined;
        int pages = 0;
        do {
            const Scan page = run(fetcher, query);
            ASSERT_FALSE(page.result.error);
            for (const RowKey& key : keysOf(page.rows))
                joined.push_back(key);
            query.resume = page.result.resume;
            ASSERT_LT(++pages, 100);
        } while (!query.resume.empty());
        EXPECT_EQ(joined, seek == Seek::Newest ? newest(all, all.size()) : all);
    }
}

TEST_F(Skewed, AScanBudgetEndsItAndItGoesOnThere) {
    Query query;
    query.filter.text = "in no record";
    query.limits.scannedRecords = 3000;
    query.limits.memoryBytes = 1; // as small steps as there are
    const Scan scan = run(fetcher, query);
    EXPECT_EQ(scan.result.reason, StopReason::ScanBudget);
    EXPECT_FALSE(scan.result.resume.empty());
    PartitionProgress whole;
    for (const PartitionProgress& one : scan.result.progress.partitions) {
        const auto position = std::ranges::find(scan.result.resume, one.partition, &Position::partition);
        const auto planned = std::ranges::find(scan.result.planned, one.partition, &Bounds::partition);
        EXPECT_EQ(one.total, planned->end - planned->start);
        EXPECT_EQ(one.done,
                  position == scan.result.resume.end() ? one.total : planned->end - position->offset);
        EXPECT_LE(one.done, one.total);
        whole.done += one.done;
        whole.total += one.total;
    }
    EXPECT_EQ(whole.done, scan.result.progress.offsetsDone);
    EXPECT_EQ(whole.total, scan.result.progress.offsetsTotal);
    query.limits.scannedRecords = 0;
    query.resume = scan.result.resume;
    const Scan rest = run(fetcher, query);
    EXPECT_EQ(rest.result.reason, StopReason::EndReached);
    EXPECT_EQ(scan.result.progress.scanned + rest.result.progress.scanned,
              static_cast<std::int64_t>(all.size()));
}

TEST_F(Skewed, StoppingEndsIt) {
    std::stop_source stop;
    fetcher.beforeFetch = [&] {
        if (fetcher.fetches == 3)
            stop.request_stop();
    };
    Query query;
    query.filter.text = "in no record";
    query.limits.memoryBytes = 1;
    EXPECT_EQ(run(fetcher, query, stop.get_token()).result.reason, StopReason::Cancelled);
    EXPECT_LE(fetcher.fetches, 3);
}

TEST(Scanner, SaysWhenTimestampsDoNotRise) {
    FakeFetcher fetcher;
    fetcher.fill(0, {{100, "a"}, {300, "b"}, {200, "c"}}, 2);
    fetcher.fill(1, {{150, "d"}, {250, "e"}}, 2);
    for (const Seek seek : {Seek::Newest, Seek::Oldest}) {
        Query query;
        query.seek = seek;
        const Scan scan = run(fetcher, query);
        EXPECT_TRUE(scan.result.orderIsApproximate);
        std::string order;
        for (const RecordPtr& row : scan.rows)
            order += textOf(row);
        // Heads merged by time, offsets in order within each partition.
        EXPECT_EQ(order, seek == Seek::Newest ? "ecbda" : "adebc");
    }
}

TEST(Scanner, GapsAndControlBatchesNeitherEndNorDelayIt) {
    FakeFetcher fetcher;
    for (int i = 0; i < 50; ++i) {
        protocol::RecordBatchBuilder data({.baseOffset = base::Offset(i * 1000)});
        data.append(1000 + i, std::nullopt, base::asBytes(std::string("v") + std::to_string(i)));
        fetcher.append(0, data);
        protocol::RecordBatchBuilder marker(
            {.baseOffset = base::Offset(i * 1000 + 500), .transactional = true, .control = true});
        marker.append(1000 + i, base::asBytes(std::string_view("\0\0\0\1", 4)), base::asBytes("x"));
        fetcher.append(0, marker);
    }
    fetcher[0].end = base::Offset(1'000'000); // the tail was compacted away
    for (const Seek seek : {Seek::Newest, Seek::Oldest}) {
        Query query;
        query.seek = seek;
        fetcher.fetches = 0;
        const Scan scan = run(fetcher, query);
        EXPECT_EQ(scan.rows.size(), 50u);
        EXPECT_EQ(scan.result.reason, StopReason::EndReached);
        EXPECT_EQ(textOf(scan.rows.front()), seek == Seek::Newest ? "v49" : "v0");
        EXPECT_LT(fetcher.fetches, 60);
    }
}

TEST(Scanner, GiantValuesAreCutAndDoNotFillTheMemory) {
    FakeFetcher fetcher;
    const std::string giant(3u << 20, 'g');
    for (std::int32_t id = 0; id < 4; ++id)
        fetcher.fill(id, {{1, giant}, {2, giant}, {3, giant}, {4, giant}, {5, giant}}, 1);
    Query query;
    query.limits.memoryBytes = 8u << 20;
    const Scan scan = run(fetcher, query);
    ASSERT_EQ(scan.rows.size(), 20u);
    EXPECT_TRUE(scan.rows.front()->valueCut());
    EXPECT_EQ(scan.rows.front()->valueBytes, static_cast<std::int64_t>(giant.size()));
    EXPECT_EQ(scan.rows.front()->value->size(), query.limits.previewBytes);
    EXPECT_LE(fetcher.largestAnswer, query.limits.memoryBytes + giant.size() + 1000);
    query.filter.text = "gg";
    EXPECT_EQ(run(fetcher, query).rows.size(), 20u);
}

TEST(Scanner, AHundredThousandHeadersAreCutWithANote) {
    FakeFetcher fetcher;
    std::vector<protocol::RecordHeaderView> headers(100'000, {.key = "same", .value = base::asBytes("v")});
    headers.back().value = base::asBytes("needle");
    protocol::RecordBatchBuilder builder;
    builder.append(1, base::asBytes(""), std::nullopt, headers);
    fetcher.append(0, builder);
    Query query;
    query.filter.text = "needle";
    const Scan scan = run(fetcher, query);
    ASSERT_EQ(scan.rows.size(), 1u);
    const Record& row = *scan.rows.front();
    EXPECT_EQ(row.headerCount, 100'000);
    EXPECT_EQ(row.headers.size(), query.limits.previewHeaders);
    EXPECT_TRUE(row.headersCut);
    EXPECT_EQ(row.keyBytes, 0);
    EXPECT_EQ(row.valueBytes, -1);
    EXPECT_FALSE(row.value);
    query.filter.inHeaders = false;
    EXPECT_TRUE(run(fetcher, query).rows.empty());
}

TEST(Scanner, ABatchThatCannotBeUnpackedIsCountedAndPassedBy) {
    FakeFetcher fetcher;
    fetcher.fill(0, {{1, "before"}, {2, "damaged"}, {3, "after"}}, 1, protocol::Compression::Zstd);
    base::Bytes& batch = fetcher[0].batches[1];
    std::fill(batch.begin() + protocol::BatchLayout::headerSize, batch.end(), std::uint8_t{0x55});
    for (const Seek seek : {Seek::Newest, Seek::Oldest}) {
        Query query;
        query.seek = seek;
        const Scan scan = run(fetcher, query);
        EXPECT_EQ(scan.rows.size(), 2u);
        EXPECT_EQ(scan.result.progress.damagedBatches, 1);
        EXPECT_EQ(scan.result.reason, StopReason::EndReached);
    }
}

TEST(Scanner, AChecksumIsToldAsItStandsAndChecked) {
    FakeFetcher fetcher;
    fetcher.fill(0, {{1, "sound"}, {2, "changed"}}, 1);
    base::Bytes& changed = fetcher[0].batches[1];
    changed[changed.size() - 2] ^= 1; // the value's last letter; behind it stands the number of headers
    const Scan scan = run(fetcher, Query{});
    ASSERT_EQ(scan.rows.size(), 2u);
    for (const RecordPtr& row : scan.rows) {
        const base::Bytes& batch = fetcher[0].batches[static_cast<std::size_t>(row->offset.value())];
        EXPECT_EQ(row->batch->crc,
                  base::loadBigEndian<std::uint32_t>(batch.data() + protocol::BatchLayout::crc));
        EXPECT_EQ(row->batch->crcValid, row->offset == base::Offset(0));
    }
}

TEST(Scanner, BytesThatAreNoBatchesEndItWithAnError) {
    FakeFetcher fetcher;
    fetcher.fill(0, {{1, "a"}}, 1);
    fetcher[0].batches[0][protocol::BatchLayout::magic] = 1;
    const Scan scan = run(fetcher, Query{});
    EXPECT_EQ(scan.result.reason, StopReason::Failed);
    ASSERT_TRUE(scan.result.error);
    EXPECT_FALSE(scan.result.error->cause.empty());
}

TEST(Scanner, WhatIsDeletedMeanwhileIsPassedBy) {
    FakeFetcher fetcher;
    std::vector<std::pair<std::int64_t, std::string>> records;
    for (int i = 0; i < 5000; ++i)
        records.emplace_back(i, std::to_string(i));
    fetcher.fill(0, records, 10);
    fetcher.beforeFetch = [&fetcher] { fetcher[0].start = base::Offset(4000); };
    Query query;
    query.limits.rows = 1'000'000;
    const Scan newest = run(fetcher, query);
    EXPECT_EQ(newest.result.reason, StopReason::EndReached);
    EXPECT_EQ(newest.rows.size(), 1000u);
    EXPECT_EQ(newest.result.progress.deleted, 4000);
    fetcher[0].start = base::Offset(0);
    query.seek = Seek::Oldest;
    const Scan oldest = run(fetcher, query);
    EXPECT_EQ(oldest.result.reason, StopReason::EndReached);
    EXPECT_EQ(oldest.rows.size(), 1000u);
    EXPECT_EQ(oldest.result.progress.deleted, 4000);
}

TEST(Scanner, WhatIsDeletedBetweenTwoPartsIsCounted) {
    FakeFetcher fetcher;
    for (int i = 0; i < 10; ++i)
        fetcher.fill(0, {{i, std::to_string(i)}}, 1);
    Query query;
    query.seek = Seek::Oldest;
    query.limits.rows = 2;
    const Scan first = run(fetcher, query);
    EXPECT_EQ(first.result.progress.deleted, 0);
    fetcher[0].start = base::Offset(7);
    query.resume = first.result.resume;
    query.limits.rows = 100;
    const Scan second = run(fetcher, query);
    EXPECT_EQ(second.rows.size(), 3u);
    EXPECT_EQ(second.result.progress.deleted, 5);
}

TEST(Scanner, AGapOfCompactionIsNothingDeleted) {
    FakeFetcher fetcher;
    fetcher.fill(0, {{1, "a"}}, 1);
    protocol::RecordBatchBuilder builder({.baseOffset = base::Offset(900)});
    builder.append(2, std::nullopt, base::asBytes("b"));
    fetcher.append(0, builder);
    for (const Seek seek : {Seek::Oldest, Seek::Newest}) {
        Query query;
        query.seek = seek;
        const Scan scan = run(fetcher, query);
        EXPECT_EQ(scan.rows.size(), 2u);
        EXPECT_EQ(scan.result.progress.deleted, 0);
    }
}

TEST(Scanner, ATopicMadeAnewUnderAReadingEndsIt) {
    FakeFetcher fetcher;
    for (int i = 0; i < 5000; ++i)
        fetcher.fill(0, {{i, std::string(1000, 'a')}}, 1);
    fetcher.beforeFetch = [&fetcher] {
        if (fetcher.fetches != 2)
            return;
        fetcher.topicId = base::Uuid{{2}};
        fetcher[0] = {};
        fetcher.fill(0, {{1, "other"}}, 1);
    };
    Query query;
    query.seek = Seek::Oldest;
    query.limits.rows = 1'000'000;
    const Scan scan = run(fetcher, query);
    ASSERT_TRUE(scan.result.error);
    EXPECT_EQ(scan.result.error->name, anotherTopic);
}

TEST(Scanner, AsManyAsTheLimitAreReadToTheEnd) {
    FakeFetcher fetcher;
    fetcher.fill(0, {{1, "a"}, {3, "b"}, {5, "c"}}, 2);
    fetcher.fill(1, {{2, "d"}, {4, "e"}}, 2);
    for (const Seek seek : {Seek::Oldest, Seek::Newest, Seek::LastPerPartition}) {
        for (const std::size_t limit : {4u, 5u, 6u}) {
            Query query;
            query.seek = seek;
            query.limits.rows = limit;
            const Scan scan = run(fetcher, query);
            const bool isLimited = limit == 4 && seek != Seek::LastPerPartition;
            EXPECT_EQ(scan.rows.size(), isLimited ? 4u : 5u);
            EXPECT_EQ(scan.result.reason, isLimited ? StopReason::RowLimit : StopReason::EndReached);
            EXPECT_EQ(scan.result.resume.empty(), !isLimited);
        }
    }
}

TEST(Scanner, TheFactsOfTheBatchStandBesideTheRecord) {
    FakeFetcher fetcher;
    protocol::RecordBatchBuilder builder({.compression = protocol::Compression::Gzip,
                                          .partitionLeaderEpoch = base::LeaderEpoch(7),
                                          .producerId = base::ProducerId(99),
                                          .producerEpoch = base::ProducerEpoch(3),
                                          .baseSequence = 40,
                                          .transactional = true,
                                          .logAppendTime = 1234});
    builder.append(1, base::asBytes("k"), base::asBytes("v"));
    builder.append(2, base::asBytes("k"), base::asBytes("w"));
    fetcher.append(0, builder);
    const Scan scan = run(fetcher, Query{});
    ASSERT_EQ(scan.rows.size(), 2u);
    const Record& row = *scan.rows.front();
    EXPECT_EQ(row.timestampMs, 1234);
    EXPECT_EQ(row.timestampType, TimestampType::LogAppend);
    EXPECT_EQ(row.batch->codec, "gzip");
    EXPECT_EQ(row.batch->records, 2);
    EXPECT_EQ(row.batch->leaderEpoch, base::LeaderEpoch(7));
    EXPECT_EQ(row.batch->producerId, base::ProducerId(99));
    EXPECT_EQ(row.batch->baseSequence, 40);
    EXPECT_TRUE(row.batch->transactional);
    EXPECT_TRUE(row.batch->crcValid);
}

} // namespace
