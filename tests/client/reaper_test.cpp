#include <atomic>
#include <filesystem>
#include <thread>

#include <gtest/gtest.h>

#include "client/reaper.h"

namespace {

using client::Reaper;

long threads() {
    const std::filesystem::directory_iterator all("/proc/self/task");
    return std::distance(begin(all), end(all));
}

TEST(Reaper, OneThatBuriesNothingHasNoThread) {
    const long before = threads();
    Reaper reaper;
    EXPECT_EQ(threads(), before);
    reaper.bury([] {});
    EXPECT_EQ(threads(), before + 1);
    reaper.bury([] {});
    EXPECT_EQ(threads(), before + 1);
}

TEST(Reaper, WaitsForTheLastAndBuriesElsewhere) {
    std::atomic<int> buried = 0;
    std::atomic<bool> isElsewhere = true;
    {
        Reaper reaper;
        for (int i = 0; i < 100; ++i)
            reaper.bury([&, here = std::this_thread::get_id()] {
                if (std::this_thread::get_id() == here)
                    isElsewhere = false;
                ++buried;
            });
    }
    EXPECT_EQ(buried, 100);
    EXPECT_TRUE(isElsewhere);
}

} // namespace
