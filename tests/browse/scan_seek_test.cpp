#include "browse/scan_limits.h"
#include "browse/scans.h"

using namespace browse;
using namespace scans;

namespace {

TEST_F(Skewed, StartsAtATime) {
    Query query;
    query.seek = Seek::AtTime;
    query.fromMs = all[all.size() / 2].timestampMs;
    query.limits.rows = 300;
    auto first = std::find_if(all.begin(), all.end(),
                              [&](const RowKey& key) { return key.timestampMs >= *query.fromMs; });
    EXPECT_EQ(keysOf(run(fetcher, query).rows), std::vector<RowKey>(first, first + 300));
    query.fromMs = all.back().timestampMs + 1;
    const Scan late = run(fetcher, query);
    EXPECT_TRUE(late.rows.empty());
    EXPECT_EQ(late.result.reason, StopReason::EndReached);
}

TEST_F(Skewed, StartsAtAnOffsetOfChosenPartitions) {
    Query query;
    query.seek = Seek::AtOffset;
    query.offset = 895;
    query.partitions = {base::PartitionId(4), base::PartitionId(2)};
    const Scan scan = run(fetcher, query);
    ASSERT_EQ(scan.rows.size(), 5u);
    EXPECT_EQ(scan.rows.front()->offset, base::Offset(895));
    EXPECT_EQ(scan.rows.front()->partition, base::PartitionId(4));
}

TEST_F(Skewed, ARangeOfTimesBoundsBothDirections) {
    Query query;
    query.limits.rows = 1'000'000;
    query.fromMs = all[all.size() / 3].timestampMs;
    query.untilMs = all[all.size() / 2].timestampMs;
    std::vector<RowKey> within;
    std::ranges::copy_if(all, std::back_inserter(within), [&](const RowKey& key) {
        return key.timestampMs >= *query.fromMs && key.timestampMs <= *query.untilMs;
    });
    EXPECT_EQ(keysOf(run(fetcher, query).rows), newest(within, within.size()));
    query.seek = Seek::Oldest;
    EXPECT_EQ(keysOf(run(fetcher, query).rows), within);
    query.seek = Seek::Newest;
    query.limits.rows = 100; // pages keep to it
    std::vector<RowKey> joined;
    do {
        const Scan page = run(fetcher, query);
        for (const RowKey& key : keysOf(page.rows))
            joined.push_back(key);
        query.resume = page.result.resume;
    } while (!query.resume.empty());
    EXPECT_EQ(joined, newest(within, within.size()));
}

TEST_F(Skewed, EachPageAsksOnceWhichTopicItIs) {
    Query query;
    query.limits.rows = 100;
    int looks = 0;
    fetcher.beforeLook = [&] { ++looks; };
    for (int page = 1; page <= 3; ++page) {
        const Scan scan = run(fetcher, query);
        EXPECT_EQ(scan.result.progress.topicId, fetcher.topicId);
        EXPECT_EQ(looks, page);
        query.resume = scan.result.resume;
        query.topicId = scan.result.progress.topicId;
    }
}

TEST_F(Skewed, AReadingDoesNotGoOnInAnotherTopic) {
    for (const Seek seek : {Seek::Newest, Seek::Oldest}) {
        Query query;
        query.seek = seek;
        query.limits.rows = 100;
        const Scan first = run(fetcher, query);
        query.resume = first.result.resume;
        query.topicId = first.result.progress.topicId;
        fetcher.topicId = base::Uuid{{static_cast<std::uint8_t>(2 + static_cast<int>(seek))}};
        const Scan second = run(fetcher, query);
        EXPECT_TRUE(second.rows.empty());
        ASSERT_TRUE(second.result.error);
        EXPECT_EQ(second.result.error->name, anotherTopic);
        EXPECT_EQ(second.result.progress.topicId, query.topicId);
        query.resume.clear(); // read anew it may be another one of the same name
        EXPECT_EQ(run(fetcher, query).rows.size(), 100u);
    }
}

TEST(Scanner, WhatReadCommittedLeavesIsCounted) {
    FakeFetcher fetcher;
    for (const int partition : {0, 1}) {
        std::vector<std::pair<std::int64_t, std::string>> records;
        for (int i = 0; i < 10; ++i)
            records.emplace_back(i, std::to_string(i));
        fetcher.fill(partition, records, 1);
    }
    fetcher[0].stable = base::Offset(4);
    Query query;
    query.seek = Seek::Oldest;
    EXPECT_EQ(run(fetcher, query).result.progress.behindOpen, 0);
    query.isolation = Isolation::ReadCommitted;
    const Scan scan = run(fetcher, query);
    EXPECT_EQ(scan.rows.size(), 14u);
    EXPECT_EQ(scan.result.progress.behindOpen, 6);
    query.parts = {{base::PartitionId(0), base::Offset(7), base::Offset(9)}};
    const Scan part = run(fetcher, query);
    EXPECT_EQ(part.rows.size(), 10u); // none of the part
    EXPECT_EQ(part.result.progress.behindOpen, 2);
    query.parts.clear();
    query.seek = Seek::AtOffset;
    query.offset = 7; // behind the open transaction: the 3 from there wait, and no others
    EXPECT_EQ(run(fetcher, query).result.progress.behindOpen, 3);
    query.seek = Seek::Oldest;
    query.untilMs = 2;
    EXPECT_EQ(run(fetcher, query).result.progress.behindOpen, 0);
}

TEST(Scanner, WhatAPartBackwardsPassedIsNotCountedByTheNext) {
    FakeFetcher fetcher;
    std::vector<std::pair<std::int64_t, std::string>> records;
    for (int i = 0; i < 10; ++i)
        records.emplace_back(i, std::to_string(i));
    fetcher.fill(0, records, 1);
    fetcher[0].stable = base::Offset(8);
    Query query;
    query.seek = Seek::Newest;
    query.isolation = Isolation::ReadCommitted;
    query.limits.rows = 5;
    const Scan first = run(fetcher, query);
    EXPECT_EQ(first.result.progress.behindOpen, 2);
    query.resume = first.result.resume;
    query.limits.rows = 500;
    for (const std::int64_t stable : {8, 10}) { // it is open still; it ended
        fetcher[0].stable = base::Offset(stable);
        const Scan rest = run(fetcher, query);
        EXPECT_EQ(rest.rows.size(), 3u);
        EXPECT_EQ(rest.result.progress.behindOpen, 0);
    }
    query.seek = Seek::Oldest;
    query.resume = {{base::PartitionId(0), base::Offset(5)}};
    fetcher[0].stable = base::Offset(8);
    EXPECT_EQ(run(fetcher, query).result.progress.behindOpen, 2); // they still come
}

TEST(Scanner, AStragglerOutsideTheRangeIsLeftOut) {
    FakeFetcher fetcher;
    fetcher.fill(0, {{100, "a"}, {200, "b"}, {50, "late"}, {300, "c"}, {400, "d"}}, 2);
    for (const Seek seek : {Seek::Newest, Seek::Oldest, Seek::AtTime}) {
        Query query;
        query.seek = seek;
        query.fromMs = 100;
        query.untilMs = 300;
        std::string values;
        for (const RecordPtr& row : run(fetcher, query).rows)
            values += textOf(row);
        EXPECT_EQ(values, seek == Seek::Newest ? "cba" : "abc");
    }
}

TEST(Scanner, ARangeOfTimesIsFoundBehindALaterRecordToo) {
    FakeFetcher fetcher;
    fetcher.fill(0, {{100, "a"}, {200, "b"}, {400, "late"}, {300, "c"}, {500, "d"}}, 2);
    for (const Seek seek : {Seek::Newest, Seek::Oldest, Seek::AtTime}) {
        Query query;
        query.seek = seek;
        query.fromMs = 200;
        query.untilMs = 300;
        const auto values = [&] {
            std::string out;
            for (const RecordPtr& row : run(fetcher, query).rows)
                out += textOf(row);
            return out;
        };
        EXPECT_EQ(values(), "b");
        query.toEnds = true;
        EXPECT_EQ(values(), seek == Seek::Newest ? "cb" : "bc");
    }
}

TEST_F(Skewed, PartsOfPartitionsAreLookedAtWithOthersWhole) {
    for (const Seek seek : {Seek::Newest, Seek::Oldest}) {
        Query query;
        query.seek = seek;
        query.limits.rows = 1'000'000;
        query.partitions = {base::PartitionId(3), base::PartitionId(4), base::PartitionId(5)};
        query.parts = {{base::PartitionId(4), base::Offset(890), std::nullopt},
                       {base::PartitionId(5), base::Offset(100), base::Offset(103)}};
        std::map<std::int32_t, std::pair<int, std::int64_t>> found; // how many, and the least offset
        for (const RowKey& key : keysOf(run(fetcher, query).rows)) {
            auto& [count, least] = found.try_emplace(key.partition.value(), 0, INT64_MAX).first->second;
            ++count;
            least = std::min(least, key.offset.value());
        }
        EXPECT_EQ(found, (decltype(found){{3, {40, 0}}, {4, {10, 890}}, {5, {3, 100}}}));
    }
}

TEST(Scanner, TheFilterOfATailMayChangeWhileItRuns) {
    FakeFetcher fetcher;
    fetcher.fill(0, {{1, "old"}}, 1);
    const auto box = std::make_shared<FilterBox>();
    std::stop_source stop;
    fetcher.beforeFetch = [&] {
        if (fetcher.fetches == 2) {
            fetcher.fill(0, {{2, "apple"}, {3, "pear"}}, 2);
        } else if (fetcher.fetches == 3) {
            fetcher.fill(0, {{4, "pear"}}, 1);
            EXPECT_EQ(box->inUse(), 0);
            EXPECT_EQ(box->put({}), 1);
        } else if (fetcher.fetches == 5) {
            EXPECT_EQ(box->inUse(), 1);
            fetcher.fill(0, {{5, "plum"}}, 1);
        } else if (fetcher.fetches == 7) {
            stop.request_stop();
        }
    };
    Query query;
    query.seek = Seek::Tail;
    query.filter.text = "apple";
    query.newFilter = box;
    std::string values;
    for (const RecordPtr& row : run(fetcher, query, stop.get_token()).rows)
        values += textOf(row) + " ";
    EXPECT_TRUE(values.starts_with("apple ")) << values;
    EXPECT_TRUE(values.ends_with("plum ")) << values;
    EXPECT_EQ(values.find("apple pear pear"), std::string::npos) << values;
}

TEST_F(Skewed, TheLastOfEachPartitionAreCountedInRecords) {
    Query query;
    query.seek = Seek::LastPerPartition;
    query.count = 30;
    std::vector<RowKey> expected;
    for (const RowKey& key : all) {
        const auto ofSame = std::count_if(
            all.begin(), all.end(), [&](const RowKey& other) { return other.partition == key.partition; });
        if (key.offset.value() >= ofSame - 30)
            expected.push_back(key);
    }
    EXPECT_EQ(keysOf(run(fetcher, query).rows), newest(expected, expected.size()));
}

TEST(Scanner, OfWhatIsDeletedBetweenTwoPartsOnlyWhatIsAskedForCounts) {
    for (const bool byTime : {true, false}) {
        FakeFetcher fetcher;
        for (int i = 0; i < 300; ++i)
            fetcher.fill(0, {{i, "v"}}, 1);
        Query query;
        query.seek = Seek::Oldest;
        query.limits.rows = 150;
        if (byTime)
            query.untilMs = 199;
        else
            query.parts = {{base::PartitionId(0), std::nullopt, base::Offset(200)}};
        const Scan first = run(fetcher, query);
        fetcher[0].start = base::Offset(250);
        query.resume = first.result.resume;
        query.parts = first.result.parts;
        const Scan second = run(fetcher, query);
        EXPECT_EQ(second.result.progress.deleted, 50) << byTime;
        EXPECT_TRUE(second.rows.empty());
    }
}

TEST(Scanner, WhatIsDeletedBetweenTwoPartsCountsOnceBackwardsToo) {
    FakeFetcher fetcher;
    for (int i = 0; i < 300; ++i)
        fetcher.fill(0, {{i, "v"}}, 1);
    fetcher[0].start = base::Offset(20);
    Query query;
    query.seek = Seek::Newest;
    query.limits.rows = 100;
    query.parts = {{base::PartitionId(0), base::Offset(10), std::nullopt}};
    std::vector<std::int64_t> deleted;
    for (const int start : {20, 50, 60, 150}) {
        fetcher[0].start = base::Offset(start);
        const Scan part = run(fetcher, query);
        deleted.push_back(part.result.progress.deleted);
        query.limits.rows = 20;
        query.resume = part.result.resume;
        query.parts = part.result.parts;
    }
    // From 20 on; of those before 150 what was read already is 160 and above.
    EXPECT_EQ(deleted, (std::vector<std::int64_t>{0, 30, 10, 90}));
}

} // namespace
