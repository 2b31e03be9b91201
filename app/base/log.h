#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace base {

enum class LogLevel { Debug, Info, Warning, Error };

struct LogLine {
    std::int64_t wallMs = 0;
    LogLevel level = LogLevel::Info;
    std::string category; ///< the part that speaks: "net", "storage", "groups" …
    std::string text;     ///< one line, no secrets
};

/// Where a part of the engine reports. Called on any thread; must not block for long. Never empty in the
/// engine.
using LogSink = std::function<void(const LogLine&)>;

} // namespace base
