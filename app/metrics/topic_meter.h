#pragma once

#include <optional>
#include <span>
#include <vector>

#include "metrics/beat.h"
#include "metrics/rate.h"

namespace metrics {

struct PartitionReading {
    std::int32_t id = 0;
    std::optional<std::int64_t> logStart, end; ///< none: its leader did not answer
};

/// What moves in one topic: records in by its end offsets, records out by what its cluster counts or else by
/// the commits of its groups. Rates are means over the steady window, but
/// for what rose in the last beat. Not thread-safe.
class TopicMeter {
public:
    /// One reading a beat. `appeared`: the topic was not there at the last beat, so all that it holds came in
    /// this one; the same is taken of a partition that was added.
    void readEnds(const Beat& beat, std::span<const PartitionReading> partitions, bool appeared);
    /// Committed offsets of one group rise by so many records a second, or by more; `ofBeat` is what adds up.
    void addOut(double perSecond, double ofBeat, bool lacks = false) {
        m_outOpen += perSecond;
        m_outOfBeatOpen += ofBeat;
        m_outOpenLacks |= lacks;
        m_outOpenRead = true;
    }
    /// Records that were sent to readers since the topic is there. From then on commits tell nothing.
    /// `appeared` as above.
    void readSent(const Beat& beat, std::int64_t records, bool appeared);
    /// After all readings of the beat: the rate of records out stands. Without `everyGroup` a sum of commits
    /// would lack some, and of a topic that no group reads there is none.
    void close(const Beat& beat, bool everyGroup = true);
    /// Per second; none: not known.
    [[nodiscard]] std::optional<double> inPerSecond() const { return m_in; }
    /// Of those partitions that are known; at least so much comes in.
    [[nodiscard]] std::optional<double> inOfKnown() const { return m_inOfKnown; }
    [[nodiscard]] std::optional<double> inOfBeat() const { return m_inOfBeat; }
    [[nodiscard]] std::optional<double> outPerSecond() const { return m_out; }
    /// It is more than outPerSecond(), and how much of the beat is not known.
    [[nodiscard]] bool outLacks() const { return m_outLacks; }
    [[nodiscard]] std::optional<double> outOfBeat() const { return m_outOfBeat; }
    [[nodiscard]] std::optional<double> partitionInPerSecond(std::int32_t partition) const;

private:
    struct Partition {
        std::optional<std::int64_t> end;
        WindowBases ends;
        std::int64_t beganMs = 0;                // where `ends` began anew within a window
        std::optional<std::int64_t> unreadSince; // ms; it did not answer from then on
        std::optional<double> inPerSecond;
    };
    [[nodiscard]] Partition& partition(const PartitionReading& reading, bool fromNothing);
    static void keepUnread(const Beat& beat, Partition& of);
    [[nodiscard]] static double riseTo(const Beat& beat, Partition& of, std::int64_t end);

    std::vector<Partition> m_partitions; // by id
    std::optional<double> m_in, m_inOfKnown, m_inOfBeat, m_out, m_outOfBeat;
    std::optional<Rate> m_sent;
    bool m_outLacks = false;
    double m_outOpen = 0, m_outOfBeatOpen = 0; // of the beat that is not closed
    bool m_outOpenLacks = false, m_outOpenRead = false;
};

} // namespace metrics
