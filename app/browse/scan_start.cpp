#include "browse/scan_start.h"

#include <algorithm>

#include "protocol/records/batch_reader.h"

namespace browse {
namespace {

constexpr std::size_t markerBudget = std::size_t{32} << 20;
constexpr std::size_t markerAnswer = std::size_t{4} << 20;

/// The first offset at or after a time in each; the end where all is older.
base::Result<std::vector<base::Offset>> offsetsAt(PartitionFetcher& fetcher, const Query& query,
                                                  std::span<const Bounds> bounds, std::int64_t timeMs) {
    std::vector<base::PartitionId> partitions;
    for (const Bounds& one : bounds)
        partitions.push_back(one.partition);
    auto found = fetcher.offsetsAt(query.topic, partitions, timeMs);
    if (!found)
        return base::fail(found.error());
    std::vector<base::Offset> out;
    for (std::size_t i = 0; i < bounds.size(); ++i)
        out.push_back(std::clamp((*found)[i].value_or(bounds[i].end), bounds[i].start, bounds[i].end));
    return out;
}

base::Status cutTimes(PartitionFetcher& fetcher, const Query& query, std::vector<Bounds>& bounds) {
    const auto until = query.toEnds ? std::nullopt : query.untilMs;
    std::optional<std::vector<base::Offset>> starts, ends;
    for (auto [time, into] :
         {std::pair(query.fromMs, &starts),
          std::pair(until ? std::optional(std::min(*until, INT64_MAX - 1) + 1) : std::nullopt, &ends)}) {
        if (!time)
            continue;
        auto offsets = offsetsAt(fetcher, query, bounds, *time);
        if (!offsets)
            return base::fail(offsets.error());
        *into = std::move(*offsets);
    }
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        if (starts)
            bounds[i].start = (*starts)[i];
        if (ends)
            bounds[i].end = std::max((*ends)[i], bounds[i].start);
    }
    return {};
}

void cutParts(const Query& query, std::vector<Bounds>& bounds) {
    for (Bounds& one : bounds) {
        const auto part = std::ranges::find(query.parts, one.partition, &PartitionPart::partition);
        if (part == query.parts.end())
            continue;
        one.start = std::clamp(part->from.value_or(one.start), one.start, one.end);
        one.end = std::clamp(part->until.value_or(one.end), one.start, one.end);
    }
}

/// Those of the query, with the ends that the bounds have before what is held ends.
std::vector<PartitionPart> partsOf(const Query& query, std::span<const Bounds> held,
                                   std::span<const Bounds> bounds) {
    std::vector<PartitionPart> out = query.parts;
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        const base::Offset end = bounds[i].end;
        if (end >= held[i].end)
            continue;
        auto& part = partOf(bounds[i].partition, out);
        part.until = std::min(part.until.value_or(end), end);
    }
    return out;
}

/// Before where a partition begins now, of what the query asks for.
std::int64_t deletedOf(const Query& query, std::span<const Bounds> held) {
    std::int64_t out = 0;
    for (const Bounds& one : held) {
        const auto at = std::ranges::find(query.resume, one.partition, &Position::partition);
        if (at == query.resume.end())
            continue;
        const auto found = std::ranges::find(query.parts, one.partition, &PartitionPart::partition);
        const PartitionPart part = found != query.parts.end() ? *found : PartitionPart();
        const auto [from, until] = goesBack(query.seek)
                                       ? std::pair(part.from.value_or(one.start), at->offset)
                                       : std::pair(at->offset, part.until.value_or(one.start));
        out += std::max<std::int64_t>(std::min(one.start, until) - from, 0);
    }
    return out;
}

void resumeAt(const Query& query, std::vector<Bounds>& bounds) {
    std::erase_if(bounds, [&query](Bounds& one) {
        const auto found = std::ranges::find(query.resume, one.partition, &Position::partition);
        if (found == query.resume.end())
            return true;
        const base::Offset at = std::clamp(found->offset, one.start, one.end);
        (goesBack(query.seek) ? one.end : one.start) = at;
        return false;
    });
}

/// Leaves out what a read_committed consumer has to wait for; how many offsets that is.
std::int64_t cutOpen(const Query& query, std::vector<Bounds>& bounds) {
    std::int64_t out = 0;
    if (query.isolation != Isolation::ReadCommitted)
        return out;
    for (Bounds& one : bounds) {
        out += std::max<std::int64_t>(one.end - std::max(one.stable, one.start), 0);
        one.end = std::min(one.end, one.stable);
        one.start = std::min(one.start, one.end);
    }
    return out;
}

/// The markers of a chunk; where it ends.
base::Offset note(const Chunk& chunk, base::Offset from, Ledger& ledger) {
    protocol::BatchReader batches(chunk.bytes->view());
    while (const auto batch = batches.next()) {
        if (batch->nextOffset() <= from)
            continue;
        from = batch->nextOffset();
        if (const auto marker = batch->isControl() ? markerOf(*batch) : std::nullopt)
            ledger.note(chunk.partition, *marker);
    }
    return from;
}

} // namespace

PartitionPart& partOf(base::PartitionId partition, std::vector<PartitionPart>& parts) {
    const auto found = std::ranges::find(parts, partition, &PartitionPart::partition);
    return found != parts.end() ? *found : parts.emplace_back(PartitionPart{.partition = partition});
}

base::Result<ScanStart> placeScan(PartitionFetcher& fetcher, const Query& query) {
    auto held = fetcher.bounds(query.topic, query.partitions);
    if (!held)
        return base::fail(held.error());
    ScanStart out{.held = *held, .bounds = std::move(*held)};
    if (query.seek == Seek::Tail) {
        out.behindOpen = cutOpen(query, out.bounds);
        for (Bounds& one : out.bounds)
            one.start = one.end;
        return out;
    }
    cutParts(query, out.bounds);
    if (const auto cut = cutTimes(fetcher, query, out.bounds); !cut)
        return base::fail(cut.error());
    out.parts = partsOf(query, out.held, out.bounds);
    if (query.resume.empty() && query.seek == Seek::AtOffset)
        for (Bounds& one : out.bounds)
            one.start = std::clamp(base::Offset(query.offset), one.start, one.end);
    // What stands above where it goes on was passed before, whatever it waits for by now.
    const bool above = goesBack(query.seek) && !query.resume.empty();
    if (above)
        resumeAt(query, out.bounds);
    out.behindOpen = cutOpen(query, out.bounds);
    if (!query.resume.empty()) {
        if (!above)
            resumeAt(query, out.bounds);
        out.deleted = deletedOf(query, out.held);
    }
    return out;
}

std::int64_t learnMarkers(PartitionFetcher& fetcher, const std::string& topic, std::span<const Bounds> bounds,
                          Ledger& ledger, const std::stop_token& stop) {
    std::vector<FetchSpec> specs;
    std::map<base::PartitionId, base::Offset> ends;
    for (const Bounds& one : bounds) {
        const base::Offset from = std::max(one.stable, one.start);
        ends[one.partition] = one.end;
        if (from < one.end)
            specs.push_back({.partition = one.partition, .from = from});
        else
            ledger.complete(one.partition);
    }
    std::size_t fetched = 0;
    while (!specs.empty() && fetched < markerBudget && !stop.stop_requested()) {
        const auto chunks = fetcher.fetch(topic, specs, markerAnswer, base::Millis(0), stop);
        std::vector<FetchSpec> open;
        bool any = false;
        for (std::size_t i = 0; i < chunks.size(); ++i) {
            const Chunk& chunk = chunks[i];
            base::Offset next = specs[i].from;
            if (chunk.bytes && !chunk.bytes->empty()) {
                fetched += chunk.bytes->size();
                next = note(chunk, next, ledger);
            } else if (chunk.atEnd) {
                next = ends[chunk.partition];
            }
            any = any || next > specs[i].from;
            if (next >= ends[chunk.partition])
                ledger.complete(chunk.partition);
            else if (!chunk.error)
                open.push_back({.partition = chunk.partition, .from = next});
        }
        if (!any)
            break;
        // Whoever had no room in this answer comes first in the next.
        std::ranges::rotate(open, open.begin() + (open.empty() ? 0 : 1));
        specs = std::move(open);
    }
    return static_cast<std::int64_t>(fetched);
}

} // namespace browse
