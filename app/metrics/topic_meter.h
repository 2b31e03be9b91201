#pragma once

#include <optional>
#include <span>
#include <vector>

#include "metrics/time_series.h"

namespace metrics {

struct PartitionReading {
    std::int32_t id = 0;
    std::optional<std::int64_t> logStart, end; ///< none: its leader did not answer
};

/// What moves in one topic: records in by its end offsets, records out by the commits of its groups, bytes in
/// by the growth of its log. Not thread-safe.
class TopicMeter {
public:
    /// One reading a beat. `appeared`: the topic was not there at the last beat, so all that it holds came in
    /// this one; the same is taken of a partition that was added.
    void readEnds(const Beat& beat, std::span<const PartitionReading> partitions, bool appeared);
    /// Nothing moved in all that time: the topic was not there yet. Before the first reading.
    void rest(const Beat& beat);
    /// Committed offsets of one group rose by so many records.
    void addOut(std::int64_t records) { m_outRecords += records; }
    /// After all readings of the beat: the rates of records in and out stand and are remembered.
    void close(const Beat& beat);
    /// Bytes of the leaders' logs, with the beats of its own in which all logs are asked for. A log that
    /// shrinks (retention, deletion) tells nothing about what came in; one that was not there began empty.
    void readSize(const Beat& beat, std::int64_t bytes);

    /// Per second; none: not known.
    [[nodiscard]] std::optional<double> inPerSecond() const { return m_in; }
    [[nodiscard]] std::optional<double> outPerSecond() const { return m_out; }
    [[nodiscard]] std::optional<double> bytesInPerSecond() const { return m_bytesIn; }
    [[nodiscard]] std::optional<double> partitionInPerSecond(std::int32_t partition) const;

    [[nodiscard]] TimeSeries& in() { return m_inHistory; }
    [[nodiscard]] TimeSeries& out() { return m_outHistory; }
    [[nodiscard]] TimeSeries& bytesIn() { return m_bytesHistory; }

private:
    struct Partition {
        std::optional<std::int64_t> end;
        std::optional<double> inPerSecond;
    };
    std::vector<Partition> m_partitions; // by id
    std::optional<double> m_in, m_out, m_bytesIn;
    std::int64_t m_outRecords = 0; // of the beat that is not closed
    std::optional<std::int64_t> m_size;
    TimeSeries m_inHistory, m_outHistory, m_bytesHistory;
};

} // namespace metrics
