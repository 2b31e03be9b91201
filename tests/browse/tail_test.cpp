#include <chrono>

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

} // namespace
