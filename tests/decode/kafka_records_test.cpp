#include <filesystem>
#include <set>

#include <gtest/gtest.h>

#include "decode/payloads.h"
#include "protocol/vectors.h"

using namespace decode;
using namespace payloads;

namespace {

std::string number(std::int16_t value) {
    return {static_cast<char>(value >> 8), static_cast<char>(value & 0xff)};
}

Input record(std::string_view topic, Side side, std::string bytes, std::string key = {}) {
    auto out = input(bytes, side);
    out.topic = topic;
    if (side == Side::Value)
        out.key = base::Buffer::copyOf(base::asBytes(key));
    return out;
}

/// Every vector of a struct, behind the number that Kafka's records put before it, reads as Kafka's JSON.
void expectAsKafka(const char* file, std::string_view decoder, Side side, std::int16_t type) {
    const auto folder = std::filesystem::path(TEST_DATA).parent_path() / "protocol" / "vectors" / "structs";
    const auto all = vectors::load(folder / (std::string("struct_") + file + ".jsonl"));
    ASSERT_FALSE(all.empty());
    for (const auto& vector : all) {
        const auto bytes = number(side == Side::Key ? type : vector.version) +
                           std::string(base::asText(vector.bytes.view()));
        const auto json = read(decoder, record({}, side, bytes, number(type)));
        EXPECT_EQ(vectors::difference(vector.json, json), "") << vector.where;
    }
}

TEST(KafkaRecords, ReadAsKafkasOwnClassesReadThem) {
    expectAsKafka("OffsetCommitKey", "kafka-offsets", Side::Key, 1);
    expectAsKafka("OffsetCommitKey", "kafka-offsets", Side::Key, 0);
    expectAsKafka("OffsetCommitValue", "kafka-offsets", Side::Value, 1);
    expectAsKafka("GroupMetadataKey", "kafka-offsets", Side::Key, 2);
    expectAsKafka("GroupMetadataValue", "kafka-offsets", Side::Value, 2);
    expectAsKafka("TransactionLogKey", "kafka-transactions", Side::Key, 0);
    expectAsKafka("TransactionLogValue", "kafka-transactions", Side::Value, 0);
}

TEST(KafkaRecords, KnowTheNewerGroups) {
    const std::pair<const char*, std::int16_t> values[] = {
        {"ConsumerGroupMetadata", 3},
        {"ConsumerGroupPartitionMetadata", 4},
        {"ConsumerGroupMemberMetadata", 5},
        {"ConsumerGroupTargetAssignmentMetadata", 6},
        {"ConsumerGroupTargetAssignmentMember", 7},
        {"ConsumerGroupCurrentMemberAssignment", 8},
        {"ShareGroupMemberMetadata", 10},
        {"ShareGroupMetadata", 11},
        {"ShareGroupTargetAssignmentMetadata", 12},
        {"ShareGroupTargetAssignmentMember", 13},
        {"ShareGroupCurrentMemberAssignment", 14},
        {"ShareGroupStatePartitionMetadata", 15},
        {"ConsumerGroupRegularExpression", 16},
        {"StreamsGroupMetadata", 17},
        {"StreamsGroupMemberMetadata", 19},
        {"StreamsGroupTargetAssignmentMetadata", 20},
        {"StreamsGroupTargetAssignmentMember", 21},
        {"StreamsGroupCurrentMemberAssignment", 22},
        {"StreamsGroupTopology", 23},
    };
    for (const auto& [name, type] : values)
        expectAsKafka((std::string(name) + "Value").c_str(), "kafka-offsets", Side::Value, type);
    EXPECT_EQ(read("kafka-offsets", record({}, Side::Key, number(5) + hex("0001 67 0001 6d"))),
              R"({"groupId":"g","memberId":"m"})");
    EXPECT_EQ(read("kafka-offsets", record({}, Side::Key, number(16) + hex("0001 67 0001 72"))),
              R"({"groupId":"g","regularExpression":"r"})");
    EXPECT_TRUE(
        read("kafka-offsets", record({}, Side::Key, number(3) + hex("0001 67 00"))).starts_with("error: "));
}

TEST(KafkaRecords, OpenWhatConsumersSentAndGot) {
    // GroupMetadataValue 3: "consumer", generation 1, protocol "range", leader "m", one member.
    const auto text = [](const std::string& s) { return number(static_cast<std::int16_t>(s.size())) + s; };
    const auto bytes = [](const std::string& s) {
        return number(0) + number(static_cast<std::int16_t>(s.size())) + s;
    };
    const auto subscription = number(0) + hex("00000001") + text("orders") + hex("ffffffff");
    const auto assignment = number(0) + hex("00000001") + text("orders") + hex("00000001 00000002 ffffffff");
    const auto value = number(3) + text("consumer") + hex("00000001") + text("range") + text("m") +
                       hex("0000000000000005 00000001") + text("m") + hex("ffff") + text("client") +
                       text("/127.0.0.1") + hex("000003e8 000007d0") + bytes(subscription) +
                       bytes(assignment);
    EXPECT_EQ(
        read("kafka-offsets", record("__consumer_offsets", Side::Value, value, number(2) + text("g"))),
        R"({"protocolType":"consumer","generation":1,"protocol":"range","leader":"m",)"
        R"("currentStateTimestamp":5,"members":[{"memberId":"m","groupInstanceId":null,)"
        R"("clientId":"client","clientHost":"/127.0.0.1","rebalanceTimeout":1000,"sessionTimeout":2000,)"
        R"("subscription":{"topics":["orders"],"userData":null},)"
        R"("assignment":{"assignedPartitions":[{"topic":"orders","partitions":[2]}],"userData":null}}]})");
}

TEST(KafkaRecords, AreTakenOnlyInTheirTopics) {
    const auto key = number(1) + hex("0001 67 0001 74 00000000");
    std::vector<Input> samples{record("__consumer_offsets", Side::Key, key)};
    EXPECT_EQ(guess(samples).decoder->id(), "kafka-offsets");
    EXPECT_EQ(decodeAny(samples[0]).layers[0].schema, "OffsetCommit");
    samples[0].topic = "mine";
    EXPECT_NE(guess(samples).decoder->id(), "kafka-offsets");
}

TEST(KafkaRecords, SayWhatIsMissing) {
    EXPECT_TRUE(read("kafka-offsets", record({}, Side::Key, "x")).starts_with("error: It is too short"));
    auto value = record({}, Side::Value, number(3) + "abc", number(99));
    EXPECT_EQ(read("kafka-offsets", value), "error: There is no record of type 99.");
    value.key.reset();
    EXPECT_NE(read("kafka-offsets", value).find("its key, which is null"), std::string::npos);
    EXPECT_TRUE(
        read("kafka-offsets", record({}, Side::Value, number(77) + "abc", number(1))).starts_with("error: "));
}

} // namespace
