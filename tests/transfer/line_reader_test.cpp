#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "protocol/records/compression.h"
#include "support/temporary_folder.h"
#include "transfer/line_reader.h"

using namespace transfer;

namespace {

class Lines : public ::testing::Test {
protected:
    std::filesystem::path file(const std::string& content) {
        const auto path = folder.path() / "lines";
        std::ofstream(path, std::ios::binary) << content;
        return path;
    }
    static std::vector<std::string> all(const std::filesystem::path& path, std::int64_t from = 0) {
        LineReader reader;
        EXPECT_TRUE(reader.open(path, from));
        std::vector<std::string> out;
        for (;;) {
            const auto line = reader.next();
            if (!line || !*line)
                return out;
            EXPECT_GE((*line)->readable, (*line)->text.size() + LineReader::padding);
            EXPECT_EQ((*line)->end - (*line)->start >= std::int64_t((*line)->text.size()), true);
            out.emplace_back((*line)->text);
        }
    }
    /// −1: they cannot all be read.
    int countOf(const std::string& content) {
        LineReader reader;
        EXPECT_TRUE(reader.open(file(content), 0));
        for (int count = 0;; ++count) {
            const auto line = reader.next();
            if (!line)
                return -1;
            if (!*line)
                return count;
        }
    }
    test_support::TemporaryFolder folder;
};

std::string gzip(std::string_view text) {
    const auto packed = protocol::compress(protocol::Compression::Gzip, base::asBytes(text));
    return std::string(base::asText(base::ByteView(*packed)));
}

TEST_F(Lines, OfGzipEndBeforeTheZerosThatFillItUp) {
    EXPECT_EQ(countOf(gzip("a\nb\n") + std::string(10'240, '\0')), 2);
    EXPECT_EQ(countOf(gzip("a\n") + std::string(600'000, '\0') + gzip("b\n") + '\0'), 2);
    EXPECT_EQ(countOf(gzip("a\n") + std::string(512, '\0') + "no gzip"), -1);
}

TEST_F(Lines, AreReadWithAndWithoutALastEnd) {
    using Strings = std::vector<std::string>;
    EXPECT_EQ(all(file("a\n\nb\n")), (Strings{"a", "", "b"}));
    EXPECT_EQ(all(file("a\nb")), (Strings{"a", "b"}));
    EXPECT_EQ(all(file("")), Strings{});
    EXPECT_EQ(all(file("abc\ndef\n"), 4), Strings{"def"});
}

TEST_F(Lines, MayBeLongerThanTheBuffer) {
    std::string content;
    std::vector<std::string> expected;
    for (const std::size_t size : {10U, 3'000'000U, 0U, 1'048'576U, 5U}) {
        expected.emplace_back(size, 'x');
        content += expected.back() + "\n";
    }
    EXPECT_EQ(all(file(content)), expected);
}

TEST_F(Lines, OfAFileThatIsNotThereAreAnError) {
    LineReader reader;
    EXPECT_EQ(reader.open(folder.path() / "none", 0).error().name, "ENOENT");
    LineReader other;
    EXPECT_EQ(other.open(folder.path(), 0).error().name, "EISDIR");
}

TEST_F(Lines, OfAPipeOrADeviceAreNotWaitedFor) {
    const auto pipe = folder.path() / "pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    LineReader reader;
    EXPECT_EQ(reader.open(pipe, 0).error().name, "NO_REGULAR_FILE");
    LineReader other;
    EXPECT_EQ(other.open("/dev/zero", 0).error().name, "NO_REGULAR_FILE");
}

TEST_F(Lines, OneThatIsTooLongIsCutAndPassed) {
    const std::size_t size = LineReader::longestLine + (5U << 20);
    const auto path = file("a\n" + std::string(size, 'x') + "\nb\nc");
    LineReader reader;
    ASSERT_TRUE(reader.open(path, 0));
    ASSERT_FALSE(reader.next().value().value().isTooLong());
    const auto longLine = reader.next().value().value();
    EXPECT_TRUE(longLine.isTooLong());
    EXPECT_EQ(longLine.bytes, std::int64_t(size));
    EXPECT_EQ(longLine.start, 2);
    EXPECT_EQ(longLine.end, std::int64_t(size) + 3);
    EXPECT_TRUE(longLine.text.starts_with("xxx"));
    const auto next = reader.next().value().value();
    EXPECT_EQ(next.text, "b");
    EXPECT_EQ(next.start, longLine.end);
    EXPECT_EQ(reader.next().value().value().text, "c");
    EXPECT_FALSE(reader.next().value());
}

} // namespace
