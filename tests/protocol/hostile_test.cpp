// What no honest client sends: cut, changed and lying bytes.

#include <gtest/gtest.h>

#include "protocol/api_types.h"
#include "protocol/codec.h"
#include "protocol/counting_new.h"
#include "protocol/vectors.h"

namespace {

using namespace protocol;

/// Bytes that decoding asks operator new for, error texts included.
template <class M>
std::size_t allocationOf(const base::Buffer& body, std::int16_t version, bool* decoded = nullptr) {
    const auto before = bytesAllocated();
    const auto message = decode<M>(body, version);
    if (decoded)
        *decoded = message.has_value();
    return bytesAllocated() - before;
}

/// A message in memory is larger than on the wire by what its types take: a list of empty strings is the
/// worst, with 40 bytes each for one, and growing takes as much again. Beyond that only what an error text
/// takes.
std::size_t mostFor(std::size_t bytes) {
    return 4096 + 128 * bytes;
}

template <class M>
void expectHarmless(const vectors::Vector& vector) {
    const auto body = vector.bytes;
    const auto whole = allocationOf<M>(body, vector.version);
    EXPECT_LE(whole, mostFor(body.size())) << vector.where;
    for (std::size_t cut = 0; cut < body.size(); ++cut) {
        bool decoded = false;
        EXPECT_LE(allocationOf<M>(body.slice(0, cut), vector.version, &decoded), mostFor(cut))
            << vector.where;
        EXPECT_FALSE(decoded) << vector.where << " cut after " << cut << " bytes";
    }
    // Long vectors are changed at every seventh byte, which still meets each of their fields.
    const std::size_t step = body.size() > 300 ? 7 : 1;
    base::Bytes changed(body.view().begin(), body.view().end());
    for (std::size_t at = 0; at < body.size(); at += step)
        for (const std::uint8_t byte :
             {std::uint8_t{0x00}, std::uint8_t{0x7f}, std::uint8_t{0x80}, std::uint8_t{0xff}}) {
            const auto good = std::exchange(changed[at], byte);
            EXPECT_LE(allocationOf<M>(base::Buffer(changed), vector.version), mostFor(body.size()))
                << vector.where;
            changed[at] = good;
        }
}

template <class M>
std::string causeOf(base::Bytes body, std::int16_t version) {
    const auto message = decode<M>(base::Buffer(std::move(body)), version);
    return message ? "decoded" : message.error().cause;
}

} // namespace

TEST(HostileMessages, everyCutAndChangedVectorIsReadOrRefusedInItsOwnSpace) {
    AllApis::forEach([]<class A>(A) {
        for (const auto& vector :
             vectors::load(vectors::fileOfApi(static_cast<std::int16_t>(A::Request::apiKey))))
            if (vector.request)
                expectHarmless<typename A::Request>(vector);
            else
                expectHarmless<typename A::Response>(vector);
    });
}

TEST(HostileMessages, aListThatAnnouncesMoreThanIsLeftAllocatesNothingForIt) {
    // Metadata 1: a list of 2147483647 topics in four bytes and some.
    base::Bytes body{0x7f, 0xff, 0xff, 0xff};
    body.resize(1000);
    EXPECT_LE(allocationOf<MetadataRequest>(base::Buffer(body), 1), 4096u);
    // DeleteTopics 4 (flexible): the same as a varint.
    base::Bytes flexible{0xff, 0xff, 0xff, 0xff, 0x0f};
    flexible.resize(1000);
    EXPECT_LE(allocationOf<DeleteTopicsRequest>(base::Buffer(flexible), 4), 4096u);
}

TEST(HostileMessages, aListIsGivenRoomOnlyAsItsElementsCome) {
    // A list that could just fit, of elements that end after the first.
    base::Bytes body{0x00, 0x00, 0x80, 0x00, 0x00, 0x01, 'a', 0xff, 0xff};
    body.resize(100000, 0xff);
    EXPECT_LE(allocationOf<MetadataRequest>(base::Buffer(body), 1), 100000u + 4096u + 16u);
}

TEST(HostileMessages, manySmallElementsTakeNoMoreThanTheirRoom) {
    // Two bytes each on the wire, and all of them are there: 20 million topics without a name.
    constexpr std::size_t count = 20'000'000;
    base::Bytes body(4 + 2 * count);
    base::storeBigEndian(body.data(), static_cast<std::int32_t>(count));
    const base::Buffer frame(std::move(body));
    for (const auto& read : {decode<MetadataRequest>, decodeRequest<MetadataRequest>}) {
        const auto before = bytesAllocated();
        const auto message = read(frame, 1);
        EXPECT_LE(bytesAllocated() - before, 4096u);
        ASSERT_FALSE(message);
        EXPECT_NE(message.error().cause.find("announces 20000000 elements, which would take"),
                  std::string::npos)
            << message.error().cause;
    }
}

TEST(HostileMessages, listsWithinListsShareTheRoom) {
    // Two million bytes each: sixteen fit.
    constexpr std::int32_t topics = 100, partitions = 500'000;
    base::Bytes body{0, 1, 'g'}; // OffsetFetch 0: group, topics of a name and partitions
    const auto number = [&body](std::int32_t value) {
        base::Bytes four(4);
        base::storeBigEndian(four.data(), value);
        body.insert(body.end(), four.begin(), four.end());
    };
    number(topics);
    for (int i = 0; i < topics; ++i) {
        body.insert(body.end(), {0, 1, 't'});
        number(partitions);
        body.resize(body.size() + 4 * std::size_t{partitions});
    }
    const auto message = decodeRequest<OffsetFetchRequest>(base::Buffer(std::move(body)), 0);
    ASSERT_FALSE(message);
    EXPECT_NE(message.error().cause.find("topics[16].partitionIndexes announces 500000 elements"),
              std::string::npos)
        << message.error().cause;
}

TEST(HostileMessages, theErrorTellsFieldPlaceAndReason) {
    EXPECT_EQ(causeOf<MetadataRequest>({0, 0, 0, 2, 0, 1, 'a', 0, 9, 'b'}, 1),
              "MetadataRequest: topics[1].name announces 9 bytes, but 1 are left, at byte 9 of 10");
    EXPECT_EQ(causeOf<MetadataRequest>({0xff, 0xff, 0xff, 0xff}, 0),
              "MetadataRequest: topics is null, which this version does not allow, at byte 4 of 4");
    EXPECT_EQ(causeOf<MetadataRequest>({0xff, 0xff, 0xff, 0xfe}, 1),
              "MetadataRequest: topics has the negative length -2, at byte 4 of 4");
    EXPECT_EQ(causeOf<HeartbeatRequest>({0, 1, 'g', 0, 0}, 0),
              "HeartbeatRequest: generationId is cut off, at byte 3 of 5");
    EXPECT_EQ(causeOf<ListGroupsRequest>({1, 2, 3}, 0),
              "ListGroupsRequest 3 bytes are left over after the message, at byte 0 of 3");
    EXPECT_NE(causeOf<ListGroupsRequest>({}, 99).find("has no version 99"), std::string::npos);
}

TEST(HostileMessages, taggedFieldsOfNewerVersionsAreSkipped) {
    // Heartbeat response 4: throttle time, error, then one field of the unknown tag 77 with three bytes.
    const auto message = decode<HeartbeatResponse>(base::Buffer({0, 0, 0, 5, 0, 25, 1, 77, 3, 1, 2, 3}), 4);
    ASSERT_TRUE(message) << message.error().cause;
    EXPECT_EQ(message->throttleTimeMs, 5);
    EXPECT_EQ(message->errorCode, 25);
    EXPECT_EQ(causeOf<HeartbeatResponse>({0, 0, 0, 5, 0, 25, 1, 77, 4, 1, 2, 3}, 4),
              "HeartbeatResponse a tagged field does not fit the bytes that are left, at byte 9 of 12");
    EXPECT_EQ(
        causeOf<HeartbeatResponse>({0, 0, 0, 5, 0, 25, 0x7f}, 4),
        "HeartbeatResponse the number of tagged fields does not fit the bytes that are left, at byte 7 of 7");
}

TEST(HostileMessages, aTaggedFieldMustEndWhereItsSizeSays) {
    // ApiVersions response 3: no error, no keys, throttle time, then tag 1 (an int64) in nine bytes.
    const auto cause =
        causeOf<ApiVersionsResponse>({0, 0, 1, 0, 0, 0, 0, 1, 1, 9, 0, 0, 0, 0, 0, 0, 0, 7, 0}, 3);
    EXPECT_NE(cause.find("tagged field 1 does not end where its size says"), std::string::npos) << cause;
}
