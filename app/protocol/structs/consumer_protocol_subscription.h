#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/buffer.h"
#include "protocol/field.h"

namespace protocol {

/// What a consumer asks for, inside the metadata of JoinGroup (its two-byte version comes before it).
struct ConsumerProtocolSubscription {
    static constexpr std::string_view messageName = "ConsumerProtocolSubscription";
    static constexpr Versions versions{0, 3};
    static constexpr std::int16_t firstFlexible = neverFlexible;

    struct TopicPartition {
        std::string topic;
        std::vector<std::int32_t> partitions;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("topic", m.topic, {.since = 1});
            v.field("partitions", m.partitions, {.since = 1});
        }
    };

    std::vector<std::string> topics;
    std::optional<base::Buffer> userData;
    std::vector<TopicPartition> ownedPartitions;
    std::int32_t generationId = -1;
    std::optional<std::string> rackId;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("topics", m.topics);
        v.field("userData", m.userData, {.nullableSince = 0});
        v.field("ownedPartitions", m.ownedPartitions, {.since = 1, .ignorable = true});
        v.field("generationId", m.generationId, {.since = 2, .ignorable = true});
        v.field("rackId", m.rackId, {.since = 3, .nullableSince = 3, .ignorable = true});
    }
};

} // namespace protocol
