#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "protocol/field.h"

namespace protocol {

/// Key of a record in __transaction_state, after its two-byte record type.
struct TransactionLogKey {
    static constexpr std::string_view messageName = "TransactionLogKey";
    static constexpr Versions versions{0, 0};
    static constexpr std::int16_t firstFlexible = neverFlexible;
    static constexpr std::int16_t recordType = 0;

    std::string transactionalId;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("transactionalId", m.transactionalId);
    }
};

} // namespace protocol
