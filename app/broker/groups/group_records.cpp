#include "broker/groups/group_records.h"

#include <limits>
#include <utility>

#include <fmt/format.h>

#include "protocol/codec.h"
#include "protocol/structs/offset_commit_value.h"

namespace broker::groups {

namespace {

constexpr std::int16_t keyVersion = 0;
constexpr std::int16_t groupValueVersion = 3;
constexpr std::int16_t offsetValueVersion = 4;
constexpr std::int16_t offsetValueVersionWithExpiry = 1;
/// Kafka 0.8 to 3 wrote offset keys of type 0 as well; they read the same.
constexpr std::int16_t oldOffsetKey = 0;

/// Record types and versions stand in two bytes before what they speak of.
template <class M>
base::Bytes encodeAfterPrefix(const M& message, std::int16_t version, std::int16_t prefix) {
    auto bytes = protocol::encode(message, version);
    const auto bits = static_cast<std::uint16_t>(prefix);
    bytes.insert(bytes.begin(), {static_cast<std::uint8_t>(bits >> 8), static_cast<std::uint8_t>(bits)});
    return bytes;
}

base::Bytes offsetKey(const std::string& group, const std::string& topic, std::int32_t partition) {
    using protocol::OffsetCommitKey;
    return encodeAfterPrefix(OffsetCommitKey{.group = group, .topic = topic, .partition = partition},
                             keyVersion, OffsetCommitKey::recordType);
}

base::Bytes groupKey(const std::string& group) {
    using protocol::GroupMetadataKey;
    return encodeAfterPrefix(GroupMetadataKey{.group = group}, keyVersion, GroupMetadataKey::recordType);
}

std::optional<std::int16_t> prefixOf(base::ByteView bytes) {
    if (bytes.size() < 2)
        return std::nullopt;
    return static_cast<std::int16_t>((bytes[0] << 8) | bytes[1]);
}

template <class M>
base::Result<M> decodeAfterPrefix(base::ByteView bytes, std::int16_t version) {
    return protocol::decode<M>(base::Buffer::copyOf(bytes.subspan(2)), version);
}

template <class M>
base::Result<M> decodeValue(base::ByteView bytes) {
    const auto version = prefixOf(bytes);
    if (!version || !M::versions.contain(*version))
        return base::fail(
            {.name = "CORRUPT_RECORD",
             .cause = fmt::format("a {} starts with version {}, but {} to {} can be read", M::messageName,
                                  version.value_or(-1), M::versions.oldest, M::versions.newest)});
    return decodeAfterPrefix<M>(bytes, *version);
}

base::Result<std::variant<ReadOffset, ReadGroup, OtherRecord>>
readOffset(base::ByteView key, std::optional<base::ByteView> value) {
    auto readKey = decodeAfterPrefix<protocol::OffsetCommitKey>(key, keyVersion);
    if (!readKey)
        return base::fail(readKey.error());
    if (!value)
        return ReadOffset{std::move(*readKey), std::nullopt};
    auto read = decodeValue<protocol::OffsetCommitValue>(*value);
    if (!read)
        return base::fail(read.error());
    CommittedOffset offset{read->offset,          read->leaderEpoch, std::move(read->metadata),
                           read->commitTimestamp, read->topicId,     std::nullopt};
    if (read->expireTimestamp != -1)
        offset.expiresMs = read->expireTimestamp;
    return ReadOffset{std::move(*readKey), std::move(offset)};
}

base::Result<std::variant<ReadOffset, ReadGroup, OtherRecord>>
readGroup(base::ByteView key, std::optional<base::ByteView> value) {
    auto readKey = decodeAfterPrefix<protocol::GroupMetadataKey>(key, keyVersion);
    if (!readKey)
        return base::fail(readKey.error());
    if (!value)
        return ReadGroup{std::move(readKey->group), std::nullopt};
    auto read = decodeValue<protocol::GroupMetadataValue>(*value);
    if (!read)
        return base::fail(read.error());
    return ReadGroup{std::move(readKey->group), std::move(*read)};
}

} // namespace

GroupRecord offsetRecord(const std::string& group, const std::string& topic, std::int32_t partition,
                         const CommittedOffset& offset) {
    const auto version = offset.expiresMs ? offsetValueVersionWithExpiry : offsetValueVersion;
    const protocol::OffsetCommitValue value{.offset = offset.offset,
                                            .leaderEpoch = offset.leaderEpoch,
                                            .metadata = offset.metadata,
                                            .commitTimestamp = offset.committedMs,
                                            .expireTimestamp = offset.expiresMs.value_or(-1),
                                            .topicId = offset.topicId};
    return {offsetKey(group, topic, partition), encodeAfterPrefix(value, version, version)};
}

GroupRecord offsetTombstone(const std::string& group, const std::string& topic, std::int32_t partition) {
    return {offsetKey(group, topic, partition), std::nullopt};
}

GroupRecord groupRecord(const ClassicGroup& group) {
    protocol::GroupMetadataValue value{.protocolType = group.protocolType().value_or(""),
                                       .generation = group.generation(),
                                       .protocol = group.protocolName(),
                                       .leader = group.leader().empty() ? std::nullopt
                                                                        : std::optional(group.leader()),
                                       .currentStateTimestamp = group.stateSinceMs().value_or(-1)};
    for (const auto& [id, member] : group.members())
        value.members.push_back({.memberId = id,
                                 .groupInstanceId = member.instanceId,
                                 .clientId = member.clientId,
                                 .clientHost = member.clientHost,
                                 .rebalanceTimeout = member.rebalanceTimeoutMs,
                                 .sessionTimeout = member.sessionTimeoutMs,
                                 .subscription = member.metadata(group.protocolName().value_or("")),
                                 .assignment = member.assignment});
    return {groupKey(group.id()), encodeAfterPrefix(value, groupValueVersion, groupValueVersion)};
}

GroupRecord groupTombstone(const std::string& group) {
    return {groupKey(group), std::nullopt};
}

base::Result<std::variant<ReadOffset, ReadGroup, OtherRecord>>
readRecord(base::ByteView key, std::optional<base::ByteView> value) {
    const auto type = prefixOf(key);
    if (!type)
        return base::fail({.name = "CORRUPT_RECORD", .cause = "a key is too short to tell its type"});
    if (*type == oldOffsetKey || *type == protocol::OffsetCommitKey::recordType)
        return readOffset(key, value);
    if (*type == protocol::GroupMetadataKey::recordType)
        return readGroup(key, value);
    return OtherRecord{};
}

std::int32_t partitionOf(const std::string& group, std::int32_t partitions) {
    // Java's String.hashCode runs over UTF-16 units. Bytes that are not UTF-8 give some partition, always the
    // same.
    std::uint32_t hash = 0;
    for (std::size_t i = 0; i < group.size();) {
        const auto lead = static_cast<unsigned char>(group[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        std::uint32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
        for (std::size_t k = 1; k < length && i + k < group.size(); ++k)
            point = (point << 6) | (static_cast<unsigned char>(group[i + k]) & 0x3FU);
        if (point >= 0x10000) {
            hash = hash * 31 + (0xD800 + ((point - 0x10000) >> 10));
            point = 0xDC00 + ((point - 0x10000) & 0x3FF);
        }
        hash = hash * 31 + point;
        i += length;
    }
    const auto signedHash = static_cast<std::int32_t>(hash);
    if (signedHash == std::numeric_limits<std::int32_t>::min())
        return 0;
    return (signedHash < 0 ? -signedHash : signedHash) % partitions;
}

} // namespace broker::groups
