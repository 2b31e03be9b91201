#include "broker/groups/timer_table.h"

#include <algorithm>
#include <utility>

namespace broker::groups {

void TimerTable::schedule(const TimerKey& key, base::Millis delay, std::function<void()> call) {
    auto& entry = m_entries[key];
    entry.deadline = m_clock.now() + std::max(delay, base::Millis{0});
    entry.call = std::move(call);
    if (entry.serial == 0 || entry.deadline < entry.firesAt)
        arm(key, entry);
}

void TimerTable::cancelGroup(const std::string& group) {
    std::erase_if(m_entries, [&](const auto& entry) { return entry.first.group == group; });
}

void TimerTable::expire(const TimerKey& key, std::uint64_t serial) {
    const auto found = m_entries.find(key);
    if (found == m_entries.end() || found->second.serial != serial)
        return;
    if (m_clock.now() < found->second.deadline) {
        arm(key, found->second);
        return;
    }
    const auto call = std::move(found->second.call);
    m_entries.erase(found);
    call();
}

void TimerTable::arm(const TimerKey& key, Entry& entry) {
    entry.serial = ++m_lastSerial;
    entry.firesAt = entry.deadline;
    const auto delay = std::chrono::ceil<base::Millis>(entry.deadline - m_clock.now());
    entry.timer =
        m_scheduler.schedule(delay, [wake = m_wake, key, serial = entry.serial] { wake(key, serial); });
}

} // namespace broker::groups
