#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/thread_safety.h"
#include "storage/log.h"
#include "storage/log_store.h"
#include "storage/workers.h"

namespace storage {

/// What both kinds of store have in common: the table of topics and the walk over their logs.
class StoreCore : public LogStore {
public:
    std::vector<StoredTopic> topics() const final;
    base::Result<StoredTopic> createTopic(const std::string& name, base::Uuid id, std::int32_t partitions,
                                          const Overrides& overrides, const LogConfig& config) final;
    base::Result<StoredTopic> addPartitions(const std::string& name, std::int32_t total) final;
    base::Status setOverrides(const std::string& name, const Overrides& overrides,
                              const LogConfig& config) final;
    void refuseGrowth() final { m_refusesGrowth = true; }
    base::Status deleteTopic(const std::string& name) final;
    void setProducerIdExpirationMs(std::int64_t ms) final { m_environment->producerIdExpirationMs = ms; }
    void sweep(std::int64_t nowMs) final;
    void sweepOnWorker(std::int64_t nowMs) final;

protected:
    struct Topic {
        base::Uuid id;
        Overrides overrides;
        std::shared_ptr<const LogConfig> config;
        std::vector<std::shared_ptr<Log>> logs; ///< index = partition id
    };

    explicit StoreCore(const StoreOptions& options);

    /// A partition that begins at offset 0.
    [[nodiscard]] virtual base::Result<std::shared_ptr<Log>>
    makeLog(const std::string& topic, base::PartitionId partition, const Topic& owner) REQUIRES(m_mutex) = 0;
    [[nodiscard]] virtual base::Status keepOverrides(const std::string& name, const Topic& topic)
        REQUIRES(m_mutex) = 0;
    /// Of the partitions from `first` on; their logs are marked deleted already.
    virtual void removeData(const std::string& name, const Topic& topic, std::size_t first)
        REQUIRES(m_mutex) = 0;
    /// Before a topic of that name is made, without m_mutex: nothing that an earlier one of the name left may
    /// be taken for this one's.
    [[nodiscard]] virtual base::Status forgetEarlier(const std::string& name) EXCLUDES(m_mutex) = 0;
    /// The store's own share of a sweep; without m_mutex.
    virtual void sweepStore(std::int64_t nowMs) = 0;

    [[nodiscard]] static StoredTopic described(const std::string& name, const Topic& topic);
    /// Visits every log without holding m_mutex.
    void forEachLog(const std::function<void(const base::TopicPartition&, Log&)>& visit) const;
    [[nodiscard]] std::int64_t heldBytes() const;
    [[nodiscard]] LogConfig configFor(const std::string& topic, const Overrides& overrides) const;

    const std::shared_ptr<LogEnvironment> m_environment;
    const std::shared_ptr<Workers> m_workers;
    const std::function<LogConfig(const std::string&, const Overrides&)> m_configFor;
    std::atomic<bool> m_closed{false}; ///< close() has begun: a sweep under way ends early
    mutable base::Mutex m_mutex;
    std::map<std::string, Topic> m_topics GUARDED_BY(m_mutex);

private:
    base::Status grow(const std::string& name, Topic& topic, std::int32_t total) REQUIRES(m_mutex);
    /// The partitions from `first` on are no more.
    void bury(const std::string& name, const Topic& topic, std::size_t first) REQUIRES(m_mutex);

    std::atomic<bool> m_refusesGrowth{false};
    std::atomic<bool> m_sweepQueued{false};
};

} // namespace storage
