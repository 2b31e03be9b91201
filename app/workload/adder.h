#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "base/result.h"
#include "client/connect_options.h"
#include "client/reaper.h"

namespace workload {

enum class AdderStep { MakingTopic, StartingConsumers, Sending, Checking, Done };

struct AdderOptions {
    client::ConnectOptions connect;
    std::string topic = "adder";
    std::string group = "adder";
    int partitions = 2;
    int consumers = 2;
    std::int64_t records = 10'000;
    double recordsPerSecond = 0; ///< 0: as fast as it goes; a rate keeps the charts moving
    bool reuseTopic = false;     ///< false: an existing topic is an error (TOPIC_ALREADY_EXISTS)
};

struct AdderProgress {
    AdderStep step = AdderStep::MakingTopic;
    std::int64_t sent = 0;   ///< acknowledged by the broker
    std::int64_t summed = 0; ///< different records summed by the group
    std::int64_t repeated =
        0; ///< read more than once: after a rebalance that is Kafka's promise, not a mistake
};

struct AdderResult {
    AdderProgress progress;
    std::int64_t sum = 0;      ///< of all op1 + op2 the consumers read, each record once
    std::int64_t expected = 0; ///< records * (records - 1)
    std::int64_t wrong = 0;    ///< records read, each once, that the adder did not send as they are
    bool correct = false;      ///< every record was read, every sum is right
    bool cancelled = false;
    std::optional<base::Error> error;
};

/// Plays the adder: makes the topic, starts the group, sends gzip records {"op1":i,"op2":i} in turn to each
/// partition, lets the consumers sum them and checks the sum. Blocks until done, stopped, or nothing moves
/// for 30 s. `progress` is called on the calling thread, about ten times a second.
AdderResult playAdder(const AdderOptions& options, client::Reaper& reaper,
                      const std::function<void(const AdderProgress&)>& progress, std::stop_token stop);

} // namespace workload
