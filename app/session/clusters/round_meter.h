#pragma once

#include <mutex>
#include <unordered_set>

#include <QStringList>

#include "metrics/cluster_meter.h"
#include "session/clusters/group_reading.h"
#include "session/series.h"
#include "session/snapshots.h"

namespace session {

/// Measures the rounds of one cluster and keeps their history. Only the poller measures, a step at a time;
/// the histories may be asked on any other meanwhile.
class RoundMeter {
public:
    /// `appeared`: topics that the last round did not have.
    void measure(const Round& round, const std::vector<GroupReading>& groups,
                 const std::unordered_set<std::string_view>& appeared);

    /// For who measures. Null: not measured yet.
    [[nodiscard]] metrics::TopicMeter* topic(const std::string& name) { return m_meter.findTopic(name); }
    [[nodiscard]] metrics::GroupMeter* group(const std::string& id) { return m_meter.findGroup(id); }
    /// Records and bytes of the whole cluster, internal topics left out; the rest of the figures is empty.
    [[nodiscard]] const ClusterFigures& totals() const { return m_totals; }
    [[nodiscard]] Sparkline sparkline(const metrics::TimeSeries& series, std::int64_t nowMs) const;

    [[nodiscard]] SeriesPoints series(const SeriesKey& key, std::int64_t nowMs, std::int64_t rangeMs,
                                      int points, std::int64_t finestMs) const;
    /// Internal topics are left out, as in the totals.
    [[nodiscard]] QStringList busiest(Quantity quantity, std::int64_t nowMs, std::int64_t rangeMs,
                                      int count) const;

private:
    void measureTopics(const Round& round, const std::unordered_set<std::string_view>& appeared);
    void measureGroups(const Round& round, const std::vector<GroupReading>& groups);
    void measureTotals(const Round& round);
    [[nodiscard]] const metrics::TimeSeries* find(const SeriesKey& key) const;

    mutable std::mutex m_mutex; // guards the meter against readers; the poller alone changes it
    mutable metrics::ClusterMeter m_meter;
    std::unordered_set<std::string> m_internal; ///< topics that Kafka keeps for itself
    std::int64_t m_knownSinceMs = 0;            // since the last gap; ms since the epoch
    metrics::Rate m_bytesInRate, m_bytesOutRate;
    ClusterFigures m_totals;
};

} // namespace session
