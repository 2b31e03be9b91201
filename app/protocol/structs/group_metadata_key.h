#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "protocol/field.h"

namespace protocol {

/// Key of a group record in __consumer_offsets, after its two-byte record type.
struct GroupMetadataKey {
    static constexpr std::string_view messageName = "GroupMetadataKey";
    static constexpr Versions versions{0, 0};
    static constexpr std::int16_t firstFlexible = neverFlexible;
    static constexpr std::int16_t recordType = 2;

    std::string group;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("group", m.group);
    }
};

} // namespace protocol
