#pragma once

#include <string_view>

#include "base/result.h"
#include "broker/broker.h"

namespace broker {

/// `HOST:PORT`, `[IPV6]:PORT` or `HOST` alone, which takes `defaultPort`. The error says what is wrong with
/// it.
[[nodiscard]] base::Result<HostPort> parseHostPort(std::string_view text, std::uint16_t defaultPort);

/// `512`, `64k`, `256M`, `2GiB`: bytes, in powers of 1024.
[[nodiscard]] base::Result<std::int64_t> parseSize(std::string_view text);

/// Java properties as far as Kafka's server.properties uses them: `key=value` or `key: value` a line, `#` and
/// `!` comments, a backslash at the end joins lines. The error names the line.
[[nodiscard]] base::Result<std::map<std::string, std::string>> parseProperties(std::string_view text);

} // namespace broker
