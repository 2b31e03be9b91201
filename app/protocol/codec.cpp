#include "protocol/codec.h"

#include <fmt/format.h>

#include "protocol/error_codes.h"

namespace protocol {

base::Error versionUnknown(std::string_view messageName, std::int16_t version, Versions known) {
    return makeError(ErrorCode::UNSUPPORTED_VERSION,
                     fmt::format("{} has no version {} here; known are {} to {}", messageName, version,
                                 known.oldest, known.newest),
                     "Ask for the versions first (ApiVersions) and speak one of those.");
}

base::Error malformedMessage(std::string what) {
    return makeError(ErrorCode::INVALID_REQUEST, std::move(what),
                     "Check that the other side speaks Kafka's protocol in this version.");
}

} // namespace protocol
