#include "browse/tail.h"

#include <algorithm>

#include "browse/scan_limits.h"

namespace browse {
namespace {

constexpr std::size_t tailBytes = std::size_t{1} << 20;
constexpr base::Millis tailWait{400};
constexpr base::Millis tailPause{500};
constexpr base::Millis lookEvery{1000};
constexpr int patience = 20; ///< rounds in which nothing but errors came

} // namespace

/// What one question to all partitions brought.
struct Tail::Round {
    std::vector<RecordPtr> rows;
    std::vector<Decision> decisions;
    std::optional<base::Error> error;
    bool any = false; ///< something but errors
};

Tail::Tail(PartitionFetcher& fetcher, const Query& query, RowReader& reader, Emitter& emitter)
    : m_fetcher(fetcher), m_query(query), m_reader(reader), m_emitter(emitter) {}

/// Deleted faster than we read, or the log was cut: goes on where it begins now.
void Tail::restart(FetchSpec& spec) {
    const auto bounds = m_fetcher.bounds(m_query.topic, std::span(&spec.partition, 1));
    if (bounds && !bounds->empty())
        spec.from = std::clamp(spec.from, bounds->front().start, bounds->front().end);
}

void Tail::take(const Chunk& chunk, FetchSpec& spec, Round& round) {
    if (chunk.error) {
        if (chunk.error->name == offsetOutOfRange)
            restart(spec);
        round.error = chunk.error;
        return;
    }
    round.any = true;
    if (!chunk.bytes || chunk.bytes->empty())
        return;
    ReadRows read =
        m_reader.read(chunk, {.from = spec.from, .below = base::Offset(INT64_MAX), .atMost = mostRows});
    Progress& progress = m_emitter.progress;
    progress.scanned += read.scanned;
    progress.damagedBatches += read.damaged;
    progress.bytes += static_cast<std::int64_t>(chunk.bytes->size());
    m_isUnordered = m_isUnordered || !read.rising;
    spec.from = read.next;
    for (FoundRow& found : read.rows)
        round.rows.push_back(std::move(found.row));
    for (const Marker& marker : read.markers) {
        if (marker.kind != Control::Other)
            round.decisions.push_back({chunk.partition, marker});
    }
    if (read.error)
        round.error = read.error;
}

void Tail::handOver(Round& round) {
    std::ranges::sort(round.rows, {}, [](const RecordPtr& row) { return keyOf(*row); });
    for (const RecordPtr& row : round.rows)
        m_emitter.add(row);
    m_emitter.finish();
    m_emitter.decide(round.decisions);
}

void Tail::follow(base::PartitionId partition, base::Offset from) {
    m_reader.ledger().complete(partition); // what comes behind a record is told when it comes
    m_specs.push_back(
        {.partition = partition, .from = from, .isCommitted = m_query.isolation == Isolation::ReadCommitted});
    for (FetchSpec& spec : m_specs)
        spec.maxBytes = std::min(tailBytes, roomOfEach(m_query, m_specs.size()));
}

/// Takes up partitions that were added: all that they hold came after the beginning.
void Tail::look(const std::stop_token& stop) {
    m_lookedAt = Clock::now();
    const auto now = m_fetcher.look(m_query.topic, stop);
    if (!now || !m_query.partitions.empty())
        return;
    for (const base::PartitionId partition : now->partitions) {
        if (std::ranges::find(m_specs, partition, &FetchSpec::partition) == m_specs.end())
            follow(partition, base::Offset(0));
    }
}

Tail::Round Tail::ask(const std::stop_token& stop) {
    const auto chunks = m_fetcher.fetch(m_query.topic, m_specs, roomOfAnswer(m_query), tailWait, stop);
    Round round;
    for (std::size_t i = 0; i < chunks.size(); ++i)
        take(chunks[i], m_specs[i], round);
    return round;
}

std::optional<base::Error> Tail::run(std::span<const Bounds> bounds, const std::stop_token& stop) {
    int failures = 0;
    for (const Bounds& one : bounds)
        follow(one.partition, one.start);
    m_lookedAt = Clock::now();
    while (!stop.stop_requested()) {
        if (const auto filter = m_query.newFilter ? m_query.newFilter->take() : std::nullopt)
            m_reader.setFilter(*filter);
        const auto asked = Clock::now();
        if (asked - m_lookedAt >= lookEvery)
            look(stop);
        Round round = ask(stop);
        handOver(round);
        const auto& error = round.error;
        failures = error && !round.any ? failures + 1 : 0;
        if (error && (!error->retriable || failures > patience) && error->name != offsetOutOfRange)
            return error;
        if (error)
            rest(tailPause, stop);
        else if (round.rows.empty() && Clock::now() - asked < tailWait / 2)
            // A broker that does not wait as it was asked to would be asked without pause.
            rest(tailWait / 4, stop);
    }
    return std::nullopt;
}

} // namespace browse
