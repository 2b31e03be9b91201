#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/api_key.h"
#include "protocol/field.h"

namespace protocol {

/// Asks which APIs and versions a broker serves (key 18).
struct ApiVersionsRequest {
    static constexpr std::string_view messageName = "ApiVersionsRequest";
    static constexpr ApiKey apiKey = ApiKey::ApiVersions;
    static constexpr Versions versions{0, 5};
    static constexpr std::int16_t firstFlexible = 3;

    std::string clientSoftwareName;
    std::string clientSoftwareVersion;
    std::optional<std::string> clusterId;
    std::int32_t nodeId = -1;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("clientSoftwareName", m.clientSoftwareName, {.since = 3, .ignorable = true});
        v.field("clientSoftwareVersion", m.clientSoftwareVersion, {.since = 3, .ignorable = true});
        v.field("clusterId", m.clusterId, {.since = 5, .nullableSince = 5, .ignorable = true});
        v.field("nodeId", m.nodeId, {.since = 5, .ignorable = true});
    }
};

/// The version ranges that a broker serves. Its response header is always version 0 (KIP-511).
struct ApiVersionsResponse {
    static constexpr std::string_view messageName = "ApiVersionsResponse";
    static constexpr ApiKey apiKey = ApiKey::ApiVersions;
    static constexpr Versions versions{0, 5};
    static constexpr std::int16_t firstFlexible = 3;

    struct ApiVersion {
        std::int16_t apiKey = 0;
        std::int16_t minVersion = 0;
        std::int16_t maxVersion = 0;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("apiKey", m.apiKey);
            v.field("minVersion", m.minVersion);
            v.field("maxVersion", m.maxVersion);
        }
    };

    struct SupportedFeatureKey {
        std::string name;
        std::int16_t minVersion = 0;
        std::int16_t maxVersion = 0;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name, {.since = 3});
            v.field("minVersion", m.minVersion, {.since = 3});
            v.field("maxVersion", m.maxVersion, {.since = 3});
        }
    };

    struct FinalizedFeatureKey {
        std::string name;
        std::int16_t maxVersionLevel = 0;
        std::int16_t minVersionLevel = 0;

        template <class V>
        static void describe(auto& m, V& v) {
            v.field("name", m.name, {.since = 3});
            v.field("maxVersionLevel", m.maxVersionLevel, {.since = 3});
            v.field("minVersionLevel", m.minVersionLevel, {.since = 3});
        }
    };

    std::int16_t errorCode = 0;
    std::vector<ApiVersion> apiKeys;
    std::int32_t throttleTimeMs = 0;
    std::vector<SupportedFeatureKey> supportedFeatures;
    std::int64_t finalizedFeaturesEpoch = -1;
    std::vector<FinalizedFeatureKey> finalizedFeatures;
    bool zkMigrationReady = false;

    template <class V>
    static void describe(auto& m, V& v) {
        v.field("errorCode", m.errorCode);
        v.field("apiKeys", m.apiKeys);
        v.field("throttleTimeMs", m.throttleTimeMs, {.since = 1, .ignorable = true});
        v.field("supportedFeatures", m.supportedFeatures, {.since = 3, .tag = 0, .ignorable = true});
        v.field("finalizedFeaturesEpoch", m.finalizedFeaturesEpoch,
                {.since = 3, .tag = 1, .ignorable = true});
        v.field("finalizedFeatures", m.finalizedFeatures, {.since = 3, .tag = 2, .ignorable = true});
        v.field("zkMigrationReady", m.zkMigrationReady, {.since = 3, .tag = 3, .ignorable = true});
    }
};

} // namespace protocol
