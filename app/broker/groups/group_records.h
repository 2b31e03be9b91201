#pragma once

#include <optional>
#include <string>
#include <variant>

#include "base/buffer.h"
#include "base/result.h"
#include "broker/groups/classic_group.h"
#include "broker/groups/committed_offsets.h"
#include "broker/groups/group_log.h"
#include "protocol/structs/group_metadata_key.h"
#include "protocol/structs/group_metadata_value.h"
#include "protocol/structs/offset_commit_key.h"

namespace broker::groups {

// Records of `__consumer_offsets` as Kafka 4 writes them (GroupCoordinatorRecordHelpers): key types 1 and 2,
// offset values in version 4, or 1 when the commit carries an expiry, group values in version 3.

[[nodiscard]] GroupRecord offsetRecord(const std::string& group, const std::string& topic,
                                       std::int32_t partition, const CommittedOffset& offset);
[[nodiscard]] GroupRecord offsetTombstone(const std::string& group, const std::string& topic,
                                          std::int32_t partition);
/// The group with its members; their assignments are those they have, not those it waits for.
[[nodiscard]] GroupRecord groupRecord(const ClassicGroup& group);
[[nodiscard]] GroupRecord groupTombstone(const std::string& group);

struct ReadOffset {
    protocol::OffsetCommitKey key;
    std::optional<CommittedOffset> offset; ///< absent: a tombstone
};
struct ReadGroup {
    std::string group;
    std::optional<protocol::GroupMetadataValue> value; ///< absent: a tombstone
};
/// A record of a kind that is not kept here (Kafka's newer group types have key types from 3 on).
struct OtherRecord {};

/// The error says what is wrong with the key or the value.
[[nodiscard]] base::Result<std::variant<ReadOffset, ReadGroup, OtherRecord>>
readRecord(base::ByteView key, std::optional<base::ByteView> value);

/// Where Kafka keeps a group: |String.hashCode(group)| mod partitions.
[[nodiscard]] std::int32_t partitionOf(const std::string& group, std::int32_t partitions);

} // namespace broker::groups
