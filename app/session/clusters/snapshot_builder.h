#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "session/clusters/round_meter.h"

namespace session {

/// Turns rounds into snapshots and keeps what must outlast a round: meters with their history, rows that did
/// not change, and older values where a part of a round failed. For the poller's steps, one at a
/// time.
class SnapshotBuilder {
public:
    /// `exactCounts`: offsets of this cluster have no gaps (the broker inside compacts nothing and serves no
    /// transactions), so that a span is a count.
    /// `before`: what was recorded of this cluster when it was last open; may be null.
    explicit SnapshotBuilder(bool exactCounts, const std::shared_ptr<const series::View>& before = nullptr)
        : m_exactCounts(exactCounts), m_meter(before) {}

    std::shared_ptr<ClusterSnapshot> build(const Round& round);

    /// Topics whose configuration is not known, or was asked for too long ago: at most `limit`, those on
    /// screen before others.
    [[nodiscard]] std::vector<std::string> configsToAsk(const std::set<std::string>& visible,
                                                        std::size_t limit, std::int64_t nowMs) const;
    void forgetConfig(const std::string& topic);

private:
    struct Topic {
        base::Uuid id;
        TopicPtr row;
        TopicConfigFacts config;
        std::int64_t configAskedMs = 0; ///< 0: never
        std::map<std::int32_t, std::int64_t> sizes;
        std::vector<std::pair<std::int64_t, std::string>> groups; ///< of this round: lag, id
    };

    [[nodiscard]] std::unordered_set<std::string_view> findTopics(const Round& round);
    [[nodiscard]] GroupPtr groupRow(const Round& round, const GroupReading& reading);
    [[nodiscard]] TopicPtr topicRow(const Round& round, std::size_t index, Topic& topic);
    void fillPartition(const client::PartitionInfo& info, const PartitionFacts& facts, const Topic& topic,
                       PartitionRow& row);
    void fillFigures(const Round& round, ClusterSnapshot& snapshot);

    const bool m_exactCounts;
    bool m_firstRound = true;
    bool m_groupsKnown = false;                     // a list of groups was had once
    std::map<base::BrokerId, Reason> m_sizesUnread; // as log directories were last asked for
    Reason m_noSizes;
    RoundMeter m_meter;
    std::unordered_map<std::string, Topic> m_topics;
    std::unordered_map<std::string, GroupPtr> m_groups;
};

} // namespace session
