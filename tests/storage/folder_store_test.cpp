#include <algorithm>
#include <csignal>

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "storage/checkpoint.h"
#include "storage/fixture.h"

namespace storage_test {
namespace {

namespace fs = std::filesystem;
using storage::AppendOrigin;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class FolderStoreTest : public testing::Test {
protected:
    FolderStoreTest() {
        m.config.segmentBytes = 4000;
        m.config.indexIntervalBytes = 300;
    }
    fs::path partition() const { return m.folder() / "t-0"; }
    std::vector<fs::path> files(const std::string& extension) const {
        std::vector<fs::path> found;
        for (const auto& entry : fs::directory_iterator(partition()))
            if (entry.path().extension() == extension)
                found.push_back(entry.path());
        std::sort(found.begin(), found.end());
        return found;
    }
    void expectRecords(std::int64_t count) {
        const auto records = readAll(m.log(), Offset(0));
        ASSERT_EQ(records.size(), static_cast<std::size_t>(count));
        for (std::int64_t i = 0; i < count; ++i)
            ASSERT_EQ(records[static_cast<std::size_t>(i)].value.substr(
                          0, records[static_cast<std::size_t>(i)].value.find('.')),
                      "v" + std::to_string(i));
    }

    StoreFixture m{Kind::Folder};
};

TEST_F(FolderStoreTest, EverythingIsThereAfterACleanStop) {
    m.fill(m.makeTopic(), 200, 60);
    ASSERT_TRUE(m.produce(m.log(), {.values = {"v200"}, .options = producedBy(77, 1, 0)}));
    const auto id = m.store().topics()[0].id;
    const auto cluster = m.store().clusterId();
    ASSERT_TRUE(m.store().setOverrides("t", {{"retention.ms", "5"}, {"note", " a=b\\\n#c "}}, m.config));
    m.stopCleanly();
    EXPECT_TRUE(fs::exists(m.folder() / ".kafka_cleanshutdown"));
    m.open();
    EXPECT_FALSE(fs::exists(m.folder() / ".kafka_cleanshutdown"));
    EXPECT_THAT(m.store().recoveryReport(), IsEmpty());
    EXPECT_EQ(m.store().clusterId(), cluster);
    const auto topic = m.store().topics().at(0);
    EXPECT_EQ(topic.id, id);
    EXPECT_EQ(topic.overrides, (storage::Overrides{{"retention.ms", "5"}, {"note", " a=b\\\n#c "}}));
    expectRecords(201);
    const auto again = m.produce(m.log(), {.values = {"v200"}, .options = producedBy(77, 1, 0)});
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->duplicate);
    EXPECT_EQ(again->baseOffset, Offset(200));
    m.fill(m.log(), 100, 60);
    EXPECT_EQ(m.log().endOffset(), Offset(301));
}

TEST_F(FolderStoreTest, NothingAcknowledgedIsLostWhenTheProcessDies) {
    m.makeTopic();
    for (int round = 0; round < 5; ++round) {
        m.fill(m.log(), 60, 60);
        ASSERT_TRUE(m.produce(m.log(), {.values = {"v" + std::to_string(m.log().endOffset().value())},
                                        .options = producedBy(77, 1, round)}));
        m.die();
        m.open();
        EXPECT_THAT(m.store().recoveryReport(), IsEmpty());
        expectRecords(61 * (round + 1));
        const auto again = m.produce(m.log(), {.values = {"x"}, .options = producedBy(77, 1, round)});
        ASSERT_TRUE(again) << again.error().error.cause;
        EXPECT_TRUE(again->duplicate);
    }
}

TEST_F(FolderStoreTest, AKilledWriterLosesNothingThatItWasToldIsWritten) {
    m.makeTopic();
    m.stopCleanly();
    for (int round = 0; round < 3; ++round) {
        int pipe[2];
        ASSERT_EQ(::pipe(pipe), 0);
        const auto child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) { // writes until it is killed, and says after each append how far it is
            m.open();
            auto& log = m.log();
            while (true) {
                const auto end = log.endOffset().value();
                const auto done =
                    m.produce(log, {.values = {"v" + std::to_string(end) + std::string(200, '.')}});
                if (!done || ::write(pipe[1], &end, sizeof end) != sizeof end)
                    ::_exit(1);
            }
        }
        ::close(pipe[1]);
        std::int64_t acknowledged = -1;
        for (int i = 0; i < 500; ++i)
            ASSERT_EQ(::read(pipe[0], &acknowledged, sizeof acknowledged),
                      static_cast<ssize_t>(sizeof acknowledged));
        ::kill(child, SIGKILL);
        std::int64_t value = 0;
        while (::read(pipe[0], &value, sizeof value) == static_cast<ssize_t>(sizeof value))
            acknowledged = value;
        ::close(pipe[0]);
        int status = 0;
        ::waitpid(child, &status, 0);
        m.open();
        EXPECT_GE(m.log().endOffset().value(), acknowledged + 1);
        expectRecords(m.log().endOffset().value());
        m.die();
    }
}

TEST_F(FolderStoreTest, ATornTailIsCutAndSaidSo) {
    m.fill(m.makeTopic(), 100, 60);
    m.die();
    const auto last = files(".log").back();
    const auto text = fileText(last);
    writeFile(last, text.substr(0, text.size() - 3));
    m.open();
    ASSERT_EQ(m.store().recoveryReport().size(), 1u);
    EXPECT_THAT(m.store().recoveryReport()[0], HasSubstr("t-0: cut at offset 99"));
    expectRecords(99);
    EXPECT_EQ(m.log().leaderEpoch(), base::LeaderEpoch(1)); // readers can find out
    EXPECT_EQ(m.log().endOffsetForEpoch(base::LeaderEpoch(0)), std::pair(base::LeaderEpoch(0), Offset(99)));
    m.fill(m.log(), 10, 60);
    expectRecords(109);
}

TEST_F(FolderStoreTest, ABitThatFlippedCutsTheLogThereAndDropsLaterSegments) {
    m.fill(m.makeTopic(), 100, 60);
    m.die();
    fs::remove(m.folder() / "recovery-point-offset-checkpoint");
    auto text = fileText(files(".log")[1]);
    text[text.size() / 2] = static_cast<char>(text[text.size() / 2] ^ 4);
    writeFile(files(".log")[1], text);
    m.open();
    EXPECT_THAT(m.store().recoveryReport(), testing::Contains(HasSubstr("does not match its checksum")));
    EXPECT_THAT(m.store().recoveryReport(),
                testing::Contains(HasSubstr("was dropped, as it follows the cut")));
    EXPECT_EQ(files(".log").size(), 2u);
    EXPECT_GT(m.log().endOffset(), Offset(20));
    EXPECT_LT(m.log().endOffset(), Offset(100));
    expectRecords(m.log().endOffset().value());
}

TEST_F(FolderStoreTest, IndexesThatAreLostOrWrongAreBuiltAnew) {
    m.fill(m.makeTopic(), 200, 60);
    m.stopCleanly();
    const auto index = files(".index");
    const auto time = files(".timeindex");
    const auto goodIndex = fileText(index[0]);
    const auto goodTime = fileText(time[1]);
    ASSERT_FALSE(goodIndex.empty());
    fs::remove(index[0]);
    writeFile(time[1], "garbage");
    writeFile(index[2], std::string(4096, '\0')); // as a pre-allocated one that was never trimmed
    m.open();
    EXPECT_EQ(fileText(index[0]), goodIndex);
    EXPECT_EQ(fileText(time[1]), goodTime);
    EXPECT_EQ(m.store().recoveryReport().size(), 3u);
    expectRecords(200);
}

TEST_F(FolderStoreTest, ACrashBetweenDataAndIndexLeavesTheIndexRight) {
    m.fill(m.makeTopic(), 30, 60);
    m.die();
    const auto good = fileText(files(".index")[0]);
    ASSERT_GE(good.size(), 16u);
    writeFile(files(".index")[0], good.substr(0, good.size() - 8));
    m.open();
    EXPECT_EQ(fileText(files(".index")[0]), good);
}

TEST_F(FolderStoreTest, EveryCutOfTheLastSegmentOpens) {
    m.config.segmentBytes = 100000;
    m.fill(m.makeTopic(), 6, 10);
    m.die();
    const auto path = files(".log")[0];
    const auto text = fileText(path);
    for (std::size_t size = 0; size < text.size(); size += 7) {
        writeFile(path, text.substr(0, size));
        m.open();
        expectRecords(m.log().endOffset().value());
        m.die();
    }
}

TEST_F(FolderStoreTest, RandomDamageNeverCrashes) {
    m.fill(m.makeTopic(), 40, 20);
    m.stopCleanly();
    unsigned random = 12345;
    const auto next = [&] { return random = random * 1664525u + 1013904223u; };
    for (int round = 0; round < 60; ++round) {
        std::vector<fs::path> all;
        for (const auto& entry : fs::recursive_directory_iterator(m.folder()))
            if (entry.is_regular_file() && entry.path().filename() != ".lock" &&
                entry.path().filename() != "meta.properties" &&
                entry.path().filename() != "milena-producer-ids.properties")
                all.push_back(entry.path());
        std::sort(all.begin(), all.end());
        const auto& victim = all[next() % all.size()];
        auto text = fileText(victim);
        for (int i = 0; i < 4 && !text.empty(); ++i)
            text[next() % text.size()] = static_cast<char>(next() >> 13);
        writeFile(victim, text);
        m.open();
        auto& log = m.log();
        const auto step = std::max<std::int64_t>(1, (log.endOffset() - log.logStartOffset()) / 100);
        for (auto at = log.logStartOffset(); at < log.endOffset(); at += step)
            static_cast<void>(log.read(at, 1000, true));
        static_cast<void>(log.offsetForTimestamp(m.clock().wallMs() - 10));
        m.fill(log, 3, 20);
        if (round % 2 == 0)
            m.stopCleanly();
        else
            m.die();
    }
}

TEST_F(FolderStoreTest, TheFolderBelongsToOneStore) {
    storage::FolderOptions options;
    options.folder = m.folder();
    const auto second = storage::LogStore::openFolder(options);
    ASSERT_FALSE(second);
    EXPECT_THAT(second.error().cause, HasSubstr("is in use by another broker"));
    EXPECT_FALSE(second.error().remedy.empty());
}

TEST_F(FolderStoreTest, AFolderThatItMakesIsForItsOwnerOnly) {
    namespace fs = std::filesystem;
    const test_support::TemporaryFolder parent;
    storage::FolderOptions options;
    options.folder = parent.path() / "data" / ""; // as a path typed with its slash
    ASSERT_TRUE(storage::LogStore::openFolder(options));
    EXPECT_EQ(fs::status(options.folder).permissions(), fs::perms::owner_all);
    fs::permissions(options.folder, fs::perms::group_read, fs::perm_options::add);
    ASSERT_TRUE(storage::LogStore::openFolder(options));
    EXPECT_EQ(fs::status(options.folder).permissions(), fs::perms::owner_all | fs::perms::group_read)
        << "one that is there is left as it is";
}

TEST_F(FolderStoreTest, AFolderThatCannotBeMadeIsAPlainError) {
    storage::FolderOptions options;
    options.folder = m.folder() / ".lock" / "below-a-file";
    const auto store = storage::LogStore::openFolder(options);
    ASSERT_FALSE(store);
    EXPECT_THAT(store.error().cause, HasSubstr("cannot make the data folder"));
}

TEST_F(FolderStoreTest, S17_SnapshotsKeepProducersAcrossRestarts) {
    m.makeTopic();
    for (int i = 0; i < 60; ++i) // several segments
        ASSERT_TRUE(m.produce(m.log(), {.values = {"v" + std::to_string(i) + std::string(100, '.')},
                                        .options = producedBy(5, 0, i)}));
    m.stopCleanly();
    ASSERT_FALSE(files(".snapshot").empty());
    const auto latest = files(".snapshot").back();
    m.open();
    EXPECT_TRUE(m.produce(m.log(), {.values = {"again"}, .options = producedBy(5, 0, 59)})->duplicate);
    EXPECT_EQ(m.produce(m.log(), {.values = {"x"}, .options = producedBy(5, 0, 61)}).error().error.name,
              "OUT_OF_ORDER_SEQUENCE_NUMBER");
    m.stopCleanly();
    auto text = fileText(latest);
    text.back() ^= 1;
    writeFile(latest, text);
    m.open(); // the damaged one is dropped, the log itself tells
    EXPECT_THAT(m.store().recoveryReport(), testing::Contains(HasSubstr("its checksum does not match")));
    EXPECT_TRUE(m.produce(m.log(), {.values = {"again"}, .options = producedBy(5, 0, 59)})->duplicate);
}

TEST_F(FolderStoreTest, ADamagedPlaceIsToldToReadersAndInTheLog) {
    m.fill(m.makeTopic(), 100, 60);
    m.stopCleanly();
    const auto logs = files(".log");
    ASSERT_GT(logs.size(), 2u);
    auto text = fileText(logs.front());
    std::size_t tenth = 0;
    for (int i = 0; i < 10; ++i)
        tenth += protocol::BatchView::parse(base::asBytes(text).subspan(tenth))->sizeInBytes();
    std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(tenth), 61, '\0'); // the header of a batch
    writeFile(logs.front(), text);
    m.open();
    Offset next(0); // as a consumer goes
    auto read = m.log().read(next, 1 << 20, true);
    while (read && !read->records.empty() && next < Offset(100)) {
        next = recordsIn(read->records.view()).back().offset + 1;
        read = m.log().read(next, 1 << 20, true);
    }
    ASSERT_FALSE(read) << "read up to offset " << next.value() << " of " << m.log().endOffset().value();
    EXPECT_EQ(next, Offset(10));
    EXPECT_EQ(read.error().name, "CORRUPT_MESSAGE");
    EXPECT_THAT(m.said, testing::Contains(HasSubstr("offset " + std::to_string(next.value()) +
                                                    " cannot be read: the segment from offset 0 has")));
    EXPECT_TRUE(m.log().read(Offset(99), 1 << 20, true)) << "what is whole is still read";
}

TEST_F(FolderStoreTest, S45_TheLogStartSurvivesARestart) {
    m.fill(m.makeTopic(), 100, 60);
    ASSERT_TRUE(m.log().deleteRecords(Offset(55)));
    m.stopCleanly();
    m.open();
    EXPECT_EQ(m.log().logStartOffset(), Offset(55));
    EXPECT_EQ(m.log().messageCount(), 45u);
    ASSERT_TRUE(m.log().deleteRecords(Offset(-1)));
    m.store().sweep(m.clock().wallMs());
    m.stopCleanly();
    m.open();
    EXPECT_EQ(m.log().logStartOffset(), Offset(100));
    EXPECT_EQ(m.log().endOffset(), Offset(100));
}

TEST_F(FolderStoreTest, ATopicMadeAnewKeepsItsRecordsWhateverTheDeletedOneLeft) {
    for (const int count : {50, 150}) { // the old start lies above the end, and within
        for (const bool restarted : {false, true}) {
            m.fill(m.makeTopic(), 100, 60);
            ASSERT_TRUE(m.log().deleteRecords(Offset(90)));
            m.clock().advance(5000);
            m.store().sweep(m.clock().wallMs());
            ASSERT_THAT(fileText(m.folder() / "log-start-offset-checkpoint"), HasSubstr("t 0 90"));
            ASSERT_TRUE(m.store().deleteTopic("t"));
            if (restarted) {
                m.die();
                m.open();
            }
            m.fill(m.makeTopic(), count, 60);
            m.die();
            for (const auto* name : {"log-start-offset-checkpoint", "replication-offset-checkpoint",
                                     "recovery-point-offset-checkpoint"})
                EXPECT_THAT(fileText(m.folder() / name), testing::Not(HasSubstr("t 0"))) << name;
            m.open();
            EXPECT_EQ(m.log().logStartOffset(), Offset(0));
            expectRecords(count);
            ASSERT_TRUE(m.store().deleteTopic("t"));
        }
    }
}

TEST_F(FolderStoreTest, ALogStartBeyondTheEndDropsNoRecords) {
    m.fill(m.makeTopic(), 50, 60);
    m.die();
    writeFile(m.folder() / "log-start-offset-checkpoint", "0\n1\nt 0 900\n");
    m.open();
    EXPECT_THAT(m.store().recoveryReport(), ElementsAre(HasSubstr("before its start 900")));
    expectRecords(50);
}

TEST_F(FolderStoreTest, S46_DeletedTopicsLeaveTheFolderAfterTheirDelay) {
    m.fill(m.makeTopic("t", 3), 5);
    ASSERT_TRUE(m.store().deleteTopic("t"));
    const auto folders = [&] {
        int count = 0;
        for (const auto& entry : fs::directory_iterator(m.folder()))
            count += entry.is_directory() ? 1 : 0;
        return count;
    };
    EXPECT_FALSE(fs::exists(m.folder() / "t-0"));
    EXPECT_EQ(folders(), 3);
    m.store().sweep(m.clock().wallMs() + 59999);
    EXPECT_EQ(folders(), 3);
    m.store().sweep(m.clock().wallMs() + 60000);
    EXPECT_EQ(folders(), 0);
}

TEST_F(FolderStoreTest, AStrangersFolderInAPartitionsPlaceIsToldAtAStart) {
    m.makeTopic("t", 3);
    m.stopCleanly();
    const auto folder = m.folder() / "t-1";
    fs::remove_all(folder);
    fs::create_directory(folder);
    writeFile(folder / "notes.txt", "mine");
    storage::FolderOptions options;
    options.folder = m.folder();
    const auto opened = storage::LogStore::openFolder(options);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().cause, folder.string() + " holds files that are not of this topic");
    EXPECT_EQ(opened.error().remedy, "Move that folder away and start the broker again.");
}

TEST_F(FolderStoreTest, MorePartitionsAndMissingOnes) {
    m.makeTopic("t", 2);
    ASSERT_TRUE(m.store().addPartitions("t", 4));
    EXPECT_EQ(m.store().addPartitions("t", 4).error().name, "INVALID_PARTITIONS");
    m.stopCleanly();
    fs::remove_all(m.folder() / "t-1");
    fs::create_directory(m.folder() / "lost+found");
    m.open();
    EXPECT_EQ(m.store().topics()[0].partitions.size(), 4u);
    EXPECT_THAT(m.store().recoveryReport(), testing::Contains(HasSubstr("t-1 is missing")));
    EXPECT_THAT(m.store().recoveryReport(), testing::Contains(HasSubstr("lost+found")));
}

TEST_F(FolderStoreTest, TopicsMayBeginWithADot) {
    m.fill(m.makeTopic(".hidden", 2), 5);
    m.stopCleanly();
    m.open();
    ASSERT_EQ(m.store().topics().size(), 1u);
    EXPECT_EQ(m.store().topics()[0].name, ".hidden");
    EXPECT_EQ(readAll(m.log(".hidden"), Offset(0)).size(), 5u);
}

TEST_F(FolderStoreTest, APartitionIsNotMadeOverFilesThatAreThere) {
    fs::create_directory(m.folder() / "t-1");
    writeFile(m.folder() / "t-1" / "00000000000000000000.log", "precious");
    const auto made = m.store().createTopic("t", base::Uuid::random(), 2, {}, m.config);
    ASSERT_FALSE(made);
    EXPECT_THAT(made.error().cause, HasSubstr("t-1 holds files"));
    EXPECT_EQ(fileText(m.folder() / "t-1" / "00000000000000000000.log"), "precious");
    EXPECT_FALSE(fs::exists(m.folder() / "t-0"));
}

TEST_F(FolderStoreTest, FoldersOfOthersAreLeftAlone) {
    m.fill(m.makeTopic(), 5);
    m.stopCleanly();
    const std::vector<fs::path> files{"my photos-delete/wedding.jpg",
                                      "old.logs-delete/app.log",
                                      "logs-24/app.log",
                                      "logs-24/notes.tmp",
                                      "logs-24/old.deleted",
                                      "t-0/notes.tmp",
                                      "t-0/old.deleted",
                                      "t-100000/partition.metadata"};
    for (const auto& file : files) {
        fs::create_directories((m.folder() / file).parent_path());
        writeFile(m.folder() / file, "mine");
    }
    fs::create_directory(m.folder() / "backup-20261123");
    const auto folders = [&] {
        return std::distance(fs::directory_iterator(m.folder()), fs::directory_iterator());
    };
    const auto before = folders();
    m.open();
    m.store().sweep(m.clock().wallMs() + 60000);
    EXPECT_EQ(m.store().topics().size(), 1u);
    EXPECT_EQ(m.store().topics()[0].partitions.size(), 1u);
    EXPECT_THAT(m.store().recoveryReport(), ElementsAre(HasSubstr("and 4 more folders")));
    expectRecords(5);
    m.stopCleanly();
    EXPECT_EQ(folders(), before);
    for (const auto& file : files)
        EXPECT_EQ(fileText(m.folder() / file), "mine") << file;
}

TEST_F(FolderStoreTest, WhatWasDeletedBeforeTheStopGoesAtTheNextStart) {
    const std::string longest(249, 'n');
    m.makeTopic(longest);
    m.makeTopic();
    ASSERT_TRUE(m.store().deleteTopic(longest));
    m.die();
    writeFile(partition() / "00000000000000000007.snapshot.tmp", "half");
    writeFile(partition() / "00000000000000000007.log.deleted", "expired");
    m.open();
    m.store().sweep(m.clock().wallMs());
    for (const auto& entry : fs::directory_iterator(m.folder()))
        EXPECT_TRUE(!entry.is_directory() || entry.path().filename() == "t-0") << entry.path();
    EXPECT_THAT(files(".tmp"), IsEmpty());
    EXPECT_THAT(files(".deleted"), IsEmpty());
}

TEST_F(FolderStoreTest, AStopOfManyPartitionsDoesNotReplaceEpochsThatStandAlready) {
    m.makeTopic("t", 100);
    for (std::size_t p = 0; p < 100; ++p)
        m.fill(m.log("t", p), 1);
    const auto inode = [&] {
        struct stat info {};
        ::stat((partition() / "leader-epoch-checkpoint").c_str(), &info);
        return info.st_ino;
    };
    const auto before = inode();
    m.stopCleanly();
    EXPECT_EQ(inode(), before);
}

TEST_F(FolderStoreTest, ProducerIdsAreNeverHandedOutTwice) {
    std::int64_t last = -1;
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 150; ++i) {
            const auto block = m.store().nextProducerIdBlock();
            ASSERT_TRUE(block);
            ASSERT_GE(block->value(), last + (last < 0 ? 1 : storage::kProducerIdBlock));
            last = block->value();
        }
        m.die();
        m.open();
    }
}

TEST_F(FolderStoreTest, ManyPartitionsNeedFewOpenFiles) {
    m.stopCleanly();
    m.maxOpenFiles = 20;
    m.open();
    m.makeTopic("t", 50);
    const auto open = [] {
        return std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator());
    };
    const auto before = open();
    for (int round = 0; round < 3; ++round)
        for (std::size_t p = 0; p < 50; ++p)
            m.fill(m.log("t", p), 2, 100);
    EXPECT_LE(open() - before, 20);
    for (std::size_t p = 0; p < 50; ++p)
        EXPECT_EQ(readAll(m.log("t", p), Offset(0)).size(), 6u);
}

TEST_F(FolderStoreTest, CheckpointsStandInKafkasFormat) {
    m.fill(m.makeTopic(), 3);
    m.stopCleanly();
    EXPECT_EQ(fileText(m.folder() / "recovery-point-offset-checkpoint"), "0\n1\nt 0 3\n");
    EXPECT_EQ(fileText(m.folder() / "replication-offset-checkpoint"), "0\n1\nt 0 3\n");
    EXPECT_EQ(fileText(m.folder() / "log-start-offset-checkpoint"), "0\n0\n");
    EXPECT_EQ(fileText(partition() / "leader-epoch-checkpoint"), "0\n1\n0 0\n");
    EXPECT_THAT(fileText(partition() / "partition.metadata"), HasSubstr("version: 0\ntopic_id: "));
    const auto meta = storage::readProperties(m.folder() / "meta.properties").value();
    EXPECT_EQ(meta.at("version"), "1");
    EXPECT_EQ(meta.at("node.id"), "1");
}

TEST(MemoryStoreTest, AboveItsLimitAppendsAreRefusedUntilSomethingGoes) {
    StoreFixture m(Kind::Memory);
    m.memoryLimit = 1 << 20;
    m.open();
    auto& log = m.makeTopic();
    const Batch batch{.values = {std::string(100000, 'x')}};
    auto last = m.produce(log, batch);
    int held = 0;
    for (; last && held < 100; ++held)
        last = m.produce(log, batch);
    ASSERT_FALSE(last);
    EXPECT_LE(held, 11);
    EXPECT_GE(held, 6);
    EXPECT_EQ(last.error().error.name, "KAFKA_STORAGE_ERROR");
    EXPECT_THAT(last.error().error.cause, HasSubstr("the memory for records is full"));
    EXPECT_THAT(last.error().error.remedy, HasSubstr("--memory-limit"));
    ASSERT_TRUE(log.deleteRecords(Offset(-1)));
    m.store().sweep(m.clock().wallMs());
    EXPECT_TRUE(m.produce(log, batch));
    ASSERT_TRUE(m.store().deleteTopic("t"));
    EXPECT_EQ(m.store().usage().usedBytes, 0);
}

TEST(MemoryStoreTest, RefusedAppendsAreToldInTheLogButNotEachOfThem) {
    StoreFixture m(Kind::Memory);
    m.memoryLimit = 1 << 20;
    m.open();
    auto& log = m.makeTopic();
    const Batch batch{.values = {std::string(100000, 'x')}};
    while (m.produce(log, batch)) {
    }
    EXPECT_FALSE(m.produce(log, batch));
    EXPECT_FALSE(m.produce(log, batch));
    ASSERT_EQ(m.said.size(), 1u);
    EXPECT_THAT(m.said[0], HasSubstr("t-0: an append was refused: the memory for records is full"));
    EXPECT_THAT(m.said[0], HasSubstr("of 1048576 bytes"));
    EXPECT_THAT(m.said[0], HasSubstr("--memory-limit"));
    m.clock().advance(10000);
    EXPECT_FALSE(m.produce(log, batch));
    ASSERT_EQ(m.said.size(), 2u);
    EXPECT_THAT(m.said[1], HasSubstr("(2 more since this was last said)"));
}

TEST(MemoryStoreTest, TenThousandTopicsAreCheap) {
    StoreFixture m(Kind::Memory);
    const auto resident = [] {
        std::ifstream in("/proc/self/statm");
        long total = 0;
        long pages = 0;
        in >> total >> pages;
        return pages * ::sysconf(_SC_PAGESIZE);
    };
    const auto before = resident();
    for (int i = 0; i < 10000; ++i)
        ASSERT_TRUE(
            m.store().createTopic("topic-" + std::to_string(i), base::Uuid::random(), 1, {}, m.config));
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    EXPECT_LT(resident() - before, 20 << 20);
#else
    static_cast<void>(before);
#endif
    EXPECT_EQ(m.store().topics().size(), 10000u);
}

} // namespace
} // namespace storage_test
