#include "browse/tail.h"

#include <algorithm>

#include "browse/same_record.h"
#include "browse/scan_limits.h"
#include "protocol/error_codes.h"

namespace browse {
namespace {

constexpr std::size_t tailBytes = std::size_t{1} << 20;
constexpr base::Millis tailWait{400};
constexpr base::Millis tailPause{500};
constexpr base::Millis lookEvery{1000};
/// A broker that has just started may not know its topics yet.
constexpr int looksUntilGone = 4;

/// Of what several partitions answered: one that lasts ends reading, and one out of range is mended at once.
int weight(const base::Error& error) {
    return error.name == offsetOutOfRange ? 0 : error.retriable ? 1 : 2;
}

void keepHeaviest(std::optional<base::Error>& kept, const base::Error& error) {
    if (!kept || weight(error) > weight(*kept))
        kept = error;
}

} // namespace

/// What one question to all partitions brought.
struct Tail::Round {
    std::vector<RecordPtr> rows;
    std::vector<Decision> decisions;
    std::optional<base::Error> error;
    bool any = false;         ///< something but errors
    std::int64_t deleted = 0; ///< offsets that were not read before they were
    std::optional<base::Error> replaced;
};

Tail::Tail(PartitionFetcher& fetcher, const Query& query, RowReader& reader, Emitter& emitter)
    : m_fetcher(fetcher), m_query(query), m_reader(reader), m_emitter(emitter) {}

/// Deleted faster than we read, or the log was cut: goes on where it begins now.
void Tail::restart(FetchSpec& spec, Round& round) {
    const auto bounds = m_fetcher.bounds(m_query.topic, std::span(&spec.partition, 1));
    if (!bounds || bounds->empty())
        return;
    if (bounds->front().end < spec.from && m_topic.isZero())
        round.replaced = topicIsAnother(
            m_query.topic,
            "ends before what was read: its log was cut, it was created anew, or another cluster answers.");
    round.deleted += std::max<std::int64_t>(bounds->front().start - spec.from, 0);
    spec.from = std::clamp(spec.from, bounds->front().start, bounds->front().end);
}

void Tail::take(const Chunk& chunk, FetchSpec& spec, Round& round) {
    if (chunk.error) {
        if (chunk.error->name == offsetOutOfRange)
            restart(spec, round);
        keepHeaviest(round.error, *chunk.error);
        return;
    }
    round.any = true;
    if (!chunk.bytes || chunk.bytes->empty())
        return;
    ReadRows read =
        m_reader.read(chunk, {.from = spec.from, .below = base::Offset(INT64_MAX), .atMost = mostRows});
    Progress& progress = m_emitter.progress;
    progress.scanned += read.scanned;
    progress.damagedBatches += static_cast<std::int64_t>(read.damaged.size());
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
        keepHeaviest(round.error, *read.error);
}

void Tail::handOver(Round& round) {
    m_emitter.progress.deleted += round.deleted;
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

bool Tail::isLookDue() const {
    return Clock::now() - m_lookedAt >= lookEvery;
}

/// Takes up partitions that were added: all that they hold came after the beginning. Why there is no going
/// on; none: there is.
std::optional<base::Error> Tail::look(const std::stop_token& stop) {
    m_lookedAt = Clock::now();
    const auto now = m_fetcher.look(m_query.topic, stop);
    m_found = now.has_value();
    if (!now) {
        const bool unknown = now.error().code == toWire(protocol::ErrorCode::UNKNOWN_TOPIC_OR_PARTITION);
        m_unknown = unknown ? m_unknown + 1 : 0;
        const bool ends = !now.error().retriable || m_unknown == looksUntilGone;
        return ends ? std::optional(now.error()) : std::nullopt;
    }
    if (m_topic.isZero())
        m_emitter.progress.topicId = m_topic = now->id;
    if (!now->id.isZero() && now->id != m_topic)
        return topicIsAnother(m_query.topic);
    m_found = std::ranges::all_of(m_specs, [&](const FetchSpec& spec) {
        return std::ranges::find(now->partitions, spec.partition) != now->partitions.end();
    });
    m_unknown = m_found ? 0 : m_unknown + 1;
    if (m_unknown == looksUntilGone) // a topic's partitions never become fewer
        return topicIsAnother(
            m_query.topic,
            "has fewer partitions than were read: it was created anew, or another cluster answers.");
    if (!m_query.partitions.empty())
        return std::nullopt;
    for (const base::PartitionId partition : now->partitions) {
        if (std::ranges::find(m_specs, partition, &FetchSpec::partition) == m_specs.end())
            follow(partition, base::Offset(0));
    }
    return std::nullopt;
}

Tail::Round Tail::ask(const std::stop_token& stop) {
    const auto chunks = m_fetcher.fetch(m_query.topic, m_specs, roomOfAnswer(m_query), tailWait, stop);
    Round round;
    for (std::size_t i = 0; i < chunks.size(); ++i)
        take(chunks[i], m_specs[i], round);
    return round;
}

std::optional<base::Error> Tail::run(std::span<const Bounds> bounds, const std::stop_token& stop) {
    for (const Bounds& one : bounds)
        follow(one.partition, one.start);
    if (auto ended = look(stop))
        return ended;
    bool& waits = m_emitter.progress.waits;
    while (!stop.stop_requested()) {
        if (const auto filter = m_query.newFilter ? m_query.newFilter->take() : std::nullopt)
            m_reader.setFilter(*filter);
        if (waits) { // a look can be stopped while no broker answers, a fetch that seeks leaders cannot
            if (auto ended = look(stop))
                return ended;
            if (!m_found) {
                rest(tailPause, stop);
                continue;
            }
        }
        const auto asked = Clock::now();
        Round round = ask(stop);
        if (round.replaced)
            return round.replaced;
        // Before anything is handed over: it may be another topic's.
        if (auto ended = round.error || isLookDue() ? look(stop) : std::nullopt)
            return ended;
        const auto& error = round.error;
        waits = error && !round.any && error->name != offsetOutOfRange;
        handOver(round);
        if (error && !error->retriable && error->name != offsetOutOfRange)
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
