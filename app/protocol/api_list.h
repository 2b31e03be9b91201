#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "protocol/api_key.h"
#include "protocol/field.h"

namespace protocol {

/// What the codec knows of an API. What the broker serves of it may be less.
struct ApiInfo {
    ApiKey key;
    std::string_view name; ///< Kafka's, e.g. "CreateTopics"
    Versions versions;
    std::int16_t firstFlexible;

    [[nodiscard]] constexpr bool flexible(std::int16_t version) const { return version >= firstFlexible; }
};

/// Every API that the codec knows, by key. Derived from the list in api_types.h.
[[nodiscard]] std::span<const ApiInfo> apis();
/// Null if the codec does not know the key.
[[nodiscard]] const ApiInfo* findApi(ApiKey key);
/// "Fetch"; "unknown API" if the codec does not know the key.
[[nodiscard]] std::string_view apiName(ApiKey key);

/// 2 with a flexible body, else 1. The key must be known.
[[nodiscard]] std::int16_t requestHeaderVersion(ApiKey key, std::int16_t version);
/// 1 with a flexible body, else 0; always 0 for ApiVersions, which is asked before versions are known
/// (KIP-511).
[[nodiscard]] std::int16_t responseHeaderVersion(ApiKey key, std::int16_t version);

} // namespace protocol
