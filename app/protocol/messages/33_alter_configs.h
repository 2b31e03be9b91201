#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/api_key.h"
#include "protocol/field.h"

namespace protocol {

/// Replaces the whole set of overrides of a resource (key 33).
struct AlterConfigsRequest {
    static constexpr std::string_view messageName = "AlterConfigsRequest";
    static constexpr ApiKey apiKey = ApiKey::AlterConfigs;
    static constexpr Versions versions{0, 2};
    static constexpr std::int16_t firstFlexible = 2;

    struct AlterableConfig {
        std::string name;
        std::optional<std::string> value{std::in_place};

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name);
            v.field("value", m.value, {.nullableSince = 0});
        }
    };

    struct AlterConfigsResource {
        std::int8_t resourceType = 0;
        std::string resourceName;
        std::vector<AlterableConfig> configs;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("resourceType", m.resourceType);
            v.field("resourceName", m.resourceName);
            v.field("configs", m.configs);
        }
    };

    std::vector<AlterConfigsResource> resources;
    bool validateOnly = false;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("resources", m.resources);
        v.field("validateOnly", m.validateOnly);
    }
};

/// What became of each resource.
struct AlterConfigsResponse {
    static constexpr std::string_view messageName = "AlterConfigsResponse";
    static constexpr ApiKey apiKey = ApiKey::AlterConfigs;
    static constexpr Versions versions{0, 2};
    static constexpr std::int16_t firstFlexible = 2;

    struct AlterConfigsResourceResponse {
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage{std::in_place};
        std::int8_t resourceType = 0;
        std::string resourceName;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("errorCode", m.errorCode);
            v.field("errorMessage", m.errorMessage, {.nullableSince = 0});
            v.field("resourceType", m.resourceType);
            v.field("resourceName", m.resourceName);
        }
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<AlterConfigsResourceResponse> responses;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("throttleTimeMs", m.throttleTimeMs);
        v.field("responses", m.responses);
    }
};

} // namespace protocol
