#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "base/thread_safety.h"
#include "base/uuid.h"
#include "broker/logger.h"
#include "storage/log_store.h"

namespace broker {

namespace config {
class Settings;
}

/// What is counted of one topic since the start; the same object for as long as the topic lives. Relaxed
/// atomics: nobody orders anything by them.
struct TopicTraffic {
    std::atomic<std::uint64_t> recordsOut{0}; ///< in answers to fetches
};

/// One topic as it was when somebody looked: immutable, replaced as a whole when it changes.
struct Topic {
    std::string name;
    base::Uuid id;
    bool internal = false; ///< Kafka's own: clients may not write to it
    storage::Overrides overrides;
    std::vector<std::shared_ptr<storage::PartitionLog>> partitions; ///< index = partition id
    std::shared_ptr<TopicTraffic> traffic;

    /// Null when there is no such partition.
    [[nodiscard]] storage::PartitionLog* partition(std::int32_t index) const {
        return index >= 0 && static_cast<std::size_t>(index) < partitions.size()
                   ? partitions[static_cast<std::size_t>(index)].get()
                   : nullptr;
    }
};

using TopicPtr = std::shared_ptr<const Topic>;

struct NewTopic {
    std::string name;
    std::int32_t partitions = 1;
    storage::Overrides overrides;
};

inline constexpr std::string_view offsetsTopic = "__consumer_offsets";
inline constexpr std::int32_t maxPartitionsPerTopic = storage::kMaxPartitions;

/// The rules of topic names (org.apache.kafka.common.internals.Topic): 1 to 249 of letters, digits, '.', '_',
/// '-'.
[[nodiscard]] base::Status checkTopicName(std::string_view name);

/// Names, ids, partitions and overrides of all topics. Reading takes a shared lock for one look-up; changes
/// are made one at a time, first in the store, then here. Thread-safe; owned by the facade.
class ClusterState {
public:
    ClusterState(storage::LogStore& store, const config::Settings& settings, Logger log);

    /// Null when there is none.
    [[nodiscard]] TopicPtr find(std::string_view name) const;
    [[nodiscard]] TopicPtr find(const base::Uuid& id) const;
    /// Sorted by name.
    [[nodiscard]] std::vector<TopicPtr> topics() const;

    /// What would be made of `topic`: INVALID_TOPIC_EXCEPTION, INVALID_REQUEST (the name of the
    /// controller's log), TOPIC_ALREADY_EXISTS, INVALID_PARTITIONS, INVALID_CONFIG.
    [[nodiscard]] base::Status check(const NewTopic& topic) const;
    /// The same errors, and those of the store.
    [[nodiscard]] base::Result<TopicPtr> create(const NewTopic& topic);
    /// INVALID_PARTITIONS unless `total` is more than there are.
    [[nodiscard]] base::Status checkGrowth(const Topic& topic, std::int32_t total) const;
    [[nodiscard]] base::Result<TopicPtr> addPartitions(const std::string& name, std::int32_t total);
    [[nodiscard]] base::Status setOverrides(const std::string& name, const storage::Overrides& overrides);
    [[nodiscard]] base::Status remove(const std::string& name);
    /// `call` hears of every deleted topic, on the deleting thread. Set once before there is traffic.
    void onRemoved(std::function<void(const Topic&)> call) { m_onRemoved = std::move(call); }
    /// From now on topics are neither made nor grown nor removed (KAFKA_STORAGE_ERROR): a long request ends
    /// soon when the broker stops.
    void refuseChanges() { m_refusing = true; }
    /// After a change of broker settings that topics inherit.
    void applySettings();

private:
    TopicPtr publish(storage::StoredTopic stored);
    [[nodiscard]] base::Status changesTaken() const;

    storage::LogStore& m_store;
    const config::Settings& m_settings;
    const Logger m_log;
    std::function<void(const Topic&)> m_onRemoved;
    std::atomic<bool> m_refusing{false};
    base::Mutex m_changes; // held over a whole change

    mutable base::SharedMutex m_mutex;
    std::map<std::string, TopicPtr, std::less<>> m_byName GUARDED_BY(m_mutex);
    std::unordered_map<base::Uuid, TopicPtr> m_byId GUARDED_BY(m_mutex);
    std::map<std::string, std::string, std::less<>> m_byCollision GUARDED_BY(m_mutex); // '.' as '_' → name
};

} // namespace broker
