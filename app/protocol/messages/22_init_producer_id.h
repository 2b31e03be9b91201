#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/api_key.h"
#include "protocol/field.h"

namespace protocol {

/// Asks for a producer id (key 22); a null transactionalId means an idempotent producer.
struct InitProducerIdRequest {
    static constexpr std::string_view messageName = "InitProducerIdRequest";
    static constexpr ApiKey apiKey = ApiKey::InitProducerId;
    static constexpr Versions versions{0, 6};
    static constexpr std::int16_t firstFlexible = 2;

    std::optional<std::string> transactionalId{std::in_place};
    std::int32_t transactionTimeoutMs = 0;
    std::int64_t producerId = -1;
    std::int16_t producerEpoch = -1;
    bool enable2Pc = false;
    bool keepPreparedTxn = false;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("transactionalId", m.transactionalId, {.nullableSince = 0});
        v.field("transactionTimeoutMs", m.transactionTimeoutMs);
        v.field("producerId", m.producerId, {.since = 3});
        v.field("producerEpoch", m.producerEpoch, {.since = 3});
        v.field("enable2Pc", m.enable2Pc, {.since = 6});
        v.field("keepPreparedTxn", m.keepPreparedTxn, {.since = 6});
    }
};

/// The producer id and epoch to write with.
struct InitProducerIdResponse {
    static constexpr std::string_view messageName = "InitProducerIdResponse";
    static constexpr ApiKey apiKey = ApiKey::InitProducerId;
    static constexpr Versions versions{0, 6};
    static constexpr std::int16_t firstFlexible = 2;

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::int64_t producerId = -1;
    std::int16_t producerEpoch = 0;
    std::int64_t ongoingTxnProducerId = -1;
    std::int16_t ongoingTxnProducerEpoch = -1;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("throttleTimeMs", m.throttleTimeMs, {.ignorable = true});
        v.field("errorCode", m.errorCode);
        v.field("producerId", m.producerId);
        v.field("producerEpoch", m.producerEpoch);
        v.field("ongoingTxnProducerId", m.ongoingTxnProducerId, {.since = 6});
        v.field("ongoingTxnProducerEpoch", m.ongoingTxnProducerEpoch, {.since = 6});
    }
};

} // namespace protocol
