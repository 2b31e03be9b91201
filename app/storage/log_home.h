#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/ids.h"
#include "base/log.h"
#include "base/result.h"
#include "base/thread_safety.h"
#include "storage/epoch_history.h"
#include "storage/segment.h"

namespace storage {

struct LogEnvironment;

/// What a log could not do for its clients. They try again at once and by the thousand: one line in ten
/// seconds says it, and how often it happened. Thread-safe.
class Refusals {
public:
    /// `what` as in "an append was refused".
    void tell(const LogEnvironment& environment, std::string_view log, std::string_view what,
              const base::Error& why);

private:
    base::Mutex m_mutex;
    std::optional<std::int64_t> m_saidMs GUARDED_BY(m_mutex);
    std::uint64_t m_unsaid GUARDED_BY(m_mutex) = 0;
};

/// What all logs of a store share.
struct LogEnvironment {
    std::shared_ptr<const base::Clock> clock;
    base::LogSink log; ///< never empty
    std::atomic<std::int64_t> producerIdExpirationMs{86400000};
    mutable Refusals refusals;   ///< appends without room, on disk or in memory
    mutable Refusals unreadable; ///< reads that met damage

    void say(base::LogLevel level, std::string text) const {
        log({.wallMs = clock->wallMs(), .level = level, .category = "storage", .text = std::move(text)});
    }
};

/// Where the parts of a partition live: a folder or memory. Thread-safe. What touches the disk beyond a plain
/// write is handed to a storage worker here.
class LogHome {
public:
    virtual ~LogHome() = default;

    /// A new empty segment.
    [[nodiscard]] virtual base::Result<std::shared_ptr<Segment>> makeSegment(base::Offset baseOffset) = 0;
    /// Runs `job` on a storage worker. Dropped when there is nothing to make durable, or when the workers are
    /// so far behind that the system's own write-back will be sooner.
    virtual void later(std::function<void()> job) = 0;
    /// No longer part of the log. The data goes after `delayMs`, and when its last reader is through.
    virtual void retire(std::vector<std::shared_ptr<Segment>> segments, std::int64_t delayMs) = 0;
    /// The state of the producers before `offset`.
    virtual void saveSnapshotLater(base::Offset offset, base::Bytes content) = 0;
    virtual void saveEpochsLater(std::vector<EpochStart> rows) = 0;
    /// The log start moved by request: the checkpoint that keeps it is due.
    virtual void logStartMoved() = 0;
    /// The topic was deleted: nothing is written any more.
    virtual void gone() = 0;
    /// For a clean stop: in place before it returns.
    [[nodiscard]] virtual base::Status saveNow(base::Offset offset, const base::Bytes& snapshot,
                                               const std::vector<EpochStart>& rows, Durable durable) = 0;
};

} // namespace storage
