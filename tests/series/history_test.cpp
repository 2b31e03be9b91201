#include <cmath>
#include <fstream>

#include <gtest/gtest.h>

#include "history_bench.h"

using namespace history_bench;

TEST_F(HistoryTest, WhatWasSeenIsThereAfterARestart) {
    Program first(file);
    first.record(90 * minute, minuteValue);
    const auto until = first.clock->ms.load();
    first.end();
    Program second(file, {}, until);
    const auto points = second.points(ordersIn, 2 * hour);
    ASSERT_EQ(points.size(), 540u);
    for (const auto& point : points)
        ASSERT_DOUBLE_EQ(point.value, minuteValue(point.fromMs));
    second.history->settle();
    EXPECT_EQ(second.history->state(), History::State::Kept);
    EXPECT_EQ(second.history->word(), "");
}

TEST_F(HistoryTest, ATimeWithoutTheProgramIsAGap) {
    Program first(file);
    first.record(10 * minute, minuteValue);
    first.end();
    Program next(file, {}, midnight + 30 * minute);
    next.record(10 * minute, minuteValue);
    next.history->settle();
    const auto points = next.points(ordersIn, hour);
    ASSERT_EQ(points.size(), 240u);
    for (const auto& point : points) {
        const bool away = point.fromMs >= midnight + 10 * minute && point.fromMs < midnight + 30 * minute;
        ASSERT_EQ(std::isnan(point.value), away) << (point.fromMs - midnight) / second;
    }
}

TEST_F(HistoryTest, TheFineTierLastsADayAndTheCoarseOneNinety) {
    Program program(file);
    program.record(3 * dayMs, minuteValue, minute);
    program.history->settle();
    const auto fine = program.points(ordersIn, dayMs);
    ASSERT_EQ(fine.size(), 8'640u);
    for (const auto& point : fine)
        ASSERT_DOUBLE_EQ(point.value, minuteValue(point.fromMs));
    const auto coarse = program.points(ordersIn, 3 * dayMs);
    ASSERT_EQ(coarse.size(), 4'320u);
    for (const auto& point : coarse)
        ASSERT_DOUBLE_EQ(point.value, minuteValue(point.fromMs));
    // What is over the border of the finer tier was let go.
    HistoryReader reader(file);
    const auto old =
        reader.points(cluster, {ordersIn}, {midnight + 2 * hour, midnight + 3 * hour, tiers[0].stepMs});
    EXPECT_TRUE(old.front().empty());
}

TEST_F(HistoryTest, NinetyDaysBackIsTheEnd) {
    Program program(file);
    program.record(hour, minuteValue, minute);
    program.history->settle();
    program.clock->ms = midnight + 90 * dayMs - 2 * hour;
    program.record(2 * hour, minuteValue, minute);
    program.history->settle();
    EXPECT_DOUBLE_EQ(program.points(ordersIn, 90 * dayMs).front().value, minuteValue(midnight));
    program.clock->ms = midnight + 93 * dayMs;
    program.record(2 * hour, minuteValue, minute);
    program.history->settle();
    EXPECT_GT(Program::read(*program.history, ordersIn, program.clock->ms, 200 * dayMs).front().fromMs,
              midnight + dayMs);
}

TEST_F(HistoryTest, PointsOfALongRangeAreMeans) {
    Program program(file);
    program.record(26 * hour,
                   [](std::int64_t ms, std::size_t) { return ms / (10 * second) % 2 ? 4.0 : 2.0; });
    program.history->settle();
    const auto points = program.points(ordersIn, 26 * hour, 60);
    ASSERT_LE(points.size(), 60u);
    ASSERT_GE(points.size(), 50u);
    for (std::size_t i = 1; i + 1 < points.size(); ++i)
        EXPECT_DOUBLE_EQ(points[i].value, 3);
}

TEST_F(HistoryTest, AMinuteThatIsMergedInPartIsReadWhole) {
    HistoryFile written(file, {});
    Recorder recorder;
    const auto append = [&](std::int64_t fromMs, std::int64_t toMs) {
        std::shared_ptr<const View> view;
        for (; fromMs < toMs; fromMs += 10 * second) {
            Beat beat;
            beat.fromMs = fromMs;
            beat.toMs = fromMs + 10 * second;
            beat.gap = false;
            recorder.line(ordersIn)->push(beat, fromMs / (10 * second) % 2 ? 4.0 : 2.0);
            view = recorder.publish(beat);
        }
        written.append(cluster, *view);
    };
    const auto expectMeans = [&](std::size_t minutes) {
        const auto points = HistoryReader(file).points(cluster, {ordersIn},
                                                       {midnight, midnight + 2 * dayMs, minute}); // coarse
        ASSERT_EQ(points.front().size(), minutes);
        for (const auto& point : points.front())
            EXPECT_DOUBLE_EQ(point.value, 3) << (point.fromMs - midnight) / minute;
    };
    append(midnight, midnight + minute + 10 * second);
    written.tidy(midnight + minute + 10 * second, true);
    append(midnight + minute + 10 * second, midnight + 3 * minute);
    expectMeans(3);
    // The block may be one that grows no more.
    written.tidy(midnight + 12 * hour, true);
    expectMeans(3);
    append(midnight + 3 * minute, midnight + 4 * minute + 50 * second);
    written.tidy(midnight + 12 * hour, true);
    append(midnight + 4 * minute + 50 * second, midnight + 5 * minute);
    expectMeans(5);
}

TEST_F(HistoryTest, TheLastSecondsAreKeptAndWrittenAnewWhenTheyGoOn) {
    HistoryFile written(file, {});
    Recorder recorder;
    std::shared_ptr<const View> view;
    const auto record = [&](std::int64_t fromMs, std::int64_t toMs, double value) {
        for (; fromMs < toMs; fromMs += second) {
            Beat beat;
            beat.fromMs = fromMs;
            beat.toMs = fromMs + second;
            beat.gap = false;
            recorder.line(ordersIn)->push(beat, value);
            view = recorder.publish(beat);
        }
    };
    const auto steps = [&] {
        const auto read =
            HistoryReader(file).points(cluster, {ordersIn}, {midnight, midnight + hour, 10 * second});
        std::vector<double> values;
        for (const auto& point : read.front())
            values.push_back(point.value);
        return values;
    };
    record(midnight, midnight + 20 * second, 2);
    record(midnight + 20 * second, midnight + 25 * second, 8);
    written.append(cluster, *view);
    EXPECT_EQ(steps(), (std::vector<double>{2, 2}));
    written.append(cluster, *view, true);
    EXPECT_EQ(steps(), (std::vector<double>{2, 2, 8}));
    record(midnight + 25 * second, midnight + 40 * second, 4);
    written.append(cluster, *view, true);
    EXPECT_EQ(steps(), (std::vector<double>{2, 2, 6, 4}));
    written.tidy(midnight + hour, true);
    EXPECT_EQ(steps(), (std::vector<double>{2, 2, 6, 4}));
}

TEST_F(HistoryTest, WhatNeverMovedTakesNoRoomAndPartitionsAreLeftOut) {
    Program program(file);
    const Key idle{Quantity::MessagesIn, "idle"}, partition{Quantity::Lag, "g", "orders", 2};
    program.record(2 * hour, [](std::int64_t, std::size_t i) { return i == 0 ? 0.0 : 7.0; }, minute,
                   {idle, partition, ordersIn});
    program.history->settle();
    Database database(file, Database::Mode::Read);
    EXPECT_EQ(database.number("SELECT count(*) FROM series"), 1);
}

TEST_F(HistoryTest, AForgottenClusterLeavesNothing) {
    Program program(file);
    program.record(2 * hour, minuteValue, minute);
    program.history->settle();
    program.history->forget(cluster);
    program.history->settle();
    EXPECT_TRUE(program.points(ordersIn, 3 * hour).empty());
    Database database(file, Database::Mode::Read);
    for (const char* table : {"series", "journal", "fresh", "block", "cluster"})
        EXPECT_EQ(database.number(("SELECT count(*) FROM " + std::string(table)).c_str()), 0) << table;
    program.record(10 * minute, minuteValue, minute);
    program.history->settle();
    EXPECT_FALSE(program.points(ordersIn, 10 * minute).empty());
}

TEST_F(HistoryTest, WhatLiesBeneathAForgottenClusterStaysUnlessAskedFor) {
    Program program(file);
    const auto clusters = [&] {
        program.history->settle();
        return Database(file, Database::Mode::Read).number("SELECT count(*) FROM cluster");
    };
    for (const char* beneath : {"", "/srv/data", "/srv/data/more", " of another name"}) {
        program.record(10 * minute, minuteValue);
        program.history->keep(cluster + std::string(beneath), program.view, true);
    }
    ASSERT_EQ(clusters(), 4);
    program.history->forget(cluster + std::string("/srv/data"));
    EXPECT_EQ(clusters(), 3);
    program.history->forget(cluster, true);
    EXPECT_EQ(clusters(), 1);
}

TEST_F(HistoryTest, OnlyItsOwnerMayReadIt) {
    using std::filesystem::perms;
    const auto place = folder.path() / "place";
    file = place / "history.sqlite"; // of an earlier version, with another beside it
    std::filesystem::create_directory(place);
    const auto permissionsOf = [](const std::filesystem::path& path) {
        return std::filesystem::status(path).permissions();
    };
    {
        const Database earlier(file, Database::Mode::Write);
        std::ofstream(place / "history.sqlite.aside-1") << "old";
        std::filesystem::permissions(place, perms(0755));
        for (const auto& entry : std::filesystem::directory_iterator(place))
            std::filesystem::permissions(entry.path(), perms(0644));
    }
    Program program(file);
    program.record(10 * minute, minuteValue);
    program.history->settle();
    EXPECT_EQ(permissionsOf(place), perms(0700));
    EXPECT_TRUE(std::filesystem::exists(place / "history.sqlite-wal"));
    for (const auto& entry : std::filesystem::directory_iterator(place))
        EXPECT_EQ(permissionsOf(entry.path()), perms(0600)) << entry.path();
}

TEST_F(HistoryTest, ADamagedFileIsMovedAsideWithAWord) {
    {
        std::ofstream out(file);
        for (int i = 0; i < 10'000; ++i)
            out << "this is no database ";
    }
    Program program(file);
    program.record(10 * minute, minuteValue);
    program.history->settle();
    EXPECT_EQ(program.history->state(), History::State::Kept);
    EXPECT_NE(program.history->word().find("damaged"), std::string::npos) << program.history->word();
    EXPECT_FALSE(program.points(ordersIn, 10 * minute).empty());
    int aside = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
        aside += entry.path().string().find("aside") != std::string::npos;
    EXPECT_EQ(aside, 1);
}

TEST_F(HistoryTest, AFileDamagedInTheMiddleIsMovedAsideWhenItIsMet) {
    Program first(file);
    std::vector<Key> keys;
    for (int i = 0; i < 200; ++i)
        keys.push_back({Quantity::MessagesIn, "t" + std::to_string(i)});
    first.record(
        4 * hour, [](std::int64_t ms, std::size_t i) { return std::sin(double(ms) * double(i)) + 2; }, minute,
        keys);
    first.end();
    {
        std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
        const auto size = static_cast<std::streamoff>(std::filesystem::file_size(file));
        out.seekp(16'384);
        for (std::streamoff i = 16'384; i < size; ++i)
            out.put('\x5a');
    }
    Program program(file, {}, midnight + 4 * hour);
    program.record(2 * hour, minuteValue, minute);
    program.history->settle();
    EXPECT_EQ(program.history->state(), History::State::Kept);
    EXPECT_NE(program.history->word().find("damaged"), std::string::npos) << program.history->word();
    EXPECT_FALSE(program.points(ordersIn, 30 * minute).empty());
}

TEST_F(HistoryTest, AnotherProgramsFileIsMovedAsideWhole) {
    {
        Database other(file, Database::Mode::Write);
        other.run("CREATE TABLE recipes(name TEXT); INSERT INTO recipes VALUES('soup')");
    }
    Program program(file);
    program.history->settle();
    EXPECT_EQ(program.history->state(), History::State::Kept);
    EXPECT_NE(program.history->word().find("not this program's"), std::string::npos);
    for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
        if (entry.path().string().ends_with(std::to_string(midnight))) {
            Database kept(entry.path(), Database::Mode::Read);
            EXPECT_EQ(kept.number("SELECT count(*) FROM recipes"), 1);
            return;
        }
    FAIL() << "it is gone";
}

TEST_F(HistoryTest, ARowOfATimeThatCannotBeIsPassedOver) {
    Program program(file);
    program.record(10 * minute, minuteValue);
    program.end();
    for (const char* start : {"-3590000", "9223372036854770000"}) {
        Database other(file, Database::Mode::Write);
        other.run(("INSERT INTO journal(cluster, start, steps, ids, data) SELECT cluster, " +
                   std::string(start) + ", steps, ids, data FROM journal LIMIT 1")
                      .c_str());
        ASSERT_EQ(other.number(("SELECT count(*) FROM journal WHERE start=" + std::string(start)).c_str()),
                  1);
    }
    Program again(file, {}, midnight + 10 * minute);
    again.record(3 * hour, minuteValue, minute);
    again.history->settle();
    EXPECT_EQ(again.history->state(), History::State::Kept);
    EXPECT_FALSE(again.points(ordersIn, 3 * hour).empty());
    Database database(file, Database::Mode::Read);
    EXPECT_EQ(database.number("SELECT count(*) FROM journal WHERE start<0"), 0); // the merge came by
    for (const char* table : {"fresh", "block"})
        EXPECT_EQ(database.number(("SELECT count(*) FROM " + std::string(table) +
                                   " WHERE start<=0 OR start>253402300800000")
                                      .c_str()),
                  0)
            << table;
}

TEST_F(HistoryTest, AClockSetBackWritesOverWhatWasNeverSo) {
    Program program(file);
    program.record(
        2 * hour, [](std::int64_t, std::size_t) { return 5.0; }, minute);
    program.history->settle();
    program.clock->ms = midnight + hour;
    Beat back;
    back.toMs = program.clock->ms;
    program.view = program.recorder.publish(back);
    program.history->keep(cluster, program.view);
    program.record(
        30 * minute, [](std::int64_t, std::size_t) { return 9.0; }, minute);
    program.history->settle();
    for (const auto& point : program.points(ordersIn, 90 * minute))
        EXPECT_DOUBLE_EQ(point.value, point.fromMs < midnight + hour ? 5 : 9)
            << (point.fromMs - midnight) / minute;
}

TEST_F(HistoryTest, AClockThatWasAheadForAWhileLeavesNothingThere) {
    Program program(file);
    program.record(hour, minuteValue, minute);
    program.history->settle();
    program.clock->ms = midnight + 400 * dayMs;
    program.record(2 * hour, minuteValue, minute);
    program.history->settle();
    program.clock->ms = midnight + 2 * hour;
    Beat back;
    back.toMs = program.clock->ms;
    program.view = program.recorder.publish(back);
    program.history->keep(cluster, program.view);
    program.record(3 * hour, minuteValue, minute);
    program.history->settle();
    HistoryReader reader(file);
    const Grid ahead{midnight + 300 * dayMs, midnight + 500 * dayMs, tiers[1].stepMs};
    EXPECT_TRUE(reader.points(cluster, {ordersIn}, ahead).front().empty());
    EXPECT_FALSE(program.points(ordersIn, hour).empty());
}

TEST_F(HistoryTest, WhatBecameOldWhileNothingRanGoesInTime) {
    Program program(file);
    program.record(dayMs, minuteValue, minute);
    program.history->settle();
    Beat jump;
    jump.toMs = program.clock->ms = midnight + 4 * dayMs;
    program.view = program.recorder.publish(jump);
    program.history->keep(cluster, program.view);
    program.record(40 * hour, minuteValue, minute);
    program.history->settle();
    Database reader(file, Database::Mode::Read);
    const auto before = [&](int tier) {
        auto count = reader.prepare("SELECT count(*) FROM block WHERE tier=? AND start<?");
        count.with(tier, midnight + 4 * dayMs);
        return count.step() ? count.number(0) : -1;
    };
    EXPECT_EQ(before(0), 0);
    EXPECT_GT(before(1), 0);
}

TEST_F(HistoryTest, AClockThatIsWrongForAMomentErasesNothing) {
    for (const std::int64_t wrong : {midnight + 120 * dayMs, midnight + 47 * dayMs, std::int64_t{minute}}) {
        const auto other = folder.path() / std::to_string(wrong);
        Program program(other);
        program.record(3 * dayMs, minuteValue, minute);
        program.history->settle();
        for (const std::int64_t ms : {wrong, midnight + 3 * dayMs}) {
            program.clock->ms = ms;
            Beat jump;
            jump.toMs = ms;
            program.view = program.recorder.publish(jump);
            program.history->keep(cluster, program.view);
            program.record(2 * hour, minuteValue, minute);
            program.history->settle();
        }
        const auto points = program.points(ordersIn, 74 * hour);
        ASSERT_EQ(points.size(), 74u * 60) << wrong;
        for (const auto& point : points)
            ASSERT_DOUBLE_EQ(point.value, minuteValue(point.fromMs));
        // What a clock that was ahead wrote is not of today's busiest.
        const auto busiest =
            program.history->shares(cluster, Quantity::MessagesIn, midnight, program.clock->ms, 1);
        ASSERT_EQ(busiest.size(), 1u);
        double amount = 0;
        for (const auto& point : points)
            amount += point.value * 60;
        EXPECT_NEAR(busiest.front().amount, amount, amount * 0.02) << wrong;
    }
}

TEST_F(HistoryTest, ItsSizeIsBoundedAndTheOldestGoesFirst) {
    Limits limits;
    limits.bytes = 1'500'000;
    Program program(file, limits);
    std::vector<Key> keys;
    for (int i = 0; i < 40; ++i)
        keys.push_back({Quantity::MessagesIn, "t" + std::to_string(i)});
    std::uint32_t noise = 1;
    program.record(
        12 * dayMs,
        [&](std::int64_t, std::size_t) {
            noise = noise * 1'664'525 + 1'013'904'223;
            return static_cast<double>(noise >> 8);
        },
        minute, keys);
    program.history->settle();
    Database database(file, Database::Mode::Read);
    const auto used = (database.number("PRAGMA page_count") - database.number("PRAGMA freelist_count")) *
                      database.number("PRAGMA page_size");
    // Beside the limit lies what the journal brings in an hour.
    EXPECT_LT(used, limits.bytes * 5 / 4);
    EXPECT_LT(std::filesystem::file_size(file), 2 * limits.bytes);
    const auto points = program.points(keys[7], 12 * dayMs);
    ASSERT_FALSE(points.empty());
    EXPECT_GT(points.front().fromMs, midnight + dayMs);
    EXPECT_GE(points.back().fromMs, program.clock->ms - 10 * minute);
}

TEST_F(HistoryTest, MayBeReadWhileItIsWritten) {
    Program program(file);
    std::atomic<bool> over{false};
    std::thread reader([&] {
        while (!over)
            for (const auto& point : Program::read(*program.history, ordersIn, midnight + 6 * hour, 6 * hour))
                EXPECT_TRUE(std::isnan(point.value) || point.value == minuteValue(point.fromMs));
    });
    program.record(6 * hour, minuteValue);
    program.history->settle();
    over = true;
    reader.join();
    EXPECT_EQ(program.points(ordersIn, 6 * hour).size(), 2'160u);
}
