#include <chrono>
#include <fstream>

#include <gtest/gtest.h>

#include "protocol/records/compression.h"
#include "support/temporary_folder.h"
#include "transfer/line_count.h"

using namespace transfer;

namespace {

class Count : public ::testing::Test {
protected:
    /// −1, −1: it does not come.
    LineCount::Extent of(const std::string& content) {
        return LineCount::of(fileOf(content), stopping.get_token())
            .value_or(std::nullopt)
            .value_or(LineCount::Extent{-1, -1});
    }
    std::filesystem::path fileOf(const std::string& content) {
        auto path = folder.path() / "lines";
        std::ofstream(path, std::ios::binary) << content;
        return path;
    }
    std::stop_source stopping;
    test_support::TemporaryFolder folder;
};

std::string packed(protocol::Compression codec, const std::string& text) {
    const auto out = protocol::compress(codec, base::asBytes(text));
    return std::string(base::asText(base::ByteView(*out)));
}

TEST_F(Count, OfLinesAndBytesIsThatOfWhatWasPacked) {
    const std::string text = "a\n\nb\n" + std::string(3'000'000, 'x'); // hardly a byte of it takes room
    for (const auto& content :
         {text, packed(protocol::Compression::Gzip, text), packed(protocol::Compression::Zstd, text)}) {
        const auto extent = of(content);
        EXPECT_EQ(extent.lines, 4);
        EXPECT_EQ(extent.bytes, std::int64_t(text.size()));
    }
    EXPECT_EQ(of("").lines, 0);
}

TEST_F(Count, OfAFileThatIsCutOffDoesNotCome) {
    const auto whole = packed(protocol::Compression::Gzip, "a\nb\n");
    EXPECT_EQ(of(whole.substr(0, whole.size() - 5)).lines, -1);
}

TEST_F(Count, ThatIsStoppedDoesNotCome) {
    stopping.request_stop();
    EXPECT_EQ(of("a\nb\n").lines, -1);
}

TEST_F(Count, ComesWhileItsOwnerDoesSomethingElse) {
    const LineCount count(fileOf("a\nb\n"));
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!count.extent() && std::chrono::steady_clock::now() < until)
        std::this_thread::yield();
    ASSERT_TRUE(count.extent());
    EXPECT_EQ(count.extent()->lines, 2);
    EXPECT_EQ(count.extent()->bytes, 4);
}

} // namespace
