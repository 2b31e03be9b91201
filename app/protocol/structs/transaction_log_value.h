#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/field.h"

namespace protocol {

/// State of a transaction in __transaction_state, after its two-byte version.
struct TransactionLogValue {
    static constexpr std::string_view messageName = "TransactionLogValue";
    static constexpr Versions versions{0, 1};
    static constexpr std::int16_t firstFlexible = 1;

    struct PartitionsSchema {
        std::string topic;
        std::vector<std::int32_t> partitionIds;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("topic", m.topic);
            v.field("partitionIds", m.partitionIds);
        }
    };

    std::int64_t producerId = 0;
    std::int64_t previousProducerId = -1;
    std::int64_t nextProducerId = -1;
    std::int16_t producerEpoch = 0;
    std::int16_t nextProducerEpoch = -1;
    std::int32_t transactionTimeoutMs = 0;
    std::int8_t transactionStatus = 0;
    std::optional<std::vector<PartitionsSchema>> transactionPartitions{std::in_place};
    std::int64_t transactionLastUpdateTimestampMs = 0;
    std::int64_t transactionStartTimestampMs = 0;
    std::int16_t clientTransactionVersion = 0;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("producerId", m.producerId);
        v.field("previousProducerId", m.previousProducerId, {.since = 1, .tag = 0});
        v.field("nextProducerId", m.nextProducerId, {.since = 1, .tag = 1});
        v.field("clientTransactionVersion", m.clientTransactionVersion, {.since = 1, .tag = 2});
        v.field("nextProducerEpoch", m.nextProducerEpoch, {.since = 1, .tag = 3});
        v.field("producerEpoch", m.producerEpoch);
        v.field("transactionTimeoutMs", m.transactionTimeoutMs);
        v.field("transactionStatus", m.transactionStatus);
        v.field("transactionPartitions", m.transactionPartitions, {.nullableSince = 0});
        v.field("transactionLastUpdateTimestampMs", m.transactionLastUpdateTimestampMs);
        v.field("transactionStartTimestampMs", m.transactionStartTimestampMs);
    }
};

} // namespace protocol
