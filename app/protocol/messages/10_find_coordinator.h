#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/api_key.h"
#include "protocol/field.h"

namespace protocol {

/// Asks which broker coordinates a group, a transaction or a share group (key 10).
struct FindCoordinatorRequest {
    static constexpr std::string_view messageName = "FindCoordinatorRequest";
    static constexpr ApiKey apiKey = ApiKey::FindCoordinator;
    static constexpr Versions versions{0, 6};
    static constexpr std::int16_t firstFlexible = 3;

    std::string key;
    std::int8_t keyType = 0;
    std::vector<std::string> coordinatorKeys;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("key", m.key, {.until = 3});
        v.field("keyType", m.keyType, {.since = 1});
        v.field("coordinatorKeys", m.coordinatorKeys, {.since = 4});
    }
};

/// The coordinator of one key up to version 3, of several from 4 on.
struct FindCoordinatorResponse {
    static constexpr std::string_view messageName = "FindCoordinatorResponse";
    static constexpr ApiKey apiKey = ApiKey::FindCoordinator;
    static constexpr Versions versions{0, 6};
    static constexpr std::int16_t firstFlexible = 3;

    struct Coordinator {
        std::string key;
        std::int32_t nodeId = 0;
        std::string host;
        std::int32_t port = 0;
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage{std::in_place};

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("key", m.key, {.since = 4});
            v.field("nodeId", m.nodeId, {.since = 4});
            v.field("host", m.host, {.since = 4});
            v.field("port", m.port, {.since = 4});
            v.field("errorCode", m.errorCode, {.since = 4});
            v.field("errorMessage", m.errorMessage, {.since = 4, .nullableSince = 4, .ignorable = true});
        }
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::optional<std::string> errorMessage{std::in_place};
    std::int32_t nodeId = 0;
    std::string host;
    std::int32_t port = 0;
    std::vector<Coordinator> coordinators;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("throttleTimeMs", m.throttleTimeMs, {.since = 1, .ignorable = true});
        v.field("errorCode", m.errorCode, {.until = 3});
        v.field("errorMessage", m.errorMessage,
                {.since = 1, .until = 3, .nullableSince = 1, .ignorable = true});
        v.field("nodeId", m.nodeId, {.until = 3});
        v.field("host", m.host, {.until = 3});
        v.field("port", m.port, {.until = 3});
        v.field("coordinators", m.coordinators, {.since = 4});
    }
};

} // namespace protocol
