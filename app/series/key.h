#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace series {

/// What a series counts. The numbers are kept on disk: they never change.
enum class Quantity : std::uint8_t { MessagesIn = 1, MessagesOut = 2, BytesIn = 3, BytesOut = 4, Lag = 5 };

/// Names one series of a cluster. `object` is a topic, or for Lag a group, whose lag may be that of one topic
/// and one partition of it; empty: the whole cluster.
struct Key {
    Quantity quantity = Quantity::MessagesIn;
    std::string object;
    std::string topic;
    std::int32_t partition = -1; ///< −1: all
    bool operator==(const Key&) const = default;
};

struct KeyHash {
    std::size_t operator()(const Key& key) const noexcept {
        const std::hash<std::string> hash;
        std::size_t out = hash(key.object) * 31 + hash(key.topic);
        out = out * 31 + static_cast<std::size_t>(key.partition + 1);
        return out * 31 + static_cast<std::size_t>(key.quantity);
    }
};

} // namespace series
