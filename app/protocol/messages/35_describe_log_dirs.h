#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/api_key.h"
#include "protocol/field.h"

namespace protocol {

/// Asks for the log folders of a broker and the size of their partitions (key 35).
struct DescribeLogDirsRequest {
    static constexpr std::string_view messageName = "DescribeLogDirsRequest";
    static constexpr ApiKey apiKey = ApiKey::DescribeLogDirs;
    static constexpr Versions versions{0, 5};
    static constexpr std::int16_t firstFlexible = 2;

    struct DescribableLogDirTopic {
        std::string topic;
        std::vector<std::int32_t> partitions;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("topic", m.topic);
            v.field("partitions", m.partitions);
        }
    };

    std::optional<std::vector<DescribableLogDirTopic>> topics{std::in_place};

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("topics", m.topics, {.nullableSince = 0});
    }
};

/// Log folders, the partitions in them and the space of their volumes in bytes.
struct DescribeLogDirsResponse {
    static constexpr std::string_view messageName = "DescribeLogDirsResponse";
    static constexpr ApiKey apiKey = ApiKey::DescribeLogDirs;
    static constexpr Versions versions{0, 5};
    static constexpr std::int16_t firstFlexible = 2;

    struct DescribeLogDirsPartition {
        std::int32_t partitionIndex = 0;
        std::int64_t partitionSize = 0;
        std::int64_t offsetLag = 0;
        bool isFutureKey = false;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("partitionIndex", m.partitionIndex);
            v.field("partitionSize", m.partitionSize);
            v.field("offsetLag", m.offsetLag);
            v.field("isFutureKey", m.isFutureKey);
        }
    };

    struct DescribeLogDirsTopic {
        std::string name;
        std::vector<DescribeLogDirsPartition> partitions;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name);
            v.field("partitions", m.partitions);
        }
    };

    struct DescribeLogDirsResult {
        std::int16_t errorCode = 0;
        std::string logDir;
        std::vector<DescribeLogDirsTopic> topics;
        std::int64_t totalBytes = -1;
        std::int64_t usableBytes = -1;
        bool isCordoned = false;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("errorCode", m.errorCode);
            v.field("logDir", m.logDir);
            v.field("topics", m.topics);
            v.field("totalBytes", m.totalBytes, {.since = 4, .ignorable = true});
            v.field("usableBytes", m.usableBytes, {.since = 4, .ignorable = true});
            v.field("isCordoned", m.isCordoned, {.since = 5, .ignorable = true});
        }
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::vector<DescribeLogDirsResult> results;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("throttleTimeMs", m.throttleTimeMs);
        v.field("errorCode", m.errorCode, {.since = 3, .ignorable = true});
        v.field("results", m.results);
    }
};

} // namespace protocol
