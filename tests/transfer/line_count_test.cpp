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
        const auto path = folder.path() / "lines";
        std::ofstream(path, std::ios::binary) << content;
        const LineCount count(path);
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!count.ended() && std::chrono::steady_clock::now() < until)
            std::this_thread::yield();
        EXPECT_TRUE(count.ended());
        return count.extent().value_or(LineCount::Extent{-1, -1});
    }
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

} // namespace
