#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/ids.h"
#include "metrics/lag.h"
#include "metrics/time_series.h"

namespace metrics {

/// What moves in one consumer group: the lag of its partitions and how fast its committed offsets rise.
/// Not thread-safe.
class GroupMeter {
public:
    /// One partition that the group committed or is assigned, in one beat. Returns by how many records its
    /// commit rose since the last beat; a commit that went back rose by none.
    std::int64_t read(const Beat& beat, const base::TopicPartition& partition,
                      std::optional<std::int64_t> committed, const Lag& lag);
    /// After all readings of the beat: partitions that were not read are forgotten.
    void close(const Beat& beat);

    [[nodiscard]] std::optional<double> outPerSecond() const { return m_out; }
    /// Of one topic's share; none where it is not a topic of the group, and at a gap.
    [[nodiscard]] std::optional<double> outPerSecond(const std::string& topic) const;
    [[nodiscard]] std::optional<std::int64_t> lag() const { return m_lag; } ///< over partitions with a commit
    [[nodiscard]] int withoutCommit() const { return m_withoutCommit; }

    [[nodiscard]] TimeSeries& lagHistory() { return m_lagHistory; }
    /// Over the topic's partitions with a commit; null: not a topic of it.
    [[nodiscard]] TimeSeries* lagHistory(const std::string& topic);
    [[nodiscard]] TimeSeries*
    lagHistory(const base::TopicPartition& partition); ///< null: not a partition of it
    template <class F>
    void forEachHistory(F&& visit) {
        visit(m_lagHistory);
        for (auto& [name, topic] : m_topics)
            visit(topic.lagHistory);
        for (auto& [name, partition] : m_partitions)
            visit(partition.lagHistory);
    }

private:
    struct Partition {
        std::optional<std::int64_t> committed;
        TimeSeries lagHistory;
        bool read = false; // in the beat that is not closed
    };
    struct Topic {
        std::optional<std::int64_t> lag; // in the beat that is not closed
        std::int64_t rise = 0;           // likewise
        std::optional<double> out;
        TimeSeries lagHistory;
        bool read = false;
    };
    std::map<base::TopicPartition, Partition> m_partitions;
    std::map<std::string, Topic> m_topics;
    std::optional<double> m_out;
    std::optional<std::int64_t> m_lag;
    int m_withoutCommit = 0;
    struct {
        std::int64_t rise = 0;
        std::optional<std::int64_t> lag;
        int withoutCommit = 0;
    } m_open; // what the readings of the beat that is not closed add up to
    TimeSeries m_lagHistory;
};

} // namespace metrics
