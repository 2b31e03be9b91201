#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/api_key.h"
#include "protocol/field.h"

namespace protocol {

/// Moves the log start of partitions forward (key 21); offset -1 means the high watermark.
struct DeleteRecordsRequest {
    static constexpr std::string_view messageName = "DeleteRecordsRequest";
    static constexpr ApiKey apiKey = ApiKey::DeleteRecords;
    static constexpr Versions versions{0, 2};
    static constexpr std::int16_t firstFlexible = 2;

    struct DeleteRecordsPartition {
        std::int32_t partitionIndex = 0;
        std::int64_t offset = 0;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("partitionIndex", m.partitionIndex);
            v.field("offset", m.offset);
        }
    };

    struct DeleteRecordsTopic {
        std::string name;
        std::vector<DeleteRecordsPartition> partitions;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name);
            v.field("partitions", m.partitions);
        }
    };

    std::vector<DeleteRecordsTopic> topics;
    std::int32_t timeoutMs = 0;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("topics", m.topics);
        v.field("timeoutMs", m.timeoutMs);
    }
};

/// The new log start of each partition.
struct DeleteRecordsResponse {
    static constexpr std::string_view messageName = "DeleteRecordsResponse";
    static constexpr ApiKey apiKey = ApiKey::DeleteRecords;
    static constexpr Versions versions{0, 2};
    static constexpr std::int16_t firstFlexible = 2;

    struct DeleteRecordsPartitionResult {
        std::int32_t partitionIndex = 0;
        std::int64_t lowWatermark = 0;
        std::int16_t errorCode = 0;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("partitionIndex", m.partitionIndex);
            v.field("lowWatermark", m.lowWatermark);
            v.field("errorCode", m.errorCode);
        }
    };

    struct DeleteRecordsTopicResult {
        std::string name;
        std::vector<DeleteRecordsPartitionResult> partitions;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name);
            v.field("partitions", m.partitions);
        }
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<DeleteRecordsTopicResult> topics;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("throttleTimeMs", m.throttleTimeMs);
        v.field("topics", m.topics);
    }
};

} // namespace protocol
