#include <algorithm>
#include <tuple>

#include <gmock/gmock.h>

#include "base/byte_writer.h"
#include "protocol/messages/03_metadata.h"
#include "protocol/messages/18_api_versions.h"
#include "record_talk.h"

namespace record_talk {
namespace {

/// API key, lowest and highest version.
using Advertised = std::tuple<std::int16_t, std::int16_t, std::int16_t>;

class WireSemantics : public testing::Test {
protected:
    static void SetUpTestSuite() { s_broker = new broker_test::ServedBroker; }
    static void TearDownTestSuite() { delete std::exchange(s_broker, nullptr); }

    static base::Bytes frame(std::int16_t key, std::int16_t version, const base::Bytes& rest) {
        base::Bytes out(4 + 8 + rest.size());
        base::storeBigEndian<std::int32_t>(out.data(), static_cast<std::int32_t>(8 + rest.size()));
        base::storeBigEndian(out.data() + 4, key);
        base::storeBigEndian(out.data() + 6, version);
        base::storeBigEndian<std::int32_t>(out.data() + 8, 77);
        std::ranges::copy(rest, out.begin() + 12);
        return out;
    }
    static protocol::ApiVersionsRequest software(const std::string& name, const std::string& version) {
        protocol::ApiVersionsRequest request;
        request.clientSoftwareName = name;
        request.clientSoftwareVersion = version;
        return request;
    }

    static inline broker_test::ServedBroker* s_broker = nullptr;
    Talker talker{s_broker->address()};
};

TEST_F(WireSemantics, S77ATooNewApiVersionsIsAnsweredInVersion0) {
    talker.client.sendBytes(frame(18, 99, {0, 1, 'x', 0, 1, 2, 3}));
    const auto answer = talker.client.receiveFrame();
    ASSERT_GE(answer.size(), 4u);
    EXPECT_EQ(base::loadBigEndian<std::int32_t>(answer.data()), 77);
    const auto response =
        protocol::decode<protocol::ApiVersionsResponse>(answer.slice(4, answer.size() - 4), 0);
    ASSERT_TRUE(response.has_value());
    EXPECT_EQ(errorOf(response->errorCode), ErrorCode::UNSUPPORTED_VERSION);
    ASSERT_EQ(response->apiKeys.size(), 1u);
    EXPECT_EQ(response->apiKeys[0].apiKey, 18);
}

TEST_F(WireSemantics, S77BadSoftwareNamesAreInvalid) {
    const auto code = [&](const std::string& name, const std::string& version) {
        return errorOf(
            talker.client.call<protocol::ApiVersionsResponse>(software(name, version), 3).errorCode);
    };
    EXPECT_EQ(code("apache-kafka-java", "4.3.1"), ErrorCode::NONE);
    EXPECT_EQ(code("", "1"), ErrorCode::INVALID_REQUEST);
    EXPECT_EQ(code("a b", "1"), ErrorCode::INVALID_REQUEST);
    EXPECT_EQ(code("name", "-1"), ErrorCode::INVALID_REQUEST);
}

TEST_F(WireSemantics, S78UnknownTagsAreSkippedAndTheClientIdIsAnOldString) {
    // ApiVersions 3: header version 2 with an unknown tag 100, body of two compact strings and an unknown
    // tag 7.
    talker.client.sendBytes(frame(18, 3, {0, 1, 'c', 1, 100, 2, 9, 9, 2, 'a', 2, '1', 1, 7, 1, 5}));
    const auto answer = talker.client.receiveFrame();
    const auto response =
        protocol::decode<protocol::ApiVersionsResponse>(answer.slice(4, answer.size() - 4), 3);
    ASSERT_TRUE(response.has_value());
    EXPECT_EQ(errorOf(response->errorCode), ErrorCode::NONE);
}

TEST_F(WireSemantics, BytesAfterARequestAreIgnoredAsNewerLibrdkafkaLeavesSome) {
    // Metadata 12 for all topics, header version 2, and three bytes that belong to nothing.
    const base::Bytes allTopics{0, 1, 'c', 0, 0, 0, 0, 0};
    for (const std::size_t left : {0, 3}) {
        auto body = allTopics;
        body.resize(body.size() + left);
        talker.client.sendBytes(frame(3, 12, body));
        const auto answer = talker.client.receiveFrame();
        ASSERT_GE(answer.size(), 5u) << left << " bytes after it";
        const auto response =
            protocol::decode<protocol::MetadataResponse>(answer.slice(5, answer.size() - 5), 12);
        ASSERT_TRUE(response.has_value()) << response.error().cause;
        EXPECT_EQ(response->brokers.size(), 1u);
    }
}

TEST_F(WireSemantics, S79OtherUnsupportedKeysAndVersionsCloseTheConnection) {
    for (const auto& [key, version] :
         std::vector<std::pair<std::int16_t, std::int16_t>>{{3, 99}, {999, 0}, {0, 2}, {-1, 0}}) {
        Talker hostile(s_broker->address());
        hostile.client.sendBytes(frame(key, version, {0xff, 0xff, 0, 0, 0, 0}));
        EXPECT_TRUE(hostile.client.isClosedByPeer()) << key << " version " << version;
    }
}

TEST_F(WireSemantics, S79NegativeAndHugeFramesCloseTheConnection) {
    for (const std::int32_t size : {-1, -2147483647, 104857601, 2147483647}) {
        Talker hostile(s_broker->address());
        base::Bytes length(4);
        base::storeBigEndian(length.data(), size);
        hostile.client.sendBytes(length);
        EXPECT_TRUE(hostile.client.isClosedByPeer()) << size;
    }
}

// Floors as in Kafka 3.9, so that old clients go on, though Fetch begins where records have batches; ceilings
// as in Kafka 4.3. Produce 0 to 2 are advertised, as Kafka does, for clients that look there for compression.
const std::vector<Advertised> served{
    {0, 0, 13}, {1, 4, 18}, {2, 0, 11}, {3, 0, 13}, {8, 0, 10}, {9, 0, 10}, {10, 0, 6},
    {11, 0, 9}, {12, 0, 4}, {13, 0, 5}, {14, 0, 5}, {15, 0, 6}, {16, 0, 5}, {18, 0, 4},
    {19, 0, 7}, {20, 0, 6}, {21, 0, 2}, {22, 0, 5}, {23, 0, 4}, {32, 0, 4}, {33, 0, 2},
    {35, 0, 5}, {37, 0, 3}, {42, 0, 2}, {44, 0, 1}, {60, 0, 2},
};

TEST_F(WireSemantics, NothingIsAdvertisedThatIsNotServed) {
    const auto response = talker.client.call<protocol::ApiVersionsResponse>(software("test", "1"), 3);
    std::vector<Advertised> told;
    for (const auto& api : response.apiKeys)
        told.push_back({api.apiKey, api.minVersion, api.maxVersion});
    std::ranges::sort(told);
    if (!broker_test::ServedBroker::isForeign()) {
        EXPECT_EQ(told, served);
        return;
    }
    // Kafka serves more keys and, since 4.0, fewer old versions.
    for (const auto& [key, lowest, highest] : served) {
        const auto theirs = std::ranges::find(told, key, [](const auto& api) { return std::get<0>(api); });
        ASSERT_NE(theirs, told.end()) << key;
        EXPECT_GE(std::get<1>(*theirs), lowest) << key;
        EXPECT_EQ(std::get<2>(*theirs), highest) << key;
    }
}

} // namespace
} // namespace record_talk
