#pragma once

#include <cstdint>

#include "base/ids.h"
#include "base/result.h"
#include "base/thread_safety.h"

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
    base::Mutex m_mutex;
    std::int64_t m_next GUARDED_BY(m_mutex) = 0;
    std::int64_t m_end GUARDED_BY(m_mutex) = 0;
};

} // namespace broker
