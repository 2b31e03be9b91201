#include <algorithm>
#include <filesystem>
#include <string>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "transfer/output_file.h"

using namespace transfer;

namespace {

class Pipe : public ::testing::Test {
protected:
    Pipe() {
        path = std::filesystem::path(::testing::TempDir()) / ("pipe-" + std::to_string(::getpid()));
        std::filesystem::remove(path);
        EXPECT_EQ(::mkfifo(path.c_str(), 0600), 0);
    }
    ~Pipe() override { std::filesystem::remove(path); }

    std::filesystem::path path;
};

TEST_F(Pipe, ThatNobodyReadsIsRefusedAndNotWaitedFor) {
    OutputFile file;
    const auto opened = file.open(path, Existing::Refuse, FileEnd());
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().name, "ENXIO");
    EXPECT_EQ(opened.error().remedy, "Nobody reads this pipe: start its reader first.");
}

TEST_F(Pipe, ThatIsReadIsWrittenTo) {
    const int reader = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    ASSERT_GE(reader, 0);
    {
        OutputFile file;
        ASSERT_TRUE(file.open(path, Existing::Replace));
        ASSERT_TRUE(file.write("a record\n"));
        ASSERT_TRUE(file.sync());
    }
    std::string read(32, '\0');
    read.resize(static_cast<std::size_t>(std::max<ssize_t>(0, ::read(reader, read.data(), read.size()))));
    EXPECT_EQ(read, "a record\n");
    ::close(reader);
}

} // namespace
