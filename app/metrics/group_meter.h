#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/ids.h"
#include "metrics/lag.h"
#include "metrics/rate.h"

namespace metrics {

/// What moves in one consumer group: its lag and how fast its committed offsets rise, topic by topic. Not
/// thread-safe.
class GroupMeter {
public:
    struct Topic {
        std::optional<std::int64_t> lag; ///< over its partitions with a commit
        std::optional<double> outPerSecond;
    };

    /// One partition that the group committed or is assigned, in one beat. A commit that went back rose by
    /// nothing.
    void read(const Beat& beat, const base::TopicPartition& partition, std::optional<std::int64_t> committed,
              const Lag& lag);
    /// After all readings of the beat: partitions that were not read are forgotten.
    void close(const Beat& beat);

    [[nodiscard]] std::optional<double> outPerSecond() const { return m_out; }
    /// Of one topic's share; none where it is not a topic of the group, and at a gap.
    [[nodiscard]] std::optional<double> outPerSecond(const std::string& topic) const;
    [[nodiscard]] std::optional<std::int64_t> lag() const { return m_lag; } ///< over partitions with a commit
    [[nodiscard]] int withoutCommit() const { return m_withoutCommit; }
    template <class F>
    void forEachTopic(F&& visit) const {
        for (const auto& [name, topic] : m_topics)
            visit(name, topic.told);
    }

private:
    struct Partition {
        std::optional<std::int64_t> committed;
        bool read = false; // in the beat that is not closed
    };
    struct OpenTopic {
        Topic told;
        CommitRate rate;
        std::optional<std::int64_t> lag; // of the beat that is not closed
        std::int64_t rise = 0;
        bool read = false;
    };
    std::map<base::TopicPartition, Partition> m_partitions;
    std::map<std::string, OpenTopic> m_topics;
    std::optional<double> m_out;
    std::optional<std::int64_t> m_lag;
    int m_withoutCommit = 0, m_withoutCommitOpen = 0;
};

} // namespace metrics
