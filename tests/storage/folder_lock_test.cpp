#include <atomic>
#include <filesystem>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "storage/folder_lock.h"
#include "support/temporary_folder.h"

namespace {

TEST(FolderLock, KeepsOthersOutThoughTheHolderBeforeTookTheFileAlong) {
    const test_support::TemporaryFolder folder;
    std::atomic<int> taken = 0, shared = 0;
    const auto takeAndWipe = [&] {
        for (int i = 0; i < 5000; ++i) {
            const auto lock = storage::FolderLock::take(folder.path());
            if (!lock)
                continue;
            ++taken;
            if (storage::FolderLock::take(folder.path()))
                ++shared;
            std::filesystem::remove(folder.path() / ".lock");
        }
    };
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back(takeAndWipe);
    for (auto& thread : threads)
        thread.join();
    EXPECT_GT(taken, 0);
    EXPECT_EQ(shared, 0);
}

TEST(FolderLock, IsSeenWithoutBeingTaken) {
    const test_support::TemporaryFolder folder;
    EXPECT_FALSE(storage::FolderLock::isHeld(folder.path()));
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
    {
        const auto lock = storage::FolderLock::take(folder.path());
        ASSERT_TRUE(lock);
        EXPECT_TRUE(storage::FolderLock::isHeld(folder.path()));
        EXPECT_FALSE(storage::FolderLock::take(folder.path())); // looking gave nothing away
    }
    EXPECT_FALSE(storage::FolderLock::isHeld(folder.path()));
    EXPECT_TRUE(storage::FolderLock::take(folder.path()));
}

} // namespace
