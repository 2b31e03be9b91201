#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "client/connect_options.h"
#include "client/reaper.h"

namespace client {

struct GroupConsumerOptions {
    ConnectOptions connect;
    std::string group;
    std::vector<std::string> topics;
    bool fromOldest = true;                ///< where a partition without a commit begins; false: at its end
    std::optional<std::string> instanceId; ///< static membership (KIP-345)
    base::Millis sessionTimeout{10000};
};

struct ConsumedRecord {
    base::TopicPartition partition;
    base::Offset offset;
    std::int64_t timestampMs = 0;
    std::optional<std::string> key;
    std::optional<std::string> value;
};

/// One member of a consumer group, through librdkafka. Commits only when told to. For one thread.
/// Destroying it leaves the group; that runs on the reaper, so a rebalance does not hold the caller up.
class GroupConsumer {
public:
    virtual ~GroupConsumer() = default;
    static base::Result<std::unique_ptr<GroupConsumer>> create(const GroupConsumerOptions& options,
                                                               Reaper& reaper);

    /// The next record, or none when nothing came in time. Retriable errors are tried again by librdkafka and
    /// not told.
    virtual base::Result<std::optional<ConsumedRecord>> poll(base::Millis timeout) = 0;
    /// Commits the positions after the last polled records, and waits for the answer.
    virtual base::Status commit() = 0;
    /// The partitions this member holds now, sorted.
    [[nodiscard]] virtual std::vector<base::TopicPartition> assignment() const = 0;
    /// Grows with every change of the assignment: tells that one happened.
    [[nodiscard]] virtual int rebalances() const = 0;
};

} // namespace client
