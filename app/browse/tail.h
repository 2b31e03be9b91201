#pragma once

#include <chrono>
#include <stop_token>
#include <vector>

#include "browse/emitter.h"
#include "browse/partition_fetcher.h"
#include "browse/row_reader.h"

namespace browse {

/// Follows the ends of partitions until stopped. On the thread that scans.
class Tail {
public:
    Tail(PartitionFetcher& fetcher, const Query& query, RowReader& reader, Emitter& emitter);

    /// From where `bounds` start, through whatever passes. The error that ended it, as when the topic is gone
    /// or another has its name; none: it was stopped.
    std::optional<base::Error> run(std::span<const Bounds> bounds, const std::stop_token& stop);
    /// Timestamps did not rise within some partition.
    [[nodiscard]] bool isUnordered() const { return m_isUnordered; }

private:
    struct Round;
    using Clock = std::chrono::steady_clock;
    void follow(base::PartitionId partition, base::Offset from);
    [[nodiscard]] bool isLookDue() const;
    std::optional<base::Error> look(const std::stop_token& stop);
    Round ask(const std::stop_token& stop);
    void take(const Chunk& chunk, FetchSpec& spec, Round& round);
    void restart(FetchSpec& spec, Round& round);
    void handOver(Round& round);

    PartitionFetcher& m_fetcher;
    const Query& m_query;
    RowReader& m_reader;
    Emitter& m_emitter;
    std::vector<FetchSpec> m_specs;
    base::Uuid m_topic; ///< zero: not told
    Clock::time_point m_lookedAt;
    bool m_found = false; ///< by the last look, with all partitions that are followed
    int m_unknown = 0;    ///< looks in a row that found no such topic, or not all of it
    bool m_isUnordered = false;
};

} // namespace browse
