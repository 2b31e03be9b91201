#pragma once

#include <cstdint>
#include <string_view>

#include "protocol/field.h"

namespace protocol {

/// An entry of a transaction index, after its two-byte version.
struct AbortedTxn {
    static constexpr std::string_view messageName = "AbortedTxn";
    static constexpr Versions versions{0, 0};
    static constexpr std::int16_t firstFlexible = neverFlexible;

    std::int64_t producerId = 0;
    std::int64_t firstOffset = 0;
    std::int64_t lastOffset = 0;
    std::int64_t lastStableOffset = 0;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("producerId", m.producerId);
        v.field("firstOffset", m.firstOffset);
        v.field("lastOffset", m.lastOffset);
        v.field("lastStableOffset", m.lastStableOffset);
    }
};

} // namespace protocol
