#include <gtest/gtest.h>

#include "decode/payloads.h"

using namespace decode;
using namespace payloads;

namespace {

TEST(Path, NamesEveryNodeAndFindsItAgain) {
    const auto read = tree("json", R"({"a":{"b":[1,[2,{"c d":3}]]},"x'y\\":4,"a":5,"":6,"a":7,"grün":8})");
    for (Tree::Index node = 0; node < read.size(); ++node) {
        const auto path = Path::to(read, node);
        EXPECT_EQ(path.find(read), node) << path.text();
        const auto parsed = Path::parse(path.text());
        ASSERT_TRUE(parsed) << path.text();
        EXPECT_EQ(*parsed, path);
    }
}

TEST(Path, IsWrittenAsPeopleWriteIt) {
    const auto read = tree("json", R"({"a":{"b":[1,2]},"c d":3,"a":5})");
    EXPECT_EQ(Path::to(read, 0).text(), "$");
    EXPECT_EQ(Path::to(read, 4).text(), "$.a.b[1]");
    EXPECT_EQ(Path::to(read, 5).text(), "$['c d']");
    EXPECT_EQ(Path::to(read, 6).text(), "$.a#2");
}

TEST(Path, LeadsNowhereWhereThereIsNoSuchNode) {
    const auto read = tree("json", R"({"a":[1]})");
    for (const char* none : {"$.b", "$.a[1]", "$.a.b", "$[0]", "$.a#2", "$.a[0].x"})
        EXPECT_EQ(Path::parse(none)->find(read), Tree::none) << none;
}

TEST(Path, RefusesWhatIsNone) {
    for (const char* bad : {"", "a", "$.", "$a", "$[", "$[x]", "$[1", "$['a", "$['a'", "$.a#0", "$.a#",
                            "$..a", "$[99999999999]", "$ .a"}) {
        const auto path = Path::parse(bad);
        ASSERT_FALSE(path) << bad;
        EXPECT_EQ(path.error().name, "INVALID_PATH");
    }
}

TEST(CopyText, IsWhatStandsInTheSource) {
    const auto read = tree("json", R"({"o":{ "x" : 1.10 },"s":"a\"b","n":null})");
    const auto copied = [&](const char* path) {
        return copyText(read, Path::parse(path)->find(read), 1000).text;
    };
    EXPECT_EQ(copied("$.o"), R"({ "x" : 1.10 })");
    EXPECT_EQ(copied("$.o.x"), "1.10");
    EXPECT_EQ(copied("$.s"), "a\"b");
    EXPECT_EQ(copied("$.n"), "null");
}

} // namespace
