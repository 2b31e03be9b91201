#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/thread_safety.h"
#include "storage/epoch_history.h"
#include "storage/log_home.h"
#include "storage/partition_log.h"
#include "storage/producer_state.h"
#include "storage/segment.h"

namespace storage {

/// What a partition's folder was found to hold when the store opened, checked and repaired.
struct LogContent {
    std::vector<std::shared_ptr<Segment>> segments; ///< at least one; the last takes the appends
    base::Offset logStartOffset;
    base::Offset endOffset;
    base::Offset recoveryPoint; ///< everything below is on disk for certain
    EpochHistory epochs;
    base::LeaderEpoch leaderEpoch;
    ProducerState producers;
    /// Snapshot and epochs on disk say all of this; nothing is to be written unless something is appended.
    bool saved = false;
};

/// The one implementation of PartitionLog; folder and memory differ in its LogHome and its segments only
/// (org.apache.kafka.storage.internals.log.UnifiedLog). Owned by its store and by those who use it.
///
/// m_writeMutex lets one writer in; m_stateMutex guards what readers need and is held for a few instructions
/// only.
class Log final : public PartitionLog, public std::enable_shared_from_this<Log> {
public:
    Log(std::string name, std::shared_ptr<LogHome> home, std::shared_ptr<const LogEnvironment> environment,
        std::shared_ptr<const LogConfig> config, LogContent content);

    tl::expected<AppendInfo, AppendError> append(base::Buffer batch, AppendOrigin origin,
                                                 std::int16_t produceVersion) override;
    base::Result<ReadResult> read(base::Offset from, std::int32_t maxBytes, bool atLeastOneBatch) override;
    base::Offset logStartOffset() const override;
    base::Offset endOffset() const override { return base::Offset(m_end.load(std::memory_order_acquire)); }
    base::LeaderEpoch leaderEpoch() const override { return m_leaderEpoch; }
    TimestampOffset offsetForTimestamp(std::int64_t ms) override;
    TimestampOffset maxTimestamp() override;
    std::pair<base::LeaderEpoch, base::Offset> endOffsetForEpoch(base::LeaderEpoch asked) const override;
    base::Result<base::Offset> deleteRecords(base::Offset upTo) override;
    void setConfig(const LogConfig& config) override;
    LogConfig config() const override { return *configNow(); }
    std::int64_t sizeBytes() const override;
    std::uint64_t messageCount() const override;
    std::int64_t appendedBytesTotal() const override {
        return m_appendedBytes.load(std::memory_order_acquire);
    }
    std::int64_t appendedRecordsTotal() const override {
        return m_appendedRecords.load(std::memory_order_relaxed);
    }
    Subscription onAppended(std::function<void()> callback) override;

    // For the store, on storage workers.
    /// Retention, expiry of producers, flush.ms.
    void sweep(std::int64_t nowMs);
    [[nodiscard]] base::Offset recoveryPoint() const;
    /// Where the log start differs from the first segment's base, a checkpoint has to keep it.
    [[nodiscard]] bool needsLogStartCheckpoint() const;
    [[nodiscard]] bool hasUnflushed() const { return recoveryPoint() < endOffset(); }
    /// Appends fail from now on; snapshot, epochs and indexes are written. `sync`: the data is flushed too.
    [[nodiscard]] base::Status close(bool sync);
    /// The topic is gone: every call fails from now on and whoever waits is woken.
    void markDeleted();
    [[nodiscard]] LogHome& home() { return *m_home; }

private:
    struct Place {
        std::shared_ptr<Segment> segment; ///< null at the end of the log
        std::int64_t position = 0;
        std::int64_t size = 0; ///< of the segment, as far as it may be read
    };
    struct Hint { ///< the batch that begins with `offset` stands there
        base::Offset offset{-1};
        base::Offset segment{-1};
        std::int64_t position = 0;
    };
    struct Subscribers;

    [[nodiscard]] std::shared_ptr<const LogConfig> configNow() const;
    [[nodiscard]] base::Error deletedError() const;

    // log_append.cpp
    [[nodiscard]] base::Status write(const BatchFacts& batch, base::ByteView header, base::ByteView body,
                                     const LogConfig& config, std::int64_t nowMs) REQUIRES(m_writeMutex);
    [[nodiscard]] base::Status roll() REQUIRES(m_writeMutex);
    /// The failure of a flush, if flush.messages wants everything flushed once `count` more records are
    /// there.
    [[nodiscard]] base::Status checkFlushed(const LogConfig& config, std::int64_t count) const;
    /// Makes everything below `end` durable and moves the recovery point there, which stays where it is once
    /// a flush has failed. Any thread.
    [[nodiscard]] base::Status flushUpTo(base::Offset end) EXCLUDES(m_stateMutex);
    void notify();
    void reportFailure(std::string_view doing, const base::Status& status) const;

    // log_read.cpp
    [[nodiscard]] base::Result<ReadResult> readBatches(base::Offset from, std::int32_t maxBytes,
                                                       bool atLeastOneBatch);
    [[nodiscard]] base::Result<Place> locate(base::Offset offset);
    [[nodiscard]] Place placeOf(base::Offset offset) const;
    /// Where reading goes on after `place` has been read to its size: what was appended to the same segment
    /// meanwhile, or else the next segment.
    [[nodiscard]] Place placeAfter(const Place& place) const;
    void remember(Hint hint);

    // log_retention.cpp
    [[nodiscard]] std::vector<std::shared_ptr<Segment>> takeExpired(const LogConfig& config,
                                                                    std::int64_t nowMs)
        REQUIRES(m_writeMutex);
    [[nodiscard]] std::size_t countExpired(const LogConfig& config, std::int64_t nowMs) const;

    [[nodiscard]] std::vector<std::shared_ptr<Segment>> segmentsNow() const;

    const std::string m_name; ///< "topic-partition", for messages
    const std::shared_ptr<LogHome> m_home;
    const std::shared_ptr<const LogEnvironment> m_environment;
    const base::LeaderEpoch m_leaderEpoch;
    std::atomic<bool> m_deleted{false};
    std::atomic<std::int64_t> m_end; ///< written with both mutexes held
    std::atomic<std::int64_t> m_appendedBytes{0};
    std::atomic<std::int64_t> m_appendedRecords{0};

    base::Mutex m_writeMutex; // taken before m_stateMutex
    ProducerState m_producers GUARDED_BY(m_writeMutex);
    bool m_closed GUARDED_BY(m_writeMutex) = false;
    const std::optional<base::Offset> m_savedAt; ///< the end at which nothing needs to be saved on closing

    mutable base::Mutex m_stateMutex;
    std::shared_ptr<const LogConfig> m_config GUARDED_BY(m_stateMutex);
    std::vector<std::shared_ptr<Segment>>
        m_segments GUARDED_BY(m_stateMutex);                ///< changed with both mutexes held; never empty
    std::int64_t m_activeSize GUARDED_BY(m_stateMutex) = 0; ///< of the last segment, in step with m_end
    base::Offset m_logStart GUARDED_BY(m_stateMutex);
    base::Offset m_recoveryPoint GUARDED_BY(m_stateMutex);
    /// The first failure of a flush. The system may have dropped what it could not write, and the next flush
    /// finds nothing to do: until the next start nobody knows what the disk has.
    std::optional<base::Error> m_flushFailure GUARDED_BY(m_stateMutex);
    std::int64_t m_lastFlushMs GUARDED_BY(m_stateMutex);
    EpochHistory m_epochs GUARDED_BY(m_stateMutex);
    std::vector<Hint> m_hints GUARDED_BY(m_stateMutex); ///< where the latest reads ended, at most kHints
    std::size_t m_nextHint GUARDED_BY(m_stateMutex) = 0;
    std::shared_ptr<Subscribers> m_subscribers GUARDED_BY(m_stateMutex); ///< made with the first
    std::atomic<bool> m_hasSubscribers{false};
};

} // namespace storage
