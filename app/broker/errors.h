#pragma once

#include <string>

#include "base/result.h"
#include "protocol/error_codes.h"

namespace broker {

/// One of Kafka's errors with our own sentence about it.
[[nodiscard]] base::Error makeError(protocol::ErrorCode code, std::string cause, std::string remedy = {});

[[nodiscard]] constexpr std::int16_t codeOf(protocol::ErrorCode code) {
    return static_cast<std::int16_t>(code);
}

} // namespace broker
