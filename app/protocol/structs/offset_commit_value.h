#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/uuid.h"
#include "protocol/field.h"

namespace protocol {

/// A committed position in __consumer_offsets, after its two-byte version.
struct OffsetCommitValue {
    static constexpr std::string_view messageName = "OffsetCommitValue";
    static constexpr Versions versions{0, 4};
    static constexpr std::int16_t firstFlexible = 4;

    std::int64_t offset = 0;
    std::int32_t leaderEpoch = -1;
    std::string metadata;
    std::int64_t commitTimestamp = 0;
    std::int64_t expireTimestamp = -1;
    base::Uuid topicId;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("offset", m.offset);
        v.field("leaderEpoch", m.leaderEpoch, {.since = 3, .ignorable = true});
        v.field("metadata", m.metadata);
        v.field("commitTimestamp", m.commitTimestamp);
        v.field("expireTimestamp", m.expireTimestamp, {.since = 1, .until = 1, .ignorable = true});
        v.field("topicId", m.topicId, {.since = 4, .tag = 0, .ignorable = true});
    }
};

} // namespace protocol
