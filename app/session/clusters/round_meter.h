#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "metrics/group_meter.h"
#include "metrics/growth_meter.h"
#include "metrics/rate.h"
#include "metrics/topic_meter.h"
#include "series/recorder.h"
#include "session/clusters/group_reading.h"
#include "session/clusters/sparkline.h"
#include "session/snapshots.h"

namespace session {

/// Measures the rounds of one cluster and records them. For the poller's steps, one at a time; what it
/// published may be read anywhere.
class RoundMeter {
public:
    using Line = std::shared_ptr<series::Line>;
    struct Topic {
        std::string name;
        metrics::TopicMeter meter;
        metrics::GrowthMeter growth;
        Reason bytesUnread; ///< why what came in is more than is known
        Line in, out, bytesIn;
        RecentLine recent;    // of `in`
        Reason outUnread;     ///< why commits do not tell what went out
        bool outOpen = false; ///< not yet: some group has been watched for too short a time
    };
    /// A line of a group, of one of its topics or partitions.
    struct LagLine {
        Line line;
        RecentLine recent;
        std::optional<std::int64_t> readSinceMs; ///< in every round
        double last = 0;                         ///< what it was then
    };
    struct GroupPartitionLine : LagLine {
        std::int32_t id = 0;
    };
    struct GroupTopicLine : LagLine {
        std::string name;
        Reading<double> outPerSecond;               ///< as in the group's row
        std::vector<GroupPartitionLine> partitions; ///< beside the reading's, those of this topic
    };
    struct Group : LagLine {
        std::string id;
        bool isMeasured = false; ///< its offsets were read once
        metrics::GroupMeter meter;
        Reading<double> outPerSecond;
        std::vector<GroupTopicLine> topics; ///< beside the reading's
    };

    /// `before`: what was known of this cluster when it was last open; may be null.
    explicit RoundMeter(const std::shared_ptr<const series::View>& before)
        : m_recorder(before ? *before : series::View()), m_view(before) {}

    /// What is kept of these lines from before they were recorded, each in a line of points.
    using Kept =
        std::function<std::vector<series::Points>(const std::vector<series::Key>&, const series::Grid&)>;
    /// Who is asked at the first round, unless something is known of before.
    void recallFrom(Kept kept) {
        if (!m_view)
            m_kept = std::move(kept);
    }

    /// `appeared`: beside the round's topics, whether the last round did not have it.
    void measure(const Round& round, const std::vector<GroupReading>& groups,
                 const std::vector<bool>& appeared);

    /// Of the last round, by its place there.
    [[nodiscard]] const Topic& topic(std::size_t at) const { return m_topics[at]; }
    /// Of the last round that knew groups, by its place among those read.
    [[nodiscard]] const Group& group(std::size_t at) const { return m_groups[at]; }
    /// Records and bytes of the whole cluster, internal topics left out; the rest of the figures is empty.
    [[nodiscard]] const ClusterFigures& totals() const { return m_totals; }
    /// All that was recorded, as of the last round; null before the first.
    [[nodiscard]] const std::shared_ptr<const series::View>& view() const { return m_view; }

private:
    void measureTopics(const Round& round, const std::vector<bool>& appeared);
    void readTopic(const Round& round, std::size_t index, Topic& topic, bool appeared);
    void readSizes(const Round& round, std::size_t index, Topic& topic);
    void measureGroups(const Round& round, const std::vector<GroupReading>& groups);
    void skipGroups(const Round& round);
    void missOut(const Reason& why, const Group* of, const GroupReading* reading);
    void recordGroup(const Round& round, const GroupReading& reading, Group& group);
    void recordPartitions(const Round& round, const GroupReading& reading, const GroupTopic& topic,
                          GroupTopicLine& lines);
    void closeTopics(const Round& round);
    void recall(const Kept& kept, std::int64_t nowMs);
    void measureTotals(const Round& round);
    void measureRecords(const Round& round);
    void measureBytesIn(const Round& round);
    void measureBytesOut(const Round& round);
    [[nodiscard]] Topic makeTopic(const std::string& name);
    void push(series::Quantity quantity, const metrics::Beat& beat, std::optional<double> value);

    Kept m_kept; // until the first round; empty: nobody
    series::Recorder m_recorder;
    std::shared_ptr<const series::View> m_view;
    std::vector<Topic> m_topics;
    std::vector<Group> m_groups;
    std::vector<metrics::PartitionReading> m_readings; // of one topic, kept for its memory
    std::vector<metrics::SizeReading> m_sizes;         // likewise
    std::int64_t m_knownSinceMs = 0;                   // since the last gap; ms since the epoch
    metrics::Rate m_bytesOut;
    ClusterFigures m_totals;
    std::map<series::Quantity, Line> m_lines; // of the whole cluster
};

} // namespace session
