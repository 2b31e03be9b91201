#pragma once

#include <mutex>
#include <optional>

#include "base/clock.h"
#include "base/result.h"

namespace broker {

/// Why the store takes no records: no room on the disk or in memory, a disk that fails. The logs write it
/// down; clients try again without a word, so the broker tells it too. Thread-safe.
class StorageRefusals {
public:
    using Time = std::chrono::steady_clock::time_point;
    /// Clients try again more often; who was refused longer ago has given up, or was served.
    static constexpr std::chrono::seconds fresh{10};

    void add(const base::Error& error, Time now);
    /// The last one; none: nobody was refused for a while.
    [[nodiscard]] std::optional<base::Error> at(Time now) const;

private:
    mutable std::mutex m_mutex;
    std::optional<base::Error> m_last;
    Time m_addedAt;
};

} // namespace broker
