#include <chrono>

#include "browse/scan_limits.h"
#include "browse/scans.h"

using namespace browse;
using namespace std::chrono_literals;
using scans::run;
using scans::Scan;
using scans::textOf;

namespace {

using Clock = std::chrono::steady_clock;

TEST(Tail, ShowsWhatArrivesAfterwards) {
    FakeFetcher fetcher;
    fetcher.fill(0, {{1, "old"}}, 1);
    fetcher.fill(1, {}, 1);
    std::stop_source stop;
    fetcher.beforeFetch = [&] {
        if (fetcher.fetches == 2) {
            fetcher.fill(1, {{20, "second"}}, 1);
            fetcher.fill(0, {{10, "first"}}, 1);
        } else if (fetcher.fetches == 4) {
            stop.request_stop();
        }
    };
    Query query;
    query.seek = Seek::Tail;
    const Scan scan = run(fetcher, query, stop.get_token());
    ASSERT_EQ(scan.rows.size(), 2u);
    EXPECT_EQ(textOf(scan.rows[0]), "first");
    EXPECT_EQ(textOf(scan.rows[1]), "second");
    EXPECT_EQ(scan.result.reason, StopReason::Cancelled);
}

TEST(Tail, TakesUpPartitionsThatAreAdded) {
    for (const std::vector<base::PartitionId>& chosen : {{}, std::vector{base::PartitionId(0)}}) {
        FakeFetcher fetcher;
        fetcher.fill(0, {{1, "old"}}, 1);
        std::stop_source stop;
        const auto begin = Clock::now();
        fetcher.beforeFetch = [&] {
            if (fetcher.fetches == 2)
                fetcher.fill(1, {{20, "added"}}, 1);
            else if (Clock::now() - begin > 1500ms)
                stop.request_stop();
        };
        Query query;
        query.seek = Seek::Tail;
        query.partitions = chosen;
        const Scan scan = run(fetcher, query, stop.get_token());
        ASSERT_EQ(scan.rows.size(), chosen.empty() ? 1u : 0u);
        EXPECT_TRUE(scan.rows.empty() || textOf(scan.rows[0]) == "added");
    }
}

TEST(Tail, CountsWhatWasDeletedBeforeItWasRead) {
    FakeFetcher fetcher;
    fetcher.fill(0, {{1, "old"}}, 1);
    std::stop_source stop;
    fetcher.beforeFetch = [&] {
        if (fetcher.fetches == 2) {
            fetcher.fill(0, {{2, "a"}, {3, "b"}, {4, "c"}, {5, "left"}}, 1);
            fetcher[0].start = base::Offset(4);
        } else if (fetcher.fetches == 5) {
            stop.request_stop();
        }
    };
    Query query;
    query.seek = Seek::Tail;
    const Scan scan = run(fetcher, query, stop.get_token());
    ASSERT_EQ(scan.rows.size(), 1u);
    EXPECT_EQ(textOf(scan.rows[0]), "left");
    EXPECT_EQ(scan.result.progress.deleted, 3);
}

TEST(Tail, EndsBeforeItShowsWhatAnotherTopicHolds) {
    FakeFetcher fetcher;
    fetcher.fill(0, {{1, "a"}, {2, "b"}}, 1);
    fetcher.beforeFetch = [&] {
        if (fetcher.fetches == 2) {
            fetcher.fill(0, {{3, "read"}}, 1);
        } else if (fetcher.fetches == 4) {
            fetcher.topicId = base::Uuid{{2}};
            fetcher[0] = {};
            fetcher.fill(0, {{4, "other"}}, 1);
        }
    };
    Query query;
    query.seek = Seek::Tail;
    const Scan scan = run(fetcher, query);
    ASSERT_EQ(scan.rows.size(), 1u);
    ASSERT_TRUE(scan.result.error);
    EXPECT_EQ(scan.result.error->name, anotherTopic);
}

TEST(Tail, TellsAnotherTopicByItsEndsWhereThereAreNoIds) {
    FakeFetcher fetcher;
    fetcher.topicId = {};
    fetcher.fill(0, {{1, "a"}, {2, "b"}}, 1);
    fetcher.beforeFetch = [&] {
        if (fetcher.fetches == 2)
            fetcher[0] = {};
    };
    Query query;
    query.seek = Seek::Tail;
    const Scan scan = run(fetcher, query);
    ASSERT_TRUE(scan.result.error);
    EXPECT_EQ(scan.result.error->name, anotherTopic);
}

TEST(Tail, TellsAnotherTopicByAPartitionThatItLacks) {
    for (const std::vector<base::PartitionId>& chosen : {{}, std::vector{base::PartitionId(1)}}) {
        FakeFetcher fetcher;
        fetcher.topicId = {};
        fetcher.fill(0, {}, 1);
        fetcher.fill(1, {}, 1);
        std::stop_source stop;
        int looks = 0;
        const auto begin = Clock::now();
        fetcher.beforeLook = [&] { ++looks; };
        fetcher.beforeFetch = [&] {
            if (fetcher.fetches == 2) {
                fetcher.drop(1);
                looks = 0;
            }
            if (Clock::now() - begin > 5s)
                stop.request_stop();
        };
        Query query;
        query.seek = Seek::Tail;
        query.partitions = chosen;
        const Scan scan = run(fetcher, query, stop.get_token());
        ASSERT_TRUE(scan.result.error);
        EXPECT_EQ(scan.result.error->name, anotherTopic);
        EXPECT_EQ(looks, 4); // a broker that has just started may not know it yet
    }
}

TEST(Tail, EndsWithItsTopic) {
    FakeFetcher fetcher;
    fetcher.fill(0, {{1, "a"}}, 1);
    fetcher.beforeFetch = [&] {
        if (fetcher.fetches == 2) {
            fetcher.lookFails = {.code = 3, .name = "UNKNOWN_TOPIC_OR_PARTITION", .retriable = true};
            fetcher[0].start = base::Offset(INT64_MAX); // as little to be had as from a broker without it
        }
    };
    Query query;
    query.seek = Seek::Tail;
    const auto begin = Clock::now();
    const Scan scan = run(fetcher, query);
    EXPECT_LT(Clock::now() - begin, 5s);
    ASSERT_TRUE(scan.result.error);
    EXPECT_EQ(scan.result.error->name, "UNKNOWN_TOPIC_OR_PARTITION");
}

TEST(Tail, EndsWithAnErrorThatLastsWhateverOthersAnswer) {
    FakeFetcher fetcher;
    fetcher.fill(0, {{1, "a"}}, 1);
    fetcher.fill(1, {{1, "b"}}, 1);
    std::stop_source stop;
    const auto begin = Clock::now();
    fetcher.beforeFetch = [&] {
        fetcher.fails[base::PartitionId(0)] = {.code = 29, .name = "TOPIC_AUTHORIZATION_FAILED"};
        fetcher.fails[base::PartitionId(1)] = {.code = 5, .name = "LEADER_NOT_AVAILABLE", .retriable = true};
        if (Clock::now() - begin > 3s)
            stop.request_stop();
    };
    Query query;
    query.seek = Seek::Tail;
    const Scan scan = run(fetcher, query, stop.get_token());
    ASSERT_TRUE(scan.result.error);
    EXPECT_EQ(scan.result.error->name, "TOPIC_AUTHORIZATION_FAILED");
}

TEST(Tail, GoesOnWhereItWasOnceTheClusterIsBack) {
    FakeFetcher fetcher;
    fetcher.fill(0, {{1, "old"}}, 1);
    std::optional<Clock::time_point> gone;
    std::stop_source stop;
    std::vector<bool> told;
    std::string shown;
    fetcher.beforeFetch = [&] {
        if (fetcher.fetches == 2) {
            fetcher.lookFails = {.name = "CONNECTION_CLOSED", .retriable = true};
            fetcher.away = true;
            gone = Clock::now();
            fetcher.fill(0, {{2, "missed"}}, 1);
        }
    };
    fetcher.beforeLook = [&] {
        if (!gone || Clock::now() - *gone < 2s)
            return;
        fetcher.lookFails.reset();
        fetcher.away = false;
    };
    const ScanSink sink{.rows =
                            [&](const std::vector<RecordPtr>& rows) {
                                shown += textOf(rows.front());
                                stop.request_stop();
                            },
                        .progress =
                            [&](const Progress& progress) {
                                if (told.empty() || told.back() != progress.waits)
                                    told.push_back(progress.waits);
                            }};
    Query query;
    query.seek = Seek::Tail;
    const ScanResult result = Scanner(fetcher, query, sink, stop.get_token()).run();
    EXPECT_EQ(result.reason, StopReason::Cancelled);
    EXPECT_EQ(shown, "missed");
    EXPECT_EQ(told, (std::vector{false, true, false}));
}

} // namespace
