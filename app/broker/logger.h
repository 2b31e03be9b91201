#pragma once

#include <memory>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/clock.h"
#include "base/log.h"

namespace broker {

/// Lines of the engine on their way to whoever listens. Thread-safe, cheap to copy.
class Logger {
public:
    Logger(base::LogSink sink, std::shared_ptr<const base::Clock> clock)
        : m_sink(std::move(sink)), m_clock(std::move(clock)) {}

    void write(base::LogLevel level, std::string category, std::string text) const {
        if (m_sink)
            m_sink({m_clock->wallMs(), level, std::move(category), std::move(text)});
    }
    template <class... Args>
    void debug(std::string category, fmt::format_string<Args...> format, Args&&... args) const {
        write(base::LogLevel::Debug, std::move(category), fmt::format(format, std::forward<Args>(args)...));
    }
    template <class... Args>
    void info(std::string category, fmt::format_string<Args...> format, Args&&... args) const {
        write(base::LogLevel::Info, std::move(category), fmt::format(format, std::forward<Args>(args)...));
    }
    template <class... Args>
    void warn(std::string category, fmt::format_string<Args...> format, Args&&... args) const {
        write(base::LogLevel::Warning, std::move(category), fmt::format(format, std::forward<Args>(args)...));
    }
    template <class... Args>
    void error(std::string category, fmt::format_string<Args...> format, Args&&... args) const {
        write(base::LogLevel::Error, std::move(category), fmt::format(format, std::forward<Args>(args)...));
    }

private:
    base::LogSink m_sink;
    std::shared_ptr<const base::Clock> m_clock;
};

} // namespace broker
