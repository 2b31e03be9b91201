#pragma once

#include <cstdint>
#include <mutex>

#include "base/ids.h"
#include "base/result.h"

namespace storage {
class LogStore;
}

namespace broker {

/// Hands out producer ids that no start of this broker gives twice, from blocks that the store keeps count
/// of. Thread-safe.
class ProducerIds {
public:
    explicit ProducerIds(storage::LogStore& store) : m_store(store) {}
    /// KAFKA_STORAGE_ERROR when the next block cannot be written down.
    [[nodiscard]] base::Result<base::ProducerId> next();

private:
    storage::LogStore& m_store;
    std::mutex m_mutex; // guards what follows
    std::int64_t m_next = 0, m_end = 0;
};

} // namespace broker
