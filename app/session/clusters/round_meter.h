#pragma once

#include <map>
#include <unordered_set>

#include "metrics/group_meter.h"
#include "metrics/rate.h"
#include "metrics/topic_meter.h"
#include "series/recorder.h"
#include "session/clusters/group_reading.h"
#include "session/snapshots.h"

namespace session {

/// Measures the rounds of one cluster and records them. For the poller's steps, one at a time; what it
/// published may be read anywhere.
class RoundMeter {
public:
    using Line = std::shared_ptr<series::Line>;
    struct Topic {
        metrics::TopicMeter meter;
        Line in, out, bytesIn;
    };
    struct Group {
        metrics::GroupMeter meter;
        Line lag;
        std::map<std::string, Line> topics;
        std::map<base::TopicPartition, Line> partitions;
    };

    /// `before`: what was known of this cluster when it was last open; may be null.
    explicit RoundMeter(const std::shared_ptr<const series::View>& before)
        : m_recorder(before ? *before : series::View()), m_view(before) {}

    /// `appeared`: topics that the last round did not have.
    void measure(const Round& round, const std::vector<GroupReading>& groups,
                 const std::unordered_set<std::string_view>& appeared);

    /// Null: not measured yet.
    [[nodiscard]] const Topic* topic(const std::string& name) const;
    [[nodiscard]] const Group* group(const std::string& id) const;
    /// Records and bytes of the whole cluster, internal topics left out; the rest of the figures is empty.
    [[nodiscard]] const ClusterFigures& totals() const { return m_totals; }
    /// All that was recorded, as of the last round; null before the first.
    [[nodiscard]] const std::shared_ptr<const series::View>& view() const { return m_view; }

private:
    void measureTopics(const Round& round, const std::unordered_set<std::string_view>& appeared);
    void readTopic(const Round& round, std::size_t index, Topic& topic, bool appeared);
    void measureGroups(const Round& round, const std::vector<GroupReading>& groups);
    void recordGroup(const Round& round, const GroupReading& reading, Group& group);
    void closeTopics(const Round& round);
    void measureTotals(const Round& round);
    [[nodiscard]] Topic& openTopic(const std::string& name);
    void push(series::Quantity quantity, const metrics::Beat& beat, std::optional<double> value);

    series::Recorder m_recorder;
    std::shared_ptr<const series::View> m_view;
    std::unordered_map<std::string, Topic> m_topics;
    std::unordered_map<std::string, Group> m_groups;
    std::int64_t m_knownSinceMs = 0; // since the last gap; ms since the epoch
    metrics::Rate m_bytesOut;
    ClusterFigures m_totals;
    std::map<series::Quantity, Line> m_lines; // of the whole cluster
};

/// The last fifteen minutes of a line in half minutes.
[[nodiscard]] Sparkline sparklineOf(const RoundMeter::Line& line, std::int64_t nowMs);

} // namespace session
