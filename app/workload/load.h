#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "client/connect_options.h"
#include "client/reaper.h"

namespace workload {

/// What a load did so far. A snapshot.
struct LoadProgress {
    std::int64_t records = 0; ///< delivered, or read
    std::int64_t bytes = 0;   ///< of keys and values
    std::int64_t failed = 0;
    std::optional<base::Error> lastError;
    bool finished = false; ///< by itself: the asked number is done, or it cannot go on
};

/// Something that works on threads of its own until it is done, stopped or destroyed. Thread-safe.
class Load {
public:
    virtual ~Load() = default;
    /// Ends it and waits, at most a few seconds. More than once is fine.
    virtual void stop() = 0;
    [[nodiscard]] virtual LoadProgress progress() const = 0;
    /// True when it finished by itself within the time.
    virtual bool waitFinished(std::chrono::milliseconds timeout) = 0;
};

/// Sends records at a fixed rate. In `key` and `value`, {i} stands for the number of the record, from 0.
struct ProducerPlan {
    client::ConnectOptions connect;
    std::string topic;
    double recordsPerSecond = 100; ///< 0: as fast as it goes
    std::int64_t total = 0;        ///< 0: until stopped
    std::optional<std::string> key;
    std::string value = "{\"number\":{i}}";
    std::string codec = "none";
};

/// A consumer group: `members` consumers, each taking `delayPerRecord` for every record and committing once a
/// second.
struct GroupPlan {
    client::ConnectOptions connect;
    std::string group;
    std::string topic;
    int members = 1;
    std::chrono::microseconds delayPerRecord{0};
    bool fromOldest = true;
};

/// The reaper must outlive the load.
base::Result<std::unique_ptr<Load>> startProducer(const ProducerPlan& plan, client::Reaper& reaper);
base::Result<std::unique_ptr<Load>> startGroup(const GroupPlan& plan, client::Reaper& reaper);

} // namespace workload
