#include <gtest/gtest.h>

#include "protocol/api_list.h"
#include "protocol/codec.h"
#include "protocol/framing.h"
#include "protocol/messages/00_produce.h"
#include "protocol/messages/01_fetch.h"
#include "protocol/messages/03_metadata.h"
#include "protocol/messages/12_heartbeat.h"
#include "protocol/messages/18_api_versions.h"
#include "protocol/messages/19_create_topics.h"
#include "protocol/vectors.h"

namespace {

using namespace protocol;

FetchResponse fetchOf(base::Buffer records) {
    FetchResponse response;
    auto& partition = response.responses.emplace_back().partitions.emplace_back();
    response.responses[0].topic = "orders";
    partition.records = std::move(records);
    return response;
}

base::Bytes joined(const Frame& frame) {
    base::Bytes out;
    for (const auto& piece : frame.pieces)
        out.insert(out.end(), piece.view().begin(), piece.view().end());
    return out;
}

} // namespace

TEST(Codec, aValueThatAVersionCannotSayIsAnError) {
    HeartbeatRequest request;
    request.groupInstanceId = "static";
    const auto refused = tryEncode(request, 2);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().name, "UNSUPPORTED_VERSION");
    EXPECT_EQ(refused.error().cause,
              "HeartbeatRequest: groupInstanceId has no place in this version (version 2)");
    EXPECT_TRUE(tryEncode(request, 3));
}

TEST(Codec, anIgnorableValueIsDroppedWhereItHasNoPlace) {
    FetchRequest request;
    request.rackId = "rack-a"; // from version 11 on, ignorable
    EXPECT_TRUE(tryEncode(request, 4));
    MetadataResponse response;
    response.clusterId = "c";
    const auto old = decode<MetadataResponse>(base::Buffer(encode(response, 1)), 1);
    ASSERT_TRUE(old);
    EXPECT_EQ(old->clusterId, std::nullopt);
}

TEST(Codec, nullWhereAVersionHasNoneIsAnErrorAndEmptyInAnswers) {
    MetadataRequest request;
    request.topics = std::nullopt;
    EXPECT_EQ(tryEncode(request, 0).error().cause,
              "MetadataRequest: topics is null, which this version cannot say (version 0)");
    EXPECT_EQ(encode(request, 0), (base::Bytes{0, 0, 0, 0}));
    EXPECT_EQ(encode(request, 1), (base::Bytes{0xff, 0xff, 0xff, 0xff}));
}

TEST(Codec, aStringIsAtMost32767Bytes) {
    HeartbeatRequest request;
    request.groupId.assign(32768, 'g');
    EXPECT_EQ(tryEncode(request, 4).error().cause,
              "HeartbeatRequest: groupId is longer than 32767 bytes (version 4)");
    request.groupId.pop_back();
    const auto bytes = tryEncode(request, 4);
    ASSERT_TRUE(bytes);
    EXPECT_EQ(decode<HeartbeatRequest>(base::Buffer(*bytes), 4)->groupId.size(), 32767u);
}

TEST(Codec, membersStartAtKafkasDefaults) {
    EXPECT_EQ(FetchRequest{}.maxBytes, 2147483647);
    EXPECT_EQ(FetchRequest{}.sessionEpoch, -1);
    EXPECT_EQ(CreateTopicsRequest{}.timeoutMs, 60000);
    EXPECT_EQ(MetadataRequest{}.allowAutoTopicCreation, true);
    EXPECT_EQ(MetadataResponse{}.clusterAuthorizedOperations, -2147483647 - 1);
}

TEST(Codec, recordsAreSlicesOfTheFrameAndNotCopies) {
    const base::Buffer body(encode(fetchOf(base::Buffer(base::Bytes(100000, 7))), 4));
    const auto response = decode<FetchResponse>(body, 4);
    ASSERT_TRUE(response);
    const auto& records = *response->responses[0].partitions[0].records;
    EXPECT_EQ(records.size(), 100000u);
    EXPECT_GE(records.data(), body.data());
    EXPECT_LE(records.data() + records.size(), body.data() + body.size());
}

TEST(Codec, jsonNamesWhatTheVersionHas) {
    auto response = fetchOf(base::Buffer(base::Bytes(10)));
    response.responses[0].partitions[0].highWatermark = 9007199254740993; // no double holds it
    const auto json = toJson(response, 0);
    EXPECT_EQ(vectors::difference(
                  R"({"responses":[{"topic":"orders","partitions":[{"partitionIndex":0,"errorCode":0,
        "highWatermark":9007199254740993,"records":""}]}]})",
                  json),
              "");
    EXPECT_NE(json.find("\"recordsSizeInBytes\":10"), std::string::npos);
}

TEST(Codec, jsonEscapesWhatIsNoText) {
    HeartbeatRequest request;
    request.groupId = "a\"\\\n\xff\xc3\xa4\xed\xa0\x80";
    const auto json = toJson(request, 0);
    EXPECT_NE(json.find(R"("groupId":"a\"\\\u000a)"
                        "\xef\xbf\xbd\xc3\xa4\xef\xbf\xbd"),
              std::string::npos)
        << json;
}

TEST(Codec, equalityLooksAtEveryField) {
    auto a = fetchOf(base::Buffer(base::Bytes{1, 2, 3}));
    auto b = fetchOf(base::Buffer(base::Bytes{1, 2, 3}));
    EXPECT_TRUE(equal(a, b));
    b.responses[0].partitions[0].snapshotId.epoch = 4;
    EXPECT_FALSE(equal(a, b));
}

TEST(Framing, aRequestIsReadBackWithItsHeader) {
    HeartbeatRequest request;
    request.groupId = "g";
    for (const std::int16_t version : {std::int16_t{0}, std::int16_t{4}}) {
        const auto frame =
            encodeRequest({.requestApiVersion = version, .correlationId = 42, .clientId = "me"}, request);
        ASSERT_TRUE(frame);
        EXPECT_EQ(base::loadBigEndian<std::int32_t>(frame->data()),
                  static_cast<std::int32_t>(frame->size() - 4));
        const auto body = base::Buffer(*frame).slice(4, frame->size() - 4);
        const auto header = decodeRequestHeader(body);
        ASSERT_TRUE(header);
        EXPECT_EQ(header->header.requestApiKey, 12);
        EXPECT_EQ(header->header.correlationId, 42);
        EXPECT_EQ(header->header.clientId, "me");
        const auto rest = body.slice(header->bodyOffset, body.size() - header->bodyOffset);
        EXPECT_EQ(decode<HeartbeatRequest>(rest, version)->groupId, "g");
    }
}

TEST(Framing, aResponseInPiecesIsTheResponseInOnePiece) {
    const base::Buffer records(base::Bytes(100000, 7));
    for (const std::int16_t version : {std::int16_t{4}, std::int16_t{12}}) {
        const auto response = fetchOf(records);
        const auto whole = encodeResponse(9, version, response);
        const auto frame = encodeResponseFrame(9, version, response);
        EXPECT_EQ(frame.pieces.size(), version == 4 ? 2u : 3u); // flexible: tags follow the records
        EXPECT_EQ(frame.pieces[1].data(), records.data());
        EXPECT_EQ(frame.size, whole.size());
        EXPECT_EQ(joined(frame), whole);
        EXPECT_EQ(base::loadBigEndian<std::int32_t>(whole.data()),
                  static_cast<std::int32_t>(whole.size() - 4));
        const auto header =
            decodeResponseHeader(base::Buffer(whole).slice(4, whole.size() - 4), ApiKey::Fetch, version);
        ASSERT_TRUE(header);
        EXPECT_EQ(header->correlationId, 9);
        EXPECT_EQ(header->bodyOffset, version == 4 ? 4u : 5u);
    }
}

TEST(Framing, headersFollowTheFlexibleVersionsExceptForApiVersions) {
    EXPECT_EQ(requestHeaderVersion(ApiKey::Fetch, 11), 1);
    EXPECT_EQ(requestHeaderVersion(ApiKey::Fetch, 12), 2);
    EXPECT_EQ(responseHeaderVersion(ApiKey::Fetch, 11), 0);
    EXPECT_EQ(responseHeaderVersion(ApiKey::Fetch, 12), 1);
    EXPECT_EQ(requestHeaderVersion(ApiKey::ApiVersions, 3), 2);
    EXPECT_EQ(responseHeaderVersion(ApiKey::ApiVersions, 3), 0);
}

TEST(Framing, anUnknownVersionStillHasAHeaderButAnUnknownKeyHasNone) {
    const auto newer = decodeRequestHeader(base::Buffer({0, 18, 0, 99, 0, 0, 0, 1, 0xff, 0xff, 0}));
    ASSERT_TRUE(newer) << newer.error().cause;
    EXPECT_EQ(newer->header.requestApiVersion, 99);
    EXPECT_EQ(newer->header.clientId, std::nullopt);
    EXPECT_EQ(decodeRequestHeader(base::Buffer({0x7f, 0, 0, 0, 0, 0, 0, 1, 0xff, 0xff})).error().cause,
              "API key 32512 is unknown");
    EXPECT_FALSE(decodeRequestHeader(base::Buffer(base::Bytes{0, 18, 0})));
    EXPECT_FALSE(decodeRequestHeader(base::Buffer({0, 18, 0, 3, 0, 0, 0, 1, 0x7f, 0xff, 'x'})));
}

TEST(ApiList, knowsNamesAndVersions) {
    const auto* fetch = findApi(ApiKey::Fetch);
    ASSERT_NE(fetch, nullptr);
    EXPECT_EQ(fetch->name, "Fetch");
    EXPECT_EQ(fetch->versions.newest, 18);
    EXPECT_EQ(findApi(ApiKey{32000}), nullptr);
    EXPECT_EQ(apiName(ApiKey::OffsetForLeaderEpoch), "OffsetForLeaderEpoch");
    EXPECT_EQ(apiName(ApiKey{32000}), "unknown API");
}
