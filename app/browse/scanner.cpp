#include "browse/scanner.h"

#include <algorithm>
#include <type_traits>

#include "browse/same_record.h"
#include "browse/scan_limits.h"
#include "browse/tail.h"

namespace browse {
namespace {

constexpr int loadPatience = 5; ///< errors of a whole scan that pass by themselves, as when a leader moves
constexpr base::Millis loadPause{200};
constexpr std::int64_t countEvery = 500; ///< rows handed out, while nothing is loaded

/// How far back to look first: about what is needed if all partitions are alike, and never only a handful.
std::int64_t firstSpan(const Query& query, std::size_t partitions) {
    if (query.seek == Seek::LastPerPartition)
        return query.count;
    const std::size_t rows = std::min(query.limits.rows, mostRows);
    return static_cast<std::int64_t>(std::max<std::size_t>(rows / std::max<std::size_t>(partitions, 1), 50));
}

} // namespace

Scanner::Scanner(PartitionFetcher& fetcher, const Query& query, const ScanSink& sink, std::stop_token stop)
    : m_fetcher(fetcher)
    , m_query(query)
    , m_stop(std::move(stop))
    , m_reader(query)
    , m_emitter(sink)
    , m_rowLimit(
          std::max<std::size_t>(query.seek == Seek::LastPerPartition ? mostRows : query.limits.rows, 1)) {}

ScanResult Scanner::run() {
    if (const auto same = isSameTopic(); !same) {
        fail(same.error());
    } else if (auto placed = placeScan(m_fetcher, m_query); !placed) {
        fail(placed.error());
    } else {
        m_result.held = std::move(placed->held);
        m_deletedBefore = placed->deleted;
        m_result.parts = std::move(placed->parts);
        m_emitter.progress.behindOpen = placed->behindOpen;
        m_result.planned = m_bounds = std::move(placed->bounds);
        for (const Bounds& one : m_bounds)
            m_emitter.progress.offsetsTotal += std::max<std::int64_t>(one.end - one.start, 0);
        if (m_query.seek == Seek::Tail) {
            follow();
        } else {
            if (m_emitter.progress.topicId.isZero())
                m_emitter.progress.topicId = topicId();
            backward() ? readBack() : readOn();
        }
    }
    m_emitter.finish();
    m_result.progress = m_emitter.progress;
    return std::move(m_result);
}

/// One reading is of one topic, however many parts it is read in: records of another do not go among its
/// rows.
base::Status Scanner::isSameTopic() {
    if (m_query.resume.empty() || m_query.topicId.isZero())
        return {};
    const auto now = m_fetcher.look(m_query.topic, m_stop);
    if (!now)
        return base::fail(now.error());
    m_emitter.progress.topicId = m_query.topicId;
    if (!now->id.isZero() && now->id != m_query.topicId)
        return base::fail(topicIsAnother(m_query.topic));
    return {};
}

/// Zero: it is not told.
base::Uuid Scanner::topicId() const {
    const auto now = m_fetcher.look(m_query.topic, m_stop);
    return now ? now->id : base::Uuid();
}

void Scanner::follow() {
    Tail tail(m_fetcher, m_query, m_reader, m_emitter);
    if (auto error = tail.run(m_bounds, m_stop))
        fail(std::move(*error));
    m_result.orderIsApproximate = tail.isUnordered();
    stopped();
}

void Scanner::readBack() {
    // Everything above a record is read before it, by this scan or the one it goes on from.
    if (m_query.ledger)
        m_reader.ledger() = *m_query.ledger;
    for (const Bounds& one : m_bounds)
        m_reader.ledger().complete(one.partition);
    std::vector<BackwardWindow> windows;
    const bool isLast = m_query.seek == Seek::LastPerPartition;
    for (const Bounds& bounds : m_bounds)
        windows.emplace_back(bounds, firstSpan(m_query, m_bounds.size()),
                             roomOfEach(m_query, m_bounds.size()),
                             isLast ? std::max<std::int64_t>(m_query.count, 1) : 0);
    merge(windows);
    m_result.ledger = std::make_shared<const Ledger>(std::move(m_reader.ledger()));
}

void Scanner::readOn() {
    m_emitter.progress.bytes += learnMarkers(m_fetcher, m_query.topic, m_bounds, m_reader.ledger(), m_stop);
    std::vector<ForwardWindow> windows;
    for (const Bounds& bounds : m_bounds)
        windows.emplace_back(bounds, roomOfEach(m_query, m_bounds.size()));
    merge(windows);
}

bool Scanner::fail(base::Error error) {
    if (!m_ended) {
        m_ended = true;
        m_result.reason = m_stop.stop_requested() ? StopReason::Cancelled : StopReason::Failed;
        if (m_result.reason == StopReason::Failed)
            m_result.error = std::move(error);
    }
    return false;
}

bool Scanner::stopped() {
    if (!m_ended && m_stop.stop_requested()) {
        m_ended = true;
        m_result.reason = StopReason::Cancelled;
    }
    const std::int64_t budget = m_query.limits.scannedRecords;
    if (!m_ended && budget > 0 && m_emitter.progress.scanned >= budget) {
        m_ended = true;
        m_result.reason = StopReason::ScanBudget;
    }
    return m_ended;
}

void Scanner::count(const ReadRows& read, const Chunk& chunk) {
    for (const OffsetSpan& one : read.damaged)
        m_damaged.insert_or_assign({one.partition, one.from}, one.to);
    m_emitter.progress.bytes += chunk.bytes ? static_cast<std::int64_t>(chunk.bytes->size()) : 0;
}

template <class Window>
void Scanner::merge(std::vector<Window>& windows) {
    while (!m_ended) {
        std::optional<std::size_t> best;
        std::optional<RowKey> bestKey;
        for (std::size_t i = 0; i < windows.size(); ++i) {
            if (!windows[i].hasRow())
                continue;
            const RowKey key = keyOf(windows[i].row());
            if (!bestKey || (backward() ? key > *bestKey : key < *bestKey)) {
                best = i;
                bestKey = key;
            }
        }
        std::vector<std::size_t> inTheWay;
        for (std::size_t i = 0; i < windows.size(); ++i) {
            if (windows[i].mayHoldBefore(bestKey))
                inTheWay.push_back(i);
        }
        if (!inTheWay.empty()) {
            if (stopped() || !load(windows, std::move(inTheWay)))
                break;
            m_emitter.beat();
            continue;
        }
        if (!best) {
            m_ended = true;
            m_result.reason = StopReason::EndReached;
            break;
        }
        m_emitter.add(windows[*best].take());
        if (m_emitter.progress.matched % countEvery == 0)
            countUp(windows);
        if (static_cast<std::size_t>(m_emitter.progress.matched) >= m_rowLimit) {
            m_ended = true;
            m_result.reason = StopReason::RowLimit;
        }
    }
    finish(windows);
}

/// Reads until each of these windows has got a block or chunk, all of them together.
template <class Window>
bool Scanner::load(std::vector<Window>& windows, std::vector<std::size_t> indexes) {
    while (!indexes.empty()) {
        std::vector<FetchSpec> specs;
        for (const std::size_t index : indexes)
            specs.push_back(windows[index].wanted());
        const auto chunks =
            m_fetcher.fetch(m_query.topic, specs, roomOfAnswer(m_query), base::Millis(0), m_stop);
        std::vector<std::size_t> starved;
        std::vector<std::size_t> served;
        for (std::size_t i = 0; i < chunks.size(); ++i) {
            Window& window = windows[indexes[i]];
            if (passes(chunks[i])) {
                starved.push_back(indexes[i]);
                continue;
            }
            switch (take(window, chunks[i], specs.size() == 1)) {
            case Taken::Failed:
                return false;
            case Taken::Nothing:
                window.starve();
                starved.push_back(indexes[i]);
                break;
            case Taken::Something:
                if (window.loading())
                    served.push_back(indexes[i]);
            }
        }
        countUp(windows);
        if (stopped())
            return false;
        // Whoever got nothing because others filled the answer comes first in the next.
        starved.insert(starved.end(), served.begin(), served.end());
        indexes = std::move(starved);
    }
    return true;
}

/// The damaged batches in what is done: those ahead belong to whoever goes on.
void Scanner::tellDamaged(const Bounds& bounds, std::int64_t offsetsDone) {
    const auto end = m_damaged.upper_bound({bounds.partition, base::Offset(INT64_MAX)});
    for (auto at = m_damaged.lower_bound({bounds.partition, base::Offset(0)}); at != end; ++at) {
        const base::Offset from = std::max(at->first.second, bounds.start), to = at->second;
        if (backward() ? from >= bounds.end - offsetsDone : to <= bounds.start + offsetsDone)
            m_result.damaged.push_back({bounds.partition, from, to});
    }
}

/// How far the scan is: each record once, as far as the rows handed out go.
template <class Window>
void Scanner::countUp(const std::vector<Window>& windows) {
    Progress& progress = m_emitter.progress;
    progress.offsetsDone = progress.scanned = 0;
    progress.deleted = m_deletedBefore;
    m_result.damaged.clear();
    progress.partitions.clear();
    for (std::size_t i = 0; i < windows.size(); ++i) {
        const std::int64_t done = windows[i].offsetsDone();
        progress.offsetsDone += done;
        progress.scanned += windows[i].counted();
        progress.deleted += windows[i].deleted();
        tellDamaged(m_bounds[i], done);
        progress.partitions.push_back(
            {m_bounds[i].partition, done, std::max<std::int64_t>(m_bounds[i].end - m_bounds[i].start, 0)});
    }
    progress.damagedBatches = std::ssize(m_result.damaged);
}

/// Whether this is an error to wait for the end of, once more.
bool Scanner::passes(const Chunk& chunk) {
    if (!chunk.error || !chunk.error->retriable || chunk.error->name == offsetOutOfRange ||
        m_passed >= loadPatience)
        return false;
    ++m_passed;
    rest(loadPause, m_stop);
    return true;
}

template <class Window>
Scanner::Taken Scanner::take(Window& window, const Chunk& chunk, bool alone) {
    if (chunk.error) {
        const bool isGone = chunk.error->name == offsetOutOfRange;
        return (isGone ? raiseStart(window, chunk.partition) : fail(*chunk.error)) ? Taken::Something
                                                                                   : Taken::Failed;
    }
    const auto needed = m_rowLimit - static_cast<std::size_t>(m_emitter.progress.matched);
    const base::Offset before = window.wanted().from;
    const ReadRows read = window.take(chunk, m_reader, needed);
    count(read, chunk);
    if (read.error) {
        fail(*read.error);
        return Taken::Failed;
    }
    if (read.next > before)
        return Taken::Something;
    // With others in the same answer a batch may have been cut short; alone it has to be whole.
    if (!alone || !chunk.bytes || chunk.bytes->empty())
        return Taken::Nothing;
    fail({.name = "INVALID_RESPONSE",
          .cause = "The broker answered with records before offset " + std::to_string(before.value()) +
                   " of partition " + std::to_string(chunk.partition.value()) + " only.",
          .remedy = "Its software may be broken."});
    return Taken::Failed;
}

/// Records at the position were deleted while we were reading towards them.
template <class Window>
bool Scanner::raiseStart(Window& window, base::PartitionId partition) {
    const auto bounds = m_fetcher.bounds(m_query.topic, std::span(&partition, 1));
    if (!bounds)
        return fail(bounds.error());
    const base::Uuid& read = m_emitter.progress.topicId;
    if (const auto now = topicId(); !read.isZero() && !now.isZero() && now != read)
        return fail(topicIsAnother(m_query.topic));
    const base::Offset wanted = window.wanted().from;
    const base::Offset start = bounds->empty() ? wanted : bounds->front().start;
    // The same start again: the records went at the other end, with the log's tail or the whole topic.
    window.raiseStart(start > wanted ? start : base::Offset(INT64_MAX));
    return true;
}

template <class Window>
void Scanner::finish(const std::vector<Window>& windows) {
    countUp(windows);
    for (const Window& window : windows) {
        m_result.orderIsApproximate = m_result.orderIsApproximate || !window.rising();
        if (const auto position = window.resume(); position && m_query.seek != Seek::LastPerPartition) {
            m_result.resume.push_back(*position);
            if constexpr (std::is_same_v<Window, BackwardWindow>)
                partOf(position->partition, m_result.parts).from = window.start();
        }
        const auto& deleted = window.deletedSpans();
        m_result.deleted.insert(m_result.deleted.end(), deleted.begin(), deleted.end());
    }
    // The limit and the end may be reached with the same record.
    const bool isLimited =
        m_result.reason == StopReason::RowLimit || m_result.reason == StopReason::ScanBudget;
    if (isLimited && std::ranges::all_of(windows, [](const Window& one) { return one.finished(); }))
        m_result.reason = StopReason::EndReached;
}

} // namespace browse
