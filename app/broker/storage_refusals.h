#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string>

#include "base/result.h"
#include "broker/logger.h"

namespace broker {

/// Why the store takes no records: no room on the disk or in memory, a disk that fails. Clients try again
/// without a word, so it is logged and told by the broker. Thread-safe.
class StorageRefusals {
public:
    /// Clients try again more often; who was refused longer ago has given up, or was served.
    static constexpr std::chrono::seconds fresh{10};

    /// Logged unless one was met a short while ago.
    void add(const base::Error& error, const Logger& log);
    /// The last one; none: all was stored for a while.
    [[nodiscard]] std::optional<base::Error> now() const;

private:
    using Clock = std::chrono::steady_clock;
    [[nodiscard]] bool isFresh() const;

    mutable std::mutex m_mutex;
    std::optional<base::Error> m_last;
    Clock::time_point m_at;
};

} // namespace broker
