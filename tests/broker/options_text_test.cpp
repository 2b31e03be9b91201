#include <gmock/gmock.h>

#include "broker/options_text.h"

namespace broker {
namespace {

using testing::HasSubstr;

TEST(OptionsText, AddressesAreHostAndPort) {
    EXPECT_EQ(*parseHostPort("127.0.0.1:9093", 9092), (HostPort{"127.0.0.1", 9093}));
    EXPECT_EQ(*parseHostPort("kafka.example", 9092), (HostPort{"kafka.example", 9092}));
    EXPECT_EQ(*parseHostPort("[::1]:0", 9092), (HostPort{"::1", 0}));
    EXPECT_EQ((HostPort{"::1", 9092}).toString(), "[::1]:9092");
}

TEST(OptionsText, BadAddressesAreExplained) {
    EXPECT_THAT(parseHostPort("localhost:99999", 1).error().cause, HasSubstr("65535"));
    EXPECT_THAT(parseHostPort("localhost:http", 1).error().cause, HasSubstr("65535"));
    EXPECT_THAT(parseHostPort("::1:9092", 1).error().cause, HasSubstr("brackets"));
    EXPECT_THAT(parseHostPort(":9092", 1).error().cause, HasSubstr("host is missing"));
    EXPECT_FALSE(parseHostPort("[::1", 1).has_value());
}

TEST(OptionsText, SizesHaveUnits) {
    EXPECT_EQ(*parseSize("512"), 512);
    EXPECT_EQ(*parseSize("64k"), 64 << 10);
    EXPECT_EQ(*parseSize("2GiB"), std::int64_t{2} << 30);
    for (const auto* wrong : {"", "-1", "0", "12 parsecs", "9999999999T", "1.5G"})
        EXPECT_FALSE(parseSize(wrong).has_value()) << wrong;
}

TEST(OptionsText, PropertiesAreReadAsKafkaWritesThem) {
    const auto read = parseProperties("# a comment\nnum.partitions = 3\n\nlog.retention.ms:1000\r\n"
                                      "log.cleanup.policy=compact,\\\n   delete\n");
    ASSERT_TRUE(read.has_value());
    EXPECT_THAT(*read, testing::ElementsAre(testing::Pair("log.cleanup.policy", "compact,delete"),
                                            testing::Pair("log.retention.ms", "1000"),
                                            testing::Pair("num.partitions", "3")));
    EXPECT_THAT(parseProperties("a=1\nnonsense\n").error().cause, HasSubstr("line 2"));
}

} // namespace
} // namespace broker
