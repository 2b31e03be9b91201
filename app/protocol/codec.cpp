#include "protocol/codec.h"

#include <fmt/format.h>

namespace protocol {

base::Error versionUnknown(std::string_view messageName, std::int16_t version, Versions known) {
    return {35, "UNSUPPORTED_VERSION",
            fmt::format("{} has no version {} here; known are {} to {}", messageName, version, known.oldest,
                        known.newest),
            "Ask for the versions first (ApiVersions) and speak one of those.", false};
}

base::Error malformedMessage(std::string what) {
    return {42, "INVALID_REQUEST", std::move(what),
            "Check that the other side speaks Kafka's protocol in this version.", false};
}

} // namespace protocol
