#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/api_key.h"
#include "protocol/field.h"

namespace protocol {

/// Asks for configuration values of topics, brokers and groups (key 32).
struct DescribeConfigsRequest {
    static constexpr std::string_view messageName = "DescribeConfigsRequest";
    static constexpr ApiKey apiKey = ApiKey::DescribeConfigs;
    static constexpr Versions versions{0, 4};
    static constexpr std::int16_t firstFlexible = 4;

    struct DescribeConfigsResource {
        std::int8_t resourceType = 0;
        std::string resourceName;
        std::optional<std::vector<std::string>> configurationKeys{std::in_place};

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("resourceType", m.resourceType);
            v.field("resourceName", m.resourceName);
            v.field("configurationKeys", m.configurationKeys, {.nullableSince = 0});
        }
    };

    std::vector<DescribeConfigsResource> resources;
    bool includeSynonyms = false;
    bool includeDocumentation = false;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("resources", m.resources);
        v.field("includeSynonyms", m.includeSynonyms, {.since = 1});
        v.field("includeDocumentation", m.includeDocumentation, {.since = 3});
    }
};

/// Values with their sources and, when asked for, synonyms and documentation.
struct DescribeConfigsResponse {
    static constexpr std::string_view messageName = "DescribeConfigsResponse";
    static constexpr ApiKey apiKey = ApiKey::DescribeConfigs;
    static constexpr Versions versions{0, 4};
    static constexpr std::int16_t firstFlexible = 4;

    struct DescribeConfigsSynonym {
        std::string name;
        std::optional<std::string> value{std::in_place};
        std::int8_t source = 0;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name, {.since = 1});
            v.field("value", m.value, {.since = 1, .nullableSince = 1});
            v.field("source", m.source, {.since = 1});
        }
    };

    struct DescribeConfigsResourceResult {
        std::string name;
        std::optional<std::string> value{std::in_place};
        bool readOnly = false;
        bool isDefault = false;
        std::int8_t configSource = -1;
        bool isSensitive = false;
        std::vector<DescribeConfigsSynonym> synonyms;
        std::int8_t configType = 0;
        std::optional<std::string> documentation{std::in_place};

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name);
            v.field("value", m.value, {.nullableSince = 0});
            v.field("readOnly", m.readOnly);
            v.field("isDefault", m.isDefault, {.until = 0});
            v.field("configSource", m.configSource, {.since = 1, .ignorable = true});
            v.field("isSensitive", m.isSensitive);
            v.field("synonyms", m.synonyms, {.since = 1, .ignorable = true});
            v.field("configType", m.configType, {.since = 3, .ignorable = true});
            v.field("documentation", m.documentation, {.since = 3, .nullableSince = 3, .ignorable = true});
        }
    };

    struct DescribeConfigsResult {
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage{std::in_place};
        std::int8_t resourceType = 0;
        std::string resourceName;
        std::vector<DescribeConfigsResourceResult> configs;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("errorCode", m.errorCode);
            v.field("errorMessage", m.errorMessage, {.nullableSince = 0});
            v.field("resourceType", m.resourceType);
            v.field("resourceName", m.resourceName);
            v.field("configs", m.configs);
        }
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<DescribeConfigsResult> results;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("throttleTimeMs", m.throttleTimeMs);
        v.field("results", m.results);
    }
};

} // namespace protocol
