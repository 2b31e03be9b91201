#include <algorithm>

#include <fmt/core.h>

#include "protocol/records/record_scanner.h"
#include "storage/batch_walker.h"
#include "storage/log.h"

namespace storage {
namespace {

/// The first record of a batch at or after `start` whose timestamp is at least `ms`.
base::Result<std::optional<TimestampOffset>> findRecord(const Segment& segment, const BatchWalker::Step& step,
                                                        std::int64_t ms, base::Offset start) {
    const auto bytes = segment.read(step.position, static_cast<std::size_t>(step.facts.sizeBytes));
    if (!bytes)
        return base::fail(bytes.error());
    const auto batch = protocol::BatchView::parse(bytes->view());
    if (!batch)
        return base::fail(batch.error());
    auto scanner = protocol::RecordScanner::open(*batch);
    if (!scanner)
        return base::fail(scanner.error());
    protocol::RecordOutline record;
    while (scanner->next(record))
        if (record.timestamp >= ms && record.offset >= start)
            return TimestampOffset{record.timestamp, record.offset, batch->partitionLeaderEpoch()};
    if (!scanner->status())
        return base::fail(scanner->status().error());
    return std::nullopt;
}

base::Result<std::optional<TimestampOffset>> findInSegment(Segment& segment, std::int64_t size,
                                                           std::int64_t ms, base::Offset start) {
    const auto floor = segment.floorPositionOfTime(ms);
    if (!floor)
        return base::fail(floor.error());
    BatchWalker walker(segment, std::min(*floor, size), size);
    while (true) {
        const auto step = walker.next();
        if (!step)
            return base::fail(step.error());
        if (!*step)
            return std::nullopt;
        if ((*step)->facts.maxTimestampMs < ms || (*step)->facts.lastOffset < start)
            continue;
        auto found = findRecord(segment, **step, ms, start);
        if (!found || *found)
            return found;
    }
}

} // namespace

TimestampOffset Log::offsetForTimestamp(std::int64_t ms) {
    if (m_deleted)
        return {};
    for (auto place = placeOf(logStartOffset()); place.segment; place = placeAfter(place)) {
        if (place.segment->largestTimestamp().timestampMs < ms)
            continue;
        auto found = findInSegment(*place.segment, place.size, ms, logStartOffset());
        if (!found) {
            m_environment->say(base::LogLevel::Error, fmt::format("{}: look-up of a timestamp failed: {}",
                                                                  m_name, found.error().cause));
            return {};
        }
        if (*found)
            return **found;
    }
    return {};
}

TimestampOffset Log::maxTimestamp() {
    std::int64_t largest = -1;
    for (const auto& segment : segmentsNow())
        largest = std::max(largest, segment->largestTimestamp().timestampMs);
    return largest < 0 ? TimestampOffset{} : offsetForTimestamp(largest);
}

} // namespace storage
