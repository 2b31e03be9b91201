#include <csignal>

#include <gmock/gmock.h>
#include <sys/resource.h>

#include "storage/fixture.h"

namespace storage_test {
namespace {

namespace fs = std::filesystem;

/// While it lives no file grows.
class FullDisk {
public:
    FullDisk() {
        m_before = std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_limit);
        const rlimit none{0, m_limit.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &none);
    }
    ~FullDisk() {
        ::setrlimit(RLIMIT_FSIZE, &m_limit);
        std::signal(SIGXFSZ, m_before);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit m_limit{};
    void (*m_before)(int) = nullptr;
};

class FullDiskTest : public testing::Test {
protected:
    StoreFixture m{Kind::Folder};
};

TEST_F(FullDiskTest, PartitionsThatCannotAllBeAddedLeaveNothing) {
    m.fill(m.makeTopic("t", 2), 5);
    {
        const FullDisk full;
        EXPECT_FALSE(m.store().addPartitions("t", 4));
        EXPECT_FALSE(m.store().createTopic("u", base::Uuid::random(), 2, {}, m.config));
    }
    fs::create_directory(m.folder() / "t-3"); // the second new one cannot be made
    writeFile(m.folder() / "t-3" / "notes", "mine");
    EXPECT_FALSE(m.store().addPartitions("t", 5));
    for (const auto* name : {"t-2", "t-4", "u-0", "u-1"})
        EXPECT_FALSE(fs::exists(m.folder() / name)) << name;
    EXPECT_EQ(m.store().topics()[0].partitions.size(), 2u);
    fs::remove_all(m.folder() / "t-3");
    m.die();
    m.open();
    ASSERT_EQ(m.store().topics().size(), 1u);
    EXPECT_EQ(m.store().topics()[0].partitions.size(), 2u);
    EXPECT_EQ(readAll(m.log(), Offset(0)).size(), 5u);
    EXPECT_TRUE(m.store().addPartitions("t", 4));
}

TEST_F(FullDiskTest, AFullDiskCanBeStartedOn) {
    m.fill(m.makeTopic(), 5);
    const auto first = m.store().nextProducerIdBlock();
    ASSERT_TRUE(first);
    m.stopCleanly();
    {
        const FullDisk full;
        m.open();
        EXPECT_FALSE(m.store().nextProducerIdBlock());
        EXPECT_EQ(readAll(m.log(), Offset(0)).size(), 5u);
        ASSERT_TRUE(m.store().deleteTopic("t"));
    }
    const auto next = m.store().nextProducerIdBlock();
    ASSERT_TRUE(next);
    EXPECT_GT(*next, *first);
}

TEST_F(FullDiskTest, IndexesThatCannotBeWrittenDoNotKeepItFromStarting) {
    m.config.indexIntervalBytes = 300;
    m.fill(m.makeTopic(), 100, 60);
    m.die();
    {
        const FullDisk full;
        m.open();
    }
    EXPECT_THAT(m.store().recoveryReport(),
                testing::ElementsAre(testing::HasSubstr("an index is incomplete")));
    EXPECT_EQ(readAll(m.log(), Offset(0)).size(), 100u);
    EXPECT_EQ(readAll(m.log(), Offset(70)).size(), 30u);
    m.fill(m.log(), 10, 60);
    m.stopCleanly();
    m.open();
    EXPECT_EQ(readAll(m.log(), Offset(0)).size(), 110u);
}

} // namespace
} // namespace storage_test
