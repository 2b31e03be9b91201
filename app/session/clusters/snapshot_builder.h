#pragma once

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "session/clusters/round_meter.h"
#include "session/clusters/setting_watch.h"

namespace session {

/// Turns rounds into snapshots and keeps what must outlast a round: meters with their history, rows that did
/// not change, and older values where a part of a round failed. For the poller's steps, one at a
/// time.
class SnapshotBuilder {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// `exactCounts`: offsets of this cluster have no gaps (the broker inside compacts nothing and serves no
    /// transactions), so that a span is a count.
    /// `before`: what was recorded of this cluster when it was last open; may be null.
    explicit SnapshotBuilder(bool exactCounts, const std::shared_ptr<const series::View>& before = nullptr)
        : m_exactCounts(exactCounts), m_meter(before) {}

    void recallFrom(RoundMeter::Kept kept) { m_meter.recallFrom(std::move(kept)); }
    std::shared_ptr<ClusterSnapshot> build(const Round& round);

    /// Topics whose configuration is not known, or was asked for too long ago: at most `limit`, those on
    /// screen before others.
    [[nodiscard]] std::vector<std::string> configsToAsk(const std::set<std::string>& visible,
                                                        std::size_t limit, Time now) const;
    void forgetConfig(const std::string& topic);
    void askConfigAgain(const std::string& topic);

private:
    struct Group {
        std::string id;
        GroupPtr row;
    };
    struct Topic {
        std::string name;
        base::Uuid id;
        TopicPtr row;
        TopicConfigFacts config;
        std::optional<Time> configAsked; ///< none: never, or it is to be asked for again
        std::int64_t configReadMs = 0;   ///< 0: never, or it was edited since
        std::optional<SettingWatch::Set> settings;
        std::shared_ptr<const TopicConfigChange> configChange; ///< as in the row
        std::int64_t newestReadMs = 0;                         ///< 0: never
        int newestRounds = 0;                                  ///< since then
        std::map<std::int32_t, std::int64_t> sizes;
        std::vector<std::pair<std::int64_t, const Group*>> groups; ///< of this round: lag, who
    };

    [[nodiscard]] std::vector<bool> findTopics(const Round& round);
    void takeConfigsAndSizes(const Round& round, const RoundIndex& index);
    void makeGroupRows(const std::vector<GroupReading>& groups, const RoundIndex& index);
    [[nodiscard]] GroupPtr groupRow(const GroupReading& reading, const GroupPtr& before,
                                    const RoundMeter::Group& measured, const RoundIndex& index) const;
    [[nodiscard]] QString nameOf(const GroupTopic& topic) const;
    void link(const Group& group, const GroupReading* reading, const RoundIndex& index);
    [[nodiscard]] Topic* find(const std::string& name);
    [[nodiscard]] const Topic* find(const std::string& name) const;
    [[nodiscard]] TopicPtr topicRow(const Round& round, std::size_t index, Topic& topic);
    static void tellConfig(const Topic& topic, TopicRow& row);
    static void tellAge(const Round& round, std::size_t index, Topic& topic, TopicRow& row);
    void updateNumbers(QVector<int>& numbers, const std::vector<base::BrokerId>& ids);
    void fillPartition(const client::PartitionInfo& info, const PartitionFacts& facts, const Topic& topic,
                       PartitionRow& row);
    void fillFigures(const Round& round, ClusterSnapshot& snapshot);

    const bool m_exactCounts;
    bool m_firstRound = true;
    bool m_groupsKnown = false;                     // a whole list of groups was had once
    std::map<base::BrokerId, Reason> m_sizesUnread; // as log directories were last asked for
    Reason m_noSizes;
    RoundMeter m_meter;
    SettingWatch m_settings;
    std::vector<Topic> m_topics;                                       // beside those of the round, by name
    std::vector<Group> m_groups;                                       // as they were last known, by id
    std::map<std::vector<base::BrokerId>, QVector<int>> m_brokerLists; // that rows share
};

} // namespace session
