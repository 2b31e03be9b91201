#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "base/clock.h"
#include "broker/scheduler.h"

namespace broker::groups {

enum class TimerKind {
    Member, ///< session of a member, or the time a pending id may stay unused
    Join,   ///< how long a rebalance waits for members
    Sync,   ///< how long a generation waits for every SyncGroup
    Sweep,  ///< expiry of offsets and groups
};

struct TimerKey {
    TimerKind kind;
    std::string group;
    std::string member;
    auto operator<=>(const TimerKey&) const = default;
};

/// The coordinator's time-outs by name, as Kafka's CoordinatorTimer. Guarded by the owner's lock; the
/// scheduler's calls come in through `wake` on the scheduler's thread, which takes the lock and calls
/// expire(). A deadline that only moves later (every heartbeat) leaves the running timer alone.
class TimerTable {
public:
    /// `wake` must outlive every timer: it holds its owner weakly.
    using Wake = std::function<void(const TimerKey& key, std::uint64_t serial)>;

    TimerTable(Scheduler& scheduler, const base::Clock& clock, Wake wake)
        : m_scheduler(scheduler), m_clock(clock), m_wake(std::move(wake)) {}

    /// Replaces what was scheduled under the key.
    void schedule(const TimerKey& key, base::Millis delay, std::function<void()> call);
    void cancel(const TimerKey& key) { m_entries.erase(key); }
    /// Takes back all timers of a group.
    void cancelGroup(const std::string& group);
    void clear() { m_entries.clear(); }
    /// Runs what is due under the key. A serial that is not the running timer's is a call that came too late.
    void expire(const TimerKey& key, std::uint64_t serial);

private:
    using Instant = std::chrono::steady_clock::time_point;
    struct Entry {
        Timer timer;
        std::uint64_t serial = 0;
        Instant firesAt;
        Instant deadline;
        std::function<void()> call;
    };
    void arm(const TimerKey& key, Entry& entry);

    Scheduler& m_scheduler;
    const base::Clock& m_clock;
    const Wake m_wake;
    std::map<TimerKey, Entry> m_entries;
    std::uint64_t m_lastSerial = 0;
};

} // namespace broker::groups
