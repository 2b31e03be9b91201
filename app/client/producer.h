#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "client/connect_options.h"
#include "client/reaper.h"

namespace client {

struct ProducerOptions {
    ConnectOptions connect;
    std::string codec = "none"; ///< none, gzip, snappy, lz4, zstd
    int acks = -1; ///< -1 all in-sync replicas, 1 the leader, 0 nobody (offsets are then unknown)
    bool idempotent = false;
    base::Millis linger{5};
    base::Millis deliveryTimeout{30000};      ///< from send() to its report
    int queueLimit = 100000;                  ///< messages; above it send() waits for room
    std::size_t maxMessageBytes = 100u << 20; ///< ours; the broker's own limit usually comes first
};

struct ProduceHeader {
    std::string name;
    std::optional<std::string> value; ///< none: null, which is not the same as empty
};

/// A record to send. Key and value are bytes; none is null (a tombstone), which is not the same as empty.
struct ProduceRecord {
    std::string topic;
    std::optional<base::PartitionId>
        partition; ///< none: by murmur2 of the key, random without one, as Java's clients
    std::optional<std::string> key;
    std::optional<std::string> value;
    std::vector<ProduceHeader> headers;      ///< in order, names may repeat
    std::optional<std::int64_t> timestampMs; ///< none: now
};

/// Where a record went.
struct Delivery {
    base::TopicPartition partition;
    std::optional<base::Offset> offset; ///< none with acks=0
    std::int64_t timestampMs = 0;
    bool stampedByBroker = false; ///< the topic keeps no time of a producer: message.timestamp.type
};

/// Why a record was not acknowledged.
struct Undelivered : base::Error {
    bool mayBeStored = false; ///< it went to a broker whose answer did not come; false: it is not stored
};

using DeliveryReport = std::function<void(tl::expected<Delivery, Undelivered>)>;

/// Sends records through librdkafka, to the cluster that it meets first. Where another one answers in its
/// place it takes no more, and what waits is reported with ANOTHER_CLUSTER. Thread-safe; reports come on the
/// producer's own thread, one at a time, each exactly once. Destroying it, which a report must not do, drops
/// what was not delivered without reports.
class Producer {
public:
    virtual ~Producer() = default;
    static base::Result<std::unique_ptr<Producer>> create(const ProducerOptions& options, Reaper& reaper);

    /// Waits while the queue is full. An error here means that no report follows.
    virtual base::Status send(ProduceRecord record, DeliveryReport report = {}) = 0;
    /// Until everything is reported or the time is over (then an error that counts what waits).
    virtual base::Status flush(base::Millis timeout) = 0;
    /// Gives up all that waits; their reports say CANCELLED.
    virtual void cancel() = 0;
    /// Records handed over and not yet reported.
    [[nodiscard]] virtual std::size_t pending() const = 0;
};

} // namespace client
