#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"

namespace session {

/// Records at a fixed rate. In `key` and `value`, {i} stands for the number of the record, from 0.
struct ProducerLoad {
    std::string topic;
    double recordsPerSecond = 100;
    std::int64_t total = 0; ///< 0: until stopped
    std::string key;
    std::string value;
    std::string codec = "none";
};

/// A consumer group from the oldest record on, whose members take `delayPerRecord` for each.
struct GroupLoad {
    std::string group;
    std::string topic;
    int members = 1;
    std::chrono::microseconds delayPerRecord{0};
};

/// A producer and a group that make load on a cluster, as clients of their own, on threads of their own.
/// Lives on one thread; owned by whoever wants the load, which ends with it. To stop one waits, at most a few
/// seconds.
class LoadRunner {
public:
    LoadRunner();
    ~LoadRunner();

    /// Each takes the place of the one before it.
    base::Status produce(const std::string& bootstrap, const ProducerLoad& load);
    base::Status consume(const std::string& bootstrap, const GroupLoad& load);
    void stopProducing();
    void stopConsuming();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace session
