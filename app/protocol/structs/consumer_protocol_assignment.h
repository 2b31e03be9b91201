#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/buffer.h"
#include "protocol/field.h"

namespace protocol {

/// The partitions a consumer got, inside the assignment of SyncGroup (its two-byte version comes before it).
struct ConsumerProtocolAssignment {
    static constexpr std::string_view messageName = "ConsumerProtocolAssignment";
    static constexpr Versions versions{0, 3};
    static constexpr std::int16_t firstFlexible = neverFlexible;

    struct TopicPartition {
        std::string topic;
        std::vector<std::int32_t> partitions;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("topic", m.topic);
            v.field("partitions", m.partitions);
        }
    };

    std::vector<TopicPartition> assignedPartitions;
    std::optional<base::Buffer> userData;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("assignedPartitions", m.assignedPartitions);
        v.field("userData", m.userData, {.nullableSince = 0});
    }
};

} // namespace protocol
