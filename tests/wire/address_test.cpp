#include <gtest/gtest.h>

#include "wire/address.h"

using wire::Address;
using wire::parseBootstrap;

TEST(Bootstrap, TakesSeveralAddressesWithAndWithoutPort) {
    const auto out = parseBootstrap(" one:19092 , two,[::1]:9093,, one:19092, PLAINTEXT://three:1");
    ASSERT_TRUE(out) << out.error().cause;
    EXPECT_EQ(*out, (std::vector<Address>{{"one", 19092}, {"two", 9092}, {"::1", 9093}, {"three", 1}}));
    EXPECT_EQ((*out)[2].toString(), "[::1]:9093");
}

TEST(Bootstrap, SaysWhatIsWrongWithAnAddress) {
    const std::pair<const char*, const char*> cases[] = {{"", "No address"},
                                                         {" , ", "No address"},
                                                         {":9092", "no host"},
                                                         {"host:", "not a number"},
                                                         {"host:0", "not a number"},
                                                         {"host:65536", "not a number"},
                                                         {"host:9x", "not a number"},
                                                         {"host:-1", "not a number"},
                                                         {"::1:9092", "more than one colon"},
                                                         {"[::1", "not closed"},
                                                         {"[::1]9092", "after the bracket"},
                                                         {"good:1,b ad:2", "not a host name"},
                                                         {"http://x/", "not a host name"}};
    for (const auto& [text, part] : cases) {
        const auto out = parseBootstrap(text);
        ASSERT_FALSE(out) << text;
        EXPECT_NE(out.error().cause.find(part), std::string::npos) << text << ": " << out.error().cause;
        EXPECT_FALSE(out.error().remedy.empty());
    }
}
