#include "support/fake_ports.h"

#include <algorithm>

namespace support {

void FakeData::publish(session::ClusterSnapshot snapshot) {
    std::ranges::sort(snapshot.topics, {}, [](const auto& row) { return row->name; });
    std::ranges::sort(snapshot.groups, {}, [](const auto& row) { return row->id; });
    m_snapshot = std::make_shared<const session::ClusterSnapshot>(std::move(snapshot));
    emit snapshotChanged();
}

void FakeData::tell(const QVector<session::ClusterEvent>& events) {
    m_events = events;
    emit eventsChanged();
}

} // namespace support
