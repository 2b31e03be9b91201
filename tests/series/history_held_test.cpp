#include <fstream>

#include <gtest/gtest.h>

#include "history_bench.h"

using namespace history_bench;

// Who may write it, and what is told where it cannot be.

TEST_F(HistoryTest, TheSecondProgramOnAFileReadsIt) {
    Program first(file);
    first.record(10 * minute, minuteValue);
    first.history->settle();
    Program second(file, {}, midnight + 10 * minute);
    second.record(5 * minute, [](std::int64_t, std::size_t) { return 77.0; });
    second.history->settle();
    EXPECT_EQ(second.history->state(), History::State::ReadOnly);
    EXPECT_NE(second.history->word().find("Another Milena"), std::string::npos);
    const auto points = second.points(ordersIn, 15 * minute);
    ASSERT_FALSE(points.empty());
    for (const auto& point : points)
        EXPECT_NE(point.value, 77);
    // Who comes when the first is gone writes again.
    first.end();
    second.end();
    Program third(file, {}, midnight + 15 * minute);
    third.history->settle();
    EXPECT_EQ(third.history->state(), History::State::Kept);
}

TEST_F(HistoryTest, TheSecondProgramKeepsItOnceTheFirstHasEnded) {
    Program first(file);
    first.record(10 * minute, minuteValue);
    first.history->settle();
    Program second(file, {}, midnight + 10 * minute);
    second.record(5 * minute, minuteValue);
    second.history->settle();
    ASSERT_EQ(second.history->state(), History::State::ReadOnly);
    first.end();
    second.record(2 * minute, minuteValue);
    second.history->settle();
    EXPECT_EQ(second.history->state(), History::State::Kept);
    EXPECT_EQ(second.history->word(), "");
    const auto points = second.points(ordersIn, 17 * minute);
    ASSERT_EQ(points.size(), 102u);
    for (const auto& point : points)
        EXPECT_DOUBLE_EQ(point.value, minuteValue(point.fromMs));
}

TEST_F(HistoryTest, WhatTheSecondProgramForgetsItShowsNoMoreAndTakesOutOnceItMay) {
    Program first(file);
    first.record(10 * minute, minuteValue);
    first.history->settle();
    Program second(file, {}, midnight + 10 * minute);
    ASSERT_FALSE(second.points(ordersIn, 10 * minute).empty());
    second.history->forget(cluster);
    EXPECT_TRUE(second.points(ordersIn, 10 * minute).empty());
    second.history->settle();
    EXPECT_TRUE(second.points(ordersIn, 10 * minute).empty());
    EXPECT_TRUE(second.history->shares(cluster, Quantity::MessagesIn, midnight, second.clock->ms, 5).empty());
    first.end();
    second.record(2 * minute, minuteValue);
    second.history->settle();
    EXPECT_EQ(second.history->state(), History::State::Kept);
    const auto points = second.points(ordersIn, 12 * minute);
    ASSERT_EQ(points.size(), 12u);
    EXPECT_EQ(points.front().fromMs, midnight + 10 * minute);
}

TEST_F(HistoryTest, APlaceThatCannotBeWrittenKeepsNothingAndSaysSo) {
    std::ofstream(folder.path() / "plain") << "a file where a folder should be";
    Program program(folder.path() / "plain" / "history.sqlite");
    program.record(10 * minute, minuteValue);
    program.history->settle();
    EXPECT_EQ(program.history->state(), History::State::MemoryOnly);
    EXPECT_NE(program.history->word().find("not kept"), std::string::npos);
    EXPECT_TRUE(program.points(ordersIn, 10 * minute).empty());
}

TEST_F(HistoryTest, AFileThatDoesNotOpenIsTriedAgain) {
    std::filesystem::create_directory(file);
    Program program(file);
    program.record(5 * minute, minuteValue);
    program.history->settle();
    ASSERT_EQ(program.history->state(), History::State::MemoryOnly);
    EXPECT_NE(program.history->word(), "");
    std::filesystem::remove(file);
    program.record(2 * minute, minuteValue);
    program.history->settle();
    EXPECT_EQ(program.history->state(), History::State::Kept);
    EXPECT_EQ(program.history->word(), "");
    EXPECT_EQ(program.points(ordersIn, 7 * minute).size(), 42u);
}

TEST_F(HistoryTest, WhatKeptItFromWritingIsNotSaidAnyMoreOnceItWrites) {
    Program program(file);
    program.record(10 * minute, minuteValue);
    program.history->settle();
    Database other(file, Database::Mode::Write);
    other.run("BEGIN IMMEDIATE"); // nobody else may write
    program.record(minute, minuteValue);
    program.history->settle();
    EXPECT_EQ(program.history->state(), History::State::MemoryOnly);
    EXPECT_NE(program.history->word().find("not kept"), std::string::npos) << program.history->word();
    other.run("ROLLBACK");
    program.record(minute, minuteValue);
    program.history->settle();
    EXPECT_EQ(program.history->state(), History::State::Kept);
    EXPECT_EQ(program.history->word(), "");
    EXPECT_EQ(program.points(ordersIn, 12 * minute).size(), 72u);
}

TEST_F(HistoryTest, WhatCouldNotBeWrittenGivesNoneOfItsValuesToOthers) {
    HistoryFile written(file, {});
    const auto valued = [](const Key& key, double value) {
        Recorder recorder;
        Beat beat;
        beat.fromMs = midnight;
        beat.toMs = midnight + minute;
        beat.gap = false;
        recorder.line(key)->push(beat, value);
        return recorder.publish(beat);
    };
    const Key usersIn{Quantity::MessagesIn, "users"};
    Database other(file, Database::Mode::Write);
    const auto whileFull = [&other](auto&& write) {
        other.run("CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'full'); END");
        EXPECT_THROW(write(), Database::Failure);
        other.run("DROP TRIGGER full");
    };
    const auto ofFirst = valued(ordersIn, 1), ofSecond = valued(ordersIn, 2), ofUsers = valued(usersIn, 3);
    whileFull([&] { written.append("first", *ofFirst); });
    written.append("second", *ofSecond);
    written.append("first", *ofFirst);
    whileFull([&] { written.append("third", *ofUsers); });
    written.append("fourth", *ofSecond);
    written.append("third", *ofUsers);
    const auto expectOne = [&](const std::string& of, const Key& key, double value) {
        const auto lines = HistoryReader(file).points(of, {ordersIn, usersIn},
                                                      {midnight, midnight + minute, tiers[0].stepMs});
        for (const auto& [shown, line] : {std::pair(ordersIn, lines[0]), std::pair(usersIn, lines[1])}) {
            ASSERT_EQ(line.empty(), shown != key) << of << " " << shown.object;
            for (const auto& point : line)
                EXPECT_DOUBLE_EQ(point.value, value) << of;
        }
    };
    for (const bool merged : {false, true}) {
        if (merged)
            written.tidy(midnight + minute, true);
        expectOne("first", ordersIn, 1);
        expectOne("second", ordersIn, 2);
        expectOne("third", usersIn, 3);
        expectOne("fourth", ordersIn, 2);
    }
}

TEST_F(HistoryTest, AClusterIsForgottenOnceTheFileCanBeWritten) {
    Program program(file);
    program.record(10 * minute, minuteValue);
    program.history->settle();
    Database other(file, Database::Mode::Write);
    other.run("BEGIN IMMEDIATE"); // nobody else may write
    program.history->forget(cluster);
    program.history->settle();
    const auto clusters = [&other] { return other.number("SELECT count(*) FROM cluster"); };
    EXPECT_EQ(clusters(), 1);
    EXPECT_TRUE(program.points(ordersIn, 10 * minute).empty()); // it is not shown all the same
    other.run("ROLLBACK");
    program.history->forget("another"); // something to do
    program.history->settle();
    EXPECT_EQ(clusters(), 0);
    EXPECT_TRUE(program.points(ordersIn, 10 * minute).empty());
}
