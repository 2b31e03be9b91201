#include <cerrno>
#include <condition_variable>
#include <future>
#include <latch>
#include <thread>

#include <gmock/gmock.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "storage/fixture.h"
#include "storage/workers.h"

namespace storage_test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;

/// The disk as this program's syncs meet it: it can hold them up, and fail one.
class Disk {
public:
    static Disk& instance() {
        static Disk disk;
        return disk;
    }
    bool sync(int fd) {
        std::error_code ignored;
        const auto path = fs::read_symlink("/proc/self/fd/" + std::to_string(fd), ignored).string();
        std::unique_lock lock(m_mutex);
        ++m_begun;
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return !m_stuck; });
        if (m_failing.empty() || !path.ends_with(m_failing) || --m_passing >= 0)
            return true;
        m_failing.clear();
        m_changed.notify_all();
        errno = EIO;
        return false;
    }
    void stick() {
        std::lock_guard lock(m_mutex);
        m_begun = 0;
        m_stuck = true;
    }
    void waitUntilStuck(int syncs) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this, syncs] { return m_begun == syncs; });
    }
    /// Syncs since it was stuck, those that were held up with them.
    int begun() {
        std::lock_guard lock(m_mutex);
        return m_begun;
    }
    void work() {
        std::lock_guard lock(m_mutex);
        m_stuck = false;
        m_failing.clear();
        m_changed.notify_all();
    }
    /// The next sync of a file whose path ends so, or a later one.
    void fail(const std::string& file, int before = 0) {
        std::lock_guard lock(m_mutex);
        m_failing = file;
        m_passing = before;
    }
    void waitUntilFailed() {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_failing.empty(); });
    }

private:
    std::mutex m_mutex; // guards what follows
    std::condition_variable m_changed;
    bool m_stuck = false;
    int m_begun = 0;
    std::string m_failing;
    int m_passing = 0; // syncs of it that are still good
};

} // namespace
} // namespace storage_test

// In place of the C library's, for all tests of this program.
extern "C" int fdatasync(int fd) {
    return storage_test::Disk::instance().sync(fd) ? static_cast<int>(::syscall(SYS_fdatasync, fd)) : -1;
}
extern "C" int syncfs(int fd) noexcept {
    return storage_test::Disk::instance().sync(fd) ? static_cast<int>(::syscall(SYS_syncfs, fd)) : -1;
}

namespace storage_test {
namespace {

constexpr int kWorkers = 2;         ///< of a store, unless told
constexpr std::int32_t kMany = 100; ///< partitions: more than are synced one by one

/// Until that thread of this program waits for another; many looks, since a lock may hold it up for a moment.
void waitUntilAsleep(pid_t thread) {
    const auto file = "/proc/self/task/" + std::to_string(thread) + "/stat";
    for (int looks = 0; looks < 100; std::this_thread::yield())
        looks = fileText(file).find(") S ") == std::string::npos ? 0 : looks + 1;
}

class StoppingTest : public testing::Test {
protected:
    ~StoppingTest() override { disk.work(); }

    bool marked() const { return fs::exists(m.folder() / ".kafka_cleanshutdown"); }
    /// With this each batch begins a segment, and that queues a flush of the one before.
    void useSmallSegments() { m.config.segmentBytes = 200; }
    void fillAll(std::int32_t partitions, int batches) {
        for (std::int32_t p = 0; p < partitions; ++p)
            m.fill(m.log("t", static_cast<std::size_t>(p)), batches, 60);
    }
    void expectRefusedStop(const std::string& why) {
        const auto stopped = m.store().close();
        ASSERT_FALSE(stopped);
        EXPECT_THAT(stopped.error().cause, HasSubstr(why));
        EXPECT_FALSE(marked());
    }
    void expectAllAfterRestart(std::int32_t partitions, std::size_t records) {
        m.open();
        EXPECT_THAT(m.store().recoveryReport(), IsEmpty());
        for (std::int32_t p = 0; p < partitions; ++p)
            EXPECT_EQ(readAll(m.log("t", static_cast<std::size_t>(p)), Offset(0)).size(), records) << p;
    }

    StoreFixture m{Kind::Folder};
    Disk& disk = Disk::instance();
};

TEST(WorkersTest, WhatIsQueuedIsForgottenAndWhatRunsIsWaitedFor) {
    std::mutex running;
    running.lock();
    std::atomic<int> finished{0};
    std::latch begun(1);
    storage::Workers workers(1, 3);
    workers.postOrWait([&] {
        begun.count_down();
        std::lock_guard wait(running);
        ++finished;
    });
    begun.wait();
    while (workers.post([&] { finished += 100; })) // until the queue is full
        ;
    std::atomic<bool> discarded{false};
    std::thread stopping([&] {
        workers.discard();
        discarded = true;
    });
    while (!workers.post([] {})) // there is room again
        std::this_thread::yield();
    EXPECT_FALSE(discarded);
    running.unlock();
    stopping.join();
    EXPECT_EQ(finished, 1);
}

TEST_F(StoppingTest, AnUncleanStopIsLoggedWithWhatWasChecked) {
    const auto told = [](const char* words) { return testing::Contains(HasSubstr(words)); };
    EXPECT_THAT(m.said, Not(told("not clean"))); // nothing ran before
    m.fill(m.makeTopic("t", 3), 100, 60);
    m.stopCleanly();
    m.open();
    EXPECT_THAT(m.said, Not(told("not clean")));
    m.die();
    m.open();
    EXPECT_THAT(m.said, told("the last stop was not clean: checked 3 partitions from their recovery points, "
                             "nothing was dropped"));
    EXPECT_THAT(m.store().recoveryReport(), IsEmpty()); // nothing to warn of
    m.die();
    m.said.clear();
    const auto log = m.folder() / "t-0" / "00000000000000000000.log";
    fs::resize_file(log, fs::file_size(log) - 3);
    m.open();
    EXPECT_THAT(m.said, told("the last stop was not clean"));
    EXPECT_THAT(m.said, Not(told("nothing was dropped")));
}

TEST_F(StoppingTest, AStopWithFlushesInTheQueueIsACleanOne) {
    for (const auto partitions : {2, kMany}) {
        useSmallSegments();
        m.makeTopic("t", partitions);
        disk.stick();
        fillAll(partitions, 5);
        disk.waitUntilStuck(kWorkers);
        std::promise<pid_t> stopper;
        std::thread stopping([&] {
            stopper.set_value(::gettid());
            m.stopCleanly();
        });
        waitUntilAsleep(stopper.get_future().get());
        disk.work();
        stopping.join();
        if (partitions == kMany) { // each batch but the first of a partition had queued a flush
            EXPECT_LT(disk.begun(), partitions * 4);
        }
        EXPECT_TRUE(marked());
        expectAllAfterRestart(partitions, 5);
        ASSERT_TRUE(m.store().deleteTopic("t"));
    }
}

TEST_F(StoppingTest, AStopWaitsForNoTopicThatIsBeingMade) {
    std::thread making([&] {
        const auto made =
            m.store().createTopic("big", base::Uuid::random(), storage::kMaxPartitions, {}, m.config);
        ASSERT_FALSE(made);
        EXPECT_THAT(made.error().cause, HasSubstr("stopping"));
    });
    while (!fs::exists(m.folder() / "big-9"))
        std::this_thread::yield();
    m.store().refuseGrowth();
    making.join();
    EXPECT_FALSE(fs::exists(m.folder() / ("big-" + std::to_string(storage::kMaxPartitions - 1))));
    m.stopCleanly();
    m.open();
    EXPECT_THAT(m.store().topics(), IsEmpty());
}

TEST_F(StoppingTest, WhatNothingCameToIsNotWrittenAnew) {
    m.makeTopic("t", kMany);
    m.stopCleanly();
    m.open();
    disk.stick(); // counts from here
    disk.work();
    m.stopCleanly();
    EXPECT_LT(disk.begun(), kMany);
    EXPECT_TRUE(marked());
}

TEST_F(StoppingTest, AFlushThatFailedBeforeTheStopIsNotForgotten) {
    useSmallSegments();
    m.makeTopic("t", 2);
    disk.fail(".log");
    fillAll(2, 5);
    disk.waitUntilFailed();
    expectRefusedStop(".log: Input/output error");
    expectAllAfterRestart(2, 5);
    m.stopCleanly();
    EXPECT_TRUE(marked());
}

TEST_F(StoppingTest, WhatAnAppendPromisesIsNotPromisedAfterAFailedFlush) {
    m.config.flushMessages = 1;
    auto& log = m.makeTopic();
    const auto append = [&](std::int32_t sequence) {
        return m.produce(log, {.values = {"v"}, .options = producedBy(7, 0, sequence)});
    };
    ASSERT_TRUE(append(0));
    disk.fail(".log");
    ASSERT_FALSE(append(1));
    const auto end = log.endOffset();
    for (const std::int32_t sequence : {1, 2}) { // the repeat of it, and another
        const auto done = append(sequence);
        ASSERT_FALSE(done) << sequence;
        EXPECT_THAT(done.error().error.cause, HasSubstr(".log: Input/output error"));
    }
    EXPECT_EQ(log.endOffset(), end);
    expectRefusedStop(".log: Input/output error");
    m.open();
    EXPECT_TRUE(m.produce(m.log(), {.values = {"v"}}));
}

TEST_F(StoppingTest, WhatAFailedFlushMakesImpossibleIsRefusedBeforeItIsWritten) {
    m.config.flushMessages = 3;
    m.config.flushMs = 1000;
    auto& log = m.makeTopic();
    ASSERT_TRUE(m.produce(log, {.values = {"1"}}));
    disk.fail(".log");
    m.store().sweep(m.clock().wallMs() + 2000);
    disk.waitUntilFailed();
    EXPECT_TRUE(m.produce(log, {.values = {"2"}}));
    EXPECT_FALSE(m.produce(log, {.values = {"3"}}));
    EXPECT_EQ(log.endOffset(), base::Offset(2));
    expectRefusedStop(".log: Input/output error");
}

TEST_F(StoppingTest, FlushesGoOnAfterOneThatFailed) {
    m.config.flushMs = 1000;
    auto& log = m.makeTopic();
    ASSERT_TRUE(m.produce(log, {.values = {"v"}}));
    disk.fail(".log");
    m.store().sweep(m.clock().wallMs() + 2000);
    disk.waitUntilFailed();
    ASSERT_TRUE(m.produce(log, {.values = {"v"}}));
    const int before = disk.begun();
    m.store().sweep(m.clock().wallMs() + 4000);
    EXPECT_GT(disk.begun(), before);
    expectRefusedStop(".log: Input/output error");
}

TEST_F(StoppingTest, AFlushThatFailsWhileStoppingIsTold) {
    m.makeTopic("t", 2);
    fillAll(2, 5);
    m.stopCleanly();
    m.open();
    fillAll(2, 5);
    disk.fail(".timeindex");
    expectRefusedStop(".timeindex: Input/output error");
    expectAllAfterRestart(2, 10);
}

// Once for the records, and once more for what the logs wrote last.
TEST_F(StoppingTest, AVolumeThatFailsWhileStoppingIsTold) {
    m.makeTopic("t", kMany);
    for (std::size_t good = 0; good < 2; ++good) {
        m.stopCleanly();
        m.open(); // nothing but the stop syncs it from here on
        fillAll(kMany, 2);
        disk.fail(m.folder().string(), static_cast<int>(good));
        expectRefusedStop("cannot sync " + m.folder().string());
        disk.work();
        expectAllAfterRestart(kMany, 2 * (good + 1));
    }
}

TEST_F(StoppingTest, AVolumeThatFailedBeforeTheStopIsNotForgotten) {
    disk.fail(m.folder().string());
    m.makeTopic("t", 2);
    disk.waitUntilFailed();
    fillAll(2, 2);
    expectRefusedStop("not everything could be written to the volume of " + m.folder().string());
    expectAllAfterRestart(2, 2);
}

} // namespace
} // namespace storage_test
