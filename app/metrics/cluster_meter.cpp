#include "metrics/cluster_meter.h"

#include <algorithm>
#include <vector>

namespace metrics {

TopicMeter* ClusterMeter::findTopic(const std::string& name) {
    const auto it = m_topics.find(name);
    return it != m_topics.end() ? &it->second : nullptr;
}

GroupMeter* ClusterMeter::findGroup(const std::string& id) {
    const auto it = m_groups.find(id);
    return it != m_groups.end() ? &it->second : nullptr;
}

template <class F>
void ClusterMeter::forEachHistory(F&& visit) {
    for (auto& [name, topic] : m_topics) {
        visit(topic.in());
        visit(topic.out());
        visit(topic.bytesIn());
    }
    for (auto& [id, group] : m_groups)
        group.forEachHistory(visit);
}

void ClusterMeter::trim() {
    std::vector<TimeSeries*> ringed;
    forEachHistory([&](TimeSeries& series) {
        series.foldIfFlat();
        if (series.hasRings())
            ringed.push_back(&series);
    });
    m_rings = ringed.size();
    if (m_rings <= m_ringLimit)
        return;
    // A tenth more than needed, so that a cluster at the limit is not sorted at every beat.
    const std::size_t keep = m_ringLimit - m_ringLimit / 10;
    std::ranges::nth_element(ringed, ringed.end() - static_cast<std::ptrdiff_t>(keep), {},
                             &TimeSeries::lastChangeMs);
    for (std::size_t i = 0; i < ringed.size() - keep; ++i)
        ringed[i]->fold();
    m_rings = keep;
}

} // namespace metrics
