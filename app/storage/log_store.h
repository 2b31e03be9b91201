#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "base/log.h"
#include "base/result.h"
#include "base/uuid.h"
#include "storage/log_config.h"
#include "storage/partition_log.h"

namespace storage {

using Overrides = std::map<std::string, std::string>; ///< a topic's own settings, Kafka's key → value

struct StoredTopic {
    std::string name;
    base::Uuid id;
    Overrides overrides;
    std::vector<std::shared_ptr<PartitionLog>> partitions; ///< index = partition id
};

struct DiskUsage {
    std::int64_t totalBytes = -1;  ///< of the volume that holds the folder; the limit in memory mode
    std::int64_t usableBytes = -1; ///< still free for us
    std::int64_t usedBytes = 0;    ///< record data held by this store
};

struct StoreOptions {
    /// Turns a stored topic's overrides into its effective settings while the store opens.
    std::function<LogConfig(const std::string& topic, const Overrides& overrides)> configFor;
    std::int64_t producerIdExpirationMs = 86400000; ///< `producer.id.expiration.ms`
    std::shared_ptr<const base::Clock> clock;       ///< the system's when null
    base::LogSink log;                              ///< may be empty
    std::size_t workers = 2; ///< threads for fsync, deletion, retention; started when first needed
};

struct FolderOptions : StoreOptions {
    std::filesystem::path folder; ///< made when missing
    base::BrokerId nodeId{1};
    std::optional<std::string> clusterId; ///< for a new folder; random when absent
    std::size_t maxOpenFiles = 512;       ///< file handles kept open at once
};

struct MemoryOptions : StoreOptions {
    std::optional<std::int64_t>
        limitBytes; ///< for all partitions together; a quarter of the machine's memory
    std::optional<std::string> clusterId;
};

/// Every partition of this broker, in a folder of Kafka's own format (FORMAT.md) or in memory, behind one
/// interface. Thread-safe. Owned by the engine; close() before destruction makes the next start quick.
class LogStore {
public:
    virtual ~LogStore() = default;

    /// Locks the folder, loads what it holds and recovers after an unclean stop. Blocks; a damaged partition
    /// never fails it but is told by recoveryReport(). Errors: the folder is locked, cannot be made or
    /// written.
    [[nodiscard]] static base::Result<std::unique_ptr<LogStore>> openFolder(const FolderOptions& options);
    [[nodiscard]] static base::Result<std::unique_ptr<LogStore>> openMemory(const MemoryOptions& options);

    [[nodiscard]] virtual std::string clusterId() const = 0;
    [[nodiscard]] virtual base::Uuid directoryId() const = 0;
    [[nodiscard]] virtual bool persistent() const = 0;
    /// Absolute; "memory" in memory mode.
    [[nodiscard]] virtual std::string path() const = 0;

    /// Sorted by name.
    [[nodiscard]] virtual std::vector<StoredTopic> topics() const = 0;
    /// TOPIC_ALREADY_EXISTS, KAFKA_STORAGE_ERROR. `name` has been checked to be a legal topic name.
    [[nodiscard]] virtual base::Result<StoredTopic> createTopic(const std::string& name, base::Uuid id,
                                                                std::int32_t partitions,
                                                                const Overrides& overrides,
                                                                const LogConfig& config) = 0;
    /// Grows the topic to `total` partitions. UNKNOWN_TOPIC_OR_PARTITION, INVALID_PARTITIONS.
    [[nodiscard]] virtual base::Result<StoredTopic> addPartitions(const std::string& name,
                                                                  std::int32_t total) = 0;
    [[nodiscard]] virtual base::Status setOverrides(const std::string& name, const Overrides& overrides,
                                                    const LogConfig& config) = 0;
    /// Both fail from now on, one that is under way too, which is then undone: a stop does not wait for ten
    /// thousand partitions. Any thread.
    virtual void refuseGrowth() = 0;
    /// The name is free at once; the data goes later, on a storage worker.
    [[nodiscard]] virtual base::Status deleteTopic(const std::string& name) = 0;

    [[nodiscard]] virtual DiskUsage usage() const = 0;
    /// What opening found damaged, cut or dropped: one plain sentence each.
    [[nodiscard]] virtual std::vector<std::string> recoveryReport() const = 0;
    /// The first of a block of kProducerIdBlock ids that no start of this broker hands out again.
    [[nodiscard]] virtual base::Result<base::ProducerId> nextProducerIdBlock() = 0;
    virtual void setProducerIdExpirationMs(std::int64_t ms) = 0;

    /// Retention by time, size and log start, expiry of producer ids, files whose delete delay is over,
    /// checkpoints. Works on the calling thread; the broker uses sweepOnWorker().
    virtual void sweep(std::int64_t nowMs) = 0;
    /// Returns at once; skipped when the last one is still under way.
    virtual void sweepOnWorker(std::int64_t nowMs) = 0;

    /// Writes snapshots, indexes and checkpoints, makes everything durable, and only then writes the
    /// clean-shutdown marker. Drops the jobs that are queued. Appends fail afterwards. Idempotent. An error
    /// and no marker: something could not be made durable, now or when it was tried before.
    [[nodiscard]] virtual base::Status close() = 0;
};

inline constexpr std::int64_t kProducerIdBlock = 1000;
/// Of one topic. More would take minutes to open and gigabytes to hold; Kafka's own limit is of the same
/// order.
inline constexpr std::int32_t kMaxPartitions = 100'000;

} // namespace storage
