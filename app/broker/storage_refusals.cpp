#include "broker/storage_refusals.h"

namespace broker {

void StorageRefusals::add(const base::Error& error, Time now) {
    const std::lock_guard lock(m_mutex);
    m_last = error;
    m_addedAt = now;
}

std::optional<base::Error> StorageRefusals::at(Time now) const {
    const std::lock_guard lock(m_mutex);
    return m_last && now - m_addedAt < fresh ? m_last : std::nullopt;
}

} // namespace broker
