#include "broker/storage_refusals.h"

namespace broker {

void StorageRefusals::add(const base::Error& error, const Logger& log) {
    const std::lock_guard lock(m_mutex);
    if (!isFresh())
        log.error("storage", "records are refused: {}", error.cause);
    m_last = error;
    m_at = Clock::now();
}

std::optional<base::Error> StorageRefusals::now() const {
    const std::lock_guard lock(m_mutex);
    return isFresh() ? m_last : std::nullopt;
}

bool StorageRefusals::isFresh() const {
    return m_last && Clock::now() - m_at < fresh;
}

} // namespace broker
