#include "history_bench.h"

using namespace history_bench;

TEST_F(HistoryTest, TheBusiestOfADayAreThoseOfTheLast24Hours) {
    Program program(file);
    std::vector<Key> keys;
    for (const char* name : {"early", "late", "steady"})
        keys.push_back({Quantity::MessagesIn, name});
    const auto turns = midnight + 23 * hour;
    program.record(
        46 * hour,
        [&](std::int64_t ms, std::size_t i) {
            return i == 2 ? 3.0 : (ms < turns) == (i == 0) ? 1'000.0 : 0.0;
        },
        minute, keys);
    program.history->settle();
    const auto until = midnight + 44 * hour; // what is later may wait in the journal
    const auto shares = program.history->shares(cluster, Quantity::MessagesIn, until - 24 * hour, until, 3);
    ASSERT_EQ(shares.size(), 3u);
    EXPECT_EQ(shares[0].object, "late");
    EXPECT_NEAR(shares[0].amount, 1'000.0 * 21 * 3'600, 1'000);
    EXPECT_EQ(shares[1].object, "early"); // three hours of it
    EXPECT_NEAR(shares[1].amount, 1'000.0 * 3 * 3'600, 1'000);
    EXPECT_NEAR(shares[2].amount, 3.0 * 24 * 3'600, 10);
    const auto last = program.history->shares(cluster, Quantity::MessagesIn, turns + hour, until, 3);
    ASSERT_EQ(last.size(), 2u);
    EXPECT_EQ(last[1].object, "steady");
}

TEST_F(HistoryTest, TheBusiestAreTopicsByWhatTheyAddUpTo) {
    Program program(file);
    std::vector<Key> keys;
    for (int i = 0; i < 9; ++i)
        keys.push_back({Quantity::MessagesIn, "t" + std::to_string(i)});
    keys.push_back({Quantity::MessagesIn, {}}); // the whole cluster is no topic
    keys.push_back({Quantity::Lag, "g", "t0"}); // and this is another quantity
    program.record(
        2 * hour, [](std::int64_t, std::size_t i) { return double(i % 5) * 10; }, minute, keys);
    program.history->settle();
    const auto shares =
        program.history->shares(cluster, Quantity::MessagesIn, midnight, program.clock->ms, 3);
    ASSERT_EQ(shares.size(), 3u);
    EXPECT_EQ(shares[0].object, "t4");
    EXPECT_EQ(shares[1].object, "t3");
    EXPECT_EQ(shares[2].object, "t8");
    EXPECT_GT(shares[0].amount, 40.0 * 3000);
}
