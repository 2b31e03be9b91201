#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "metrics/lag.h"
#include "metrics/rate.h"

namespace metrics {

/// What moves in one consumer group: its lag and how fast its committed offsets rise, topic by topic. Not
/// thread-safe.
class GroupMeter {
public:
    /// Who can have committed. What moves while a group has no members is a reset from outside, and no rate.
    /// One that only commits never has any: there what rises is taken for read, until it goes back.
    enum class Members { Some, None, Never };
    struct Topic {
        std::optional<std::int64_t> lag; ///< over its partitions that have one; none while one is unread
        std::optional<double> outPerSecond;
        std::optional<double> outOfBeat; ///< as of CommitRate
        bool outLacks = false;           ///< what was read before first commits is not in it
    };

    /// One partition that the group committed or is assigned, in one beat; quick when they come by topic and
    /// partition. A commit that went back rose by nothing; by how much a first one did is not known. One that
    /// could not be read is none with a lag that is unread.
    void read(const Beat& beat, const base::TopicPartition& partition, std::optional<std::int64_t> committed,
              const Lag& lag);
    /// After all readings of the beat: partitions that were not read are forgotten.
    void close(const Beat& beat, Members members = Members::Some);
    /// Instead of readings: nobody told them in this beat. What rises until the next ones is of all that
    /// time.
    void skip(const Beat& beat, Members members = Members::Some);

    [[nodiscard]] std::optional<double> outPerSecond() const { return m_out; }
    [[nodiscard]] bool outLacks() const { return m_outLacks; } ///< as of a topic
    /// Null: not a topic of the group.
    [[nodiscard]] const Topic* topic(std::string_view name) const;
    [[nodiscard]] std::optional<std::int64_t> lag() const { return m_lag; } ///< as of a topic
    [[nodiscard]] int withoutCommit() const { return m_withoutCommit; }

private:
    struct Partition {
        std::int32_t id = 0;
        std::optional<std::int64_t> committed;
        bool read = false; // in the beat that is not closed
    };
    struct OpenTopic {
        std::string name;
        Topic told;
        CommitRate rate;
        std::vector<Partition> partitions = {}; // by id
        std::size_t at = 0;                     // of those the one that was last read
        std::optional<std::int64_t> lag = {};   // of the beat that is not closed
        bool lagUnread = false;                 // likewise, of some partition
        std::int64_t rise = 0;
        bool more = false; // there were first commits since the last beat
        bool fell = false; // a commit went back, and nothing rose since that beat
        bool falls = false;
        bool read = false;
    };
    [[nodiscard]] Beat since(Beat beat) const;
    void measure(const Beat& beat, Members members, OpenTopic& topic) const;
    [[nodiscard]] OpenTopic& openTopic(const std::string& name);
    [[nodiscard]] static Partition& openPartition(OpenTopic& topic, std::int32_t id);

    std::vector<OpenTopic> m_topics;      // by name
    std::size_t m_at = 0;                 // of those the one that was last read
    std::optional<std::int64_t> m_readMs; // when the last beat that was not skipped ended
    bool m_gapSkipped = false;            // since then
    Members m_members = Members::Some;    // at the last beat or since
    std::optional<double> m_out;
    bool m_outLacks = false;
    std::optional<std::int64_t> m_lag;
    int m_withoutCommit = 0, m_withoutCommitOpen = 0;
};

} // namespace metrics
