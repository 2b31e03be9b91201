#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "protocol/field.h"

namespace protocol {

/// Key of a committed position in __consumer_offsets, after its two-byte record type.
struct OffsetCommitKey {
    static constexpr std::string_view messageName = "OffsetCommitKey";
    static constexpr Versions versions{0, 0};
    static constexpr std::int16_t firstFlexible = neverFlexible;
    static constexpr std::int16_t recordType = 1;

    std::string group;
    std::string topic;
    std::int32_t partition = 0;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("group", m.group);
        v.field("topic", m.topic);
        v.field("partition", m.partition);
    }
};

} // namespace protocol
