#pragma once

#include <cstdint>
#include <string_view>

#include "protocol/field.h"

namespace protocol {

/// Value of a commit or abort marker in a control batch, after its two-byte version.
struct EndTxnMarker {
    static constexpr std::string_view messageName = "EndTxnMarker";
    static constexpr Versions versions{0, 0};
    static constexpr std::int16_t firstFlexible = neverFlexible;

    std::int32_t coordinatorEpoch = 0;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("coordinatorEpoch", m.coordinatorEpoch);
    }
};

} // namespace protocol
