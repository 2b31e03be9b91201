#include "browse/scanner.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <string_view>
#include <thread>

namespace browse {
namespace {

constexpr std::string_view offsetOutOfRange = "OFFSET_OUT_OF_RANGE";
constexpr std::size_t smallestRoom = 64u << 10;
constexpr std::size_t tailBytes = 1u << 20;
constexpr std::size_t largestAnswer = 16u << 20;
/// LastPerPartition is limited by its count; this is what even that may not pass.
constexpr std::size_t mostRows = 100'000;
constexpr base::Millis tailWait{400};
constexpr base::Millis tailPause{500};
constexpr int tailPatience = 20; ///< rounds in which nothing but errors came
constexpr int loadPatience = 5;  ///< errors of a whole scan that pass by themselves, as when a leader moves
constexpr base::Millis loadPause{200};

/// Of one partition's fetched bytes in memory.
std::size_t roomOfEach(const Query& query, std::size_t partitions) {
    return std::max(query.limits.memoryBytes / (4 * std::max<std::size_t>(partitions, 1)), smallestRoom);
}

/// How far back to look first: about what is needed if all partitions are alike, and never only a handful.
std::int64_t firstSpan(const Query& query, std::size_t partitions) {
    if (query.seek == Seek::LastPerPartition)
        return query.count;
    return static_cast<std::int64_t>(
        std::max<std::size_t>(query.limits.rows / std::max<std::size_t>(partitions, 1), 50));
}

/// Rests for so long, or until stopped.
void rest(base::Millis time, const std::stop_token& stop) {
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any().wait_for(lock, stop, time, [] { return false; });
}

} // namespace

Scanner::Scanner(PartitionFetcher& fetcher, const Query& query, const ScanSink& sink, std::stop_token stop)
    : m_fetcher(fetcher)
    , m_query(query)
    , m_stop(std::move(stop))
    , m_reader(query.filter, query.limits)
    , m_emitter(sink)
    , m_rowLimit(
          std::max<std::size_t>(query.seek == Seek::LastPerPartition ? mostRows : query.limits.rows, 1)) {}

bool Scanner::backward() const {
    return m_query.seek == Seek::Newest || m_query.seek == Seek::LastPerPartition;
}

ScanResult Scanner::run() {
    if (const auto placed = placeBounds(); !placed) {
        fail(placed.error());
    } else if (m_query.seek == Seek::Tail) {
        tail();
    } else if (backward()) {
        std::vector<BackwardWindow> windows;
        for (const Bounds& bounds : m_bounds)
            windows.emplace_back(
                bounds, firstSpan(m_query, m_bounds.size()), roomOfEach(m_query, m_bounds.size()),
                m_query.seek == Seek::LastPerPartition ? std::max<std::int64_t>(m_query.count, 1) : 0);
        merge(windows);
    } else {
        std::vector<ForwardWindow> windows;
        for (const Bounds& bounds : m_bounds)
            windows.emplace_back(bounds, roomOfEach(m_query, m_bounds.size()));
        merge(windows);
    }
    m_emitter.finish();
    m_result.progress = m_emitter.progress;
    return std::move(m_result);
}

base::Status Scanner::placeBounds() {
    auto bounds = m_fetcher.bounds(m_query.topic, m_query.partitions);
    if (!bounds)
        return base::fail(bounds.error());
    m_bounds = std::move(*bounds);
    m_result.held = m_bounds;
    if (!m_query.resume.empty()) {
        applyResume();
    } else {
        for (Bounds& one : m_bounds) {
            if (m_query.seek == Seek::AtOffset)
                one.start = std::clamp(base::Offset(m_query.offset), one.start, one.end);
            else if (m_query.seek == Seek::Tail)
                one.start = one.end;
        }
        if (m_query.seek == Seek::AtTime) {
            if (auto placed = startAtTime(); !placed)
                return placed;
        }
    }
    for (const Bounds& one : m_bounds)
        m_emitter.progress.offsetsTotal += std::max<std::int64_t>(one.end - one.start, 0);
    m_result.planned = m_bounds;
    return {};
}

base::Status Scanner::startAtTime() {
    std::vector<base::PartitionId> partitions;
    for (const Bounds& one : m_bounds)
        partitions.push_back(one.partition);
    auto starts = m_fetcher.offsetsAt(m_query.topic, partitions, m_query.timeMs);
    if (!starts)
        return base::fail(starts.error());
    for (std::size_t i = 0; i < m_bounds.size(); ++i)
        m_bounds[i].start =
            std::clamp((*starts)[i].value_or(m_bounds[i].end), m_bounds[i].start, m_bounds[i].end);
    return {};
}

void Scanner::applyResume() {
    std::erase_if(m_bounds, [this](Bounds& one) {
        const auto found = std::find_if(m_query.resume.begin(), m_query.resume.end(),
                                        [&one](const Position& at) { return at.partition == one.partition; });
        if (found == m_query.resume.end())
            return true;
        const base::Offset at = std::clamp(found->offset, one.start, one.end);
        (backward() ? one.end : one.start) = at;
        return false;
    });
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
    m_emitter.progress.damagedBatches += read.damaged;
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
            const RowKey key = keyOf(*windows[i].row());
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
            m_fetcher.fetch(m_query.topic, specs, std::min(m_query.limits.memoryBytes, largestAnswer),
                            base::Millis(0), m_stop);
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

/// How far the scan is: each record once, as far as the rows handed out go.
template <class Window>
void Scanner::countUp(const std::vector<Window>& windows) {
    Progress& progress = m_emitter.progress;
    progress.offsetsDone = progress.scanned = 0;
    for (const Window& window : windows) {
        progress.offsetsDone += window.offsetsDone();
        progress.scanned += window.counted();
    }
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
        if (const auto position = window.resume(); position && m_query.seek != Seek::LastPerPartition)
            m_result.resume.push_back(*position);
    }
}

void Scanner::tail() {
    int failures = 0;
    std::vector<FetchSpec> specs;
    for (const Bounds& one : m_bounds)
        specs.push_back(
            {one.partition, one.start, std::min(tailBytes, roomOfEach(m_query, m_bounds.size()))});
    const base::Offset noEnd(INT64_MAX);
    while (!stopped()) {
        const auto asked = std::chrono::steady_clock::now();
        const auto chunks = m_fetcher.fetch(
            m_query.topic, specs, std::min(m_query.limits.memoryBytes, largestAnswer), tailWait, m_stop);
        std::vector<RecordPtr> rows;
        std::optional<base::Error> error;
        bool any = false;
        for (std::size_t i = 0; i < chunks.size(); ++i) {
            const Chunk& chunk = chunks[i];
            if (chunk.error && chunk.error->name == offsetOutOfRange) {
                // Deleted faster than we read, or the log was cut: go on where it begins now.
                const auto bounds = m_fetcher.bounds(m_query.topic, std::span(&chunk.partition, 1));
                if (bounds && !bounds->empty())
                    specs[i].from = std::clamp(specs[i].from, bounds->front().start, bounds->front().end);
            }
            if (chunk.error) {
                error = chunk.error;
                continue;
            }
            any = true;
            if (!chunk.bytes || chunk.bytes->empty())
                continue;
            ReadRows read =
                m_reader.read(chunk.partition, *chunk.bytes, specs[i].from, noEnd, Keep::First, mostRows);
            count(read, chunk);
            m_emitter.progress.scanned += read.scanned;
            m_result.orderIsApproximate = m_result.orderIsApproximate || !read.rising;
            specs[i].from = read.next;
            for (FoundRow& found : read.rows)
                rows.push_back(std::move(found.row));
            if (read.error)
                error = read.error;
        }
        std::sort(rows.begin(), rows.end(),
                  [](const auto& a, const auto& b) { return keyOf(*a) < keyOf(*b); });
        for (RecordPtr& row : rows)
            m_emitter.add(std::move(row));
        m_emitter.finish();
        failures = error && !any ? failures + 1 : 0;
        if (error && (!error->retriable || failures > tailPatience) && error->name != offsetOutOfRange) {
            fail(*error);
            break;
        }
        if (error)
            rest(tailPause, m_stop);
        else if (rows.empty() && std::chrono::steady_clock::now() - asked < tailWait / 2)
            // A broker that does not wait as it was asked to would be asked without pause.
            rest(tailWait / 4, m_stop);
    }
}

} // namespace browse
