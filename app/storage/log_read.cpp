#include <algorithm>
#include <cstring>

#include <fmt/core.h>

#include "protocol/error_codes.h"
#include "storage/batch_walker.h"
#include "storage/log.h"
#include "storage/storage_error.h"

namespace storage {
namespace {

// One for each of a few consumers that read the same partition at different places.
constexpr std::size_t kHints = 8;

base::Buffer joined(const std::vector<base::Buffer>& pieces, std::size_t total) {
    if (pieces.empty())
        return {};
    if (pieces.size() == 1)
        return pieces.front();
    auto bytes = std::make_shared_for_overwrite<std::uint8_t[]>(total);
    std::size_t done = 0;
    for (const auto& piece : pieces) {
        std::memcpy(bytes.get() + done, piece.data(), piece.size());
        done += piece.size();
    }
    const base::ByteView view(bytes.get(), total);
    return {std::move(bytes), view};
}

base::Error outside(const std::string& name, base::Offset from, base::Offset start, base::Offset end) {
    return protocol::makeError(protocol::ErrorCode::OFFSET_OUT_OF_RANGE,
                               fmt::format("offset {} of {} is outside of what is held: {} to {}",
                                           from.value(), name, start.value(), end.value()),
                               "Go on from the earliest or the latest offset.");
}

} // namespace

base::Result<ReadResult> Log::read(base::Offset from, std::int32_t maxBytes, bool atLeastOneBatch) {
    auto result = readBatches(from, maxBytes, atLeastOneBatch);
    if (!result && result.error().code == toWire(protocol::ErrorCode::CORRUPT_MESSAGE))
        m_environment->unreadable.tell(*m_environment, m_name,
                                       fmt::format("offset {} cannot be read", from.value()), result.error());
    return result;
}

base::Result<ReadResult> Log::readBatches(base::Offset from, std::int32_t maxBytes, bool atLeastOneBatch) {
    if (m_deleted)
        return base::fail(deletedError());
    base::Offset start;
    base::Offset end;
    {
        const base::Lock lock(m_stateMutex);
        start = m_logStart;
        end = endOffset();
    }
    if (from < start || from > end)
        return base::fail(outside(m_name, from, start, end));
    ReadResult result{.records = {}, .highWatermark = end, .lastStableOffset = end, .logStartOffset = start};
    if (from == end)
        return result;
    auto place = locate(from);
    if (!place)
        return base::fail(place.error());

    const auto limit = static_cast<std::size_t>(std::max(maxBytes, 0));
    std::vector<base::Buffer> pieces;
    std::size_t total = 0;
    while (place->segment) {
        std::size_t want =
            std::min(limit - std::min(limit, total), static_cast<std::size_t>(place->size - place->position));
        if (total == 0 && atLeastOneBatch) {
            auto first = BatchWalker(*place->segment, place->position, place->size).next();
            if (!first)
                return base::fail(first.error());
            if (*first)
                want = std::max(want, static_cast<std::size_t>((*first)->facts.sizeBytes));
        }
        if (want < protocol::BatchLayout::headerSize)
            break;
        const auto buffer = place->segment->read(place->position, want);
        if (!buffer)
            return base::fail(buffer.error());
        const auto whole = wholeBatches(buffer->view());
        if (whole.bytes == 0)
            break;
        pieces.push_back(buffer->slice(0, whole.bytes));
        total += whole.bytes;
        place->position += static_cast<std::int64_t>(whole.bytes);
        const auto last = BatchFacts::parse(buffer->view().subspan(whole.lastStart));
        if (!last)
            break;
        remember({.offset = last->lastOffset + 1,
                  .segment = place->segment->baseOffset(),
                  .position = place->position});
        result.highWatermark = result.lastStableOffset = std::max(end, last->lastOffset + 1);
        if (place->position < place->size)
            break;
        *place = placeAfter(*place);
    }
    result.cut = place->segment && place->position < place->size;
    result.records = joined(pieces, total);
    return result;
}

base::Result<Log::Place> Log::locate(base::Offset offset) {
    auto place = placeOf(offset);
    if (place.position == 0) {
        const auto floor = place.segment->floorPosition(offset);
        if (!floor)
            return base::fail(floor.error());
        place.position = std::min(*floor, place.size);
    }
    while (place.segment) {
        BatchWalker walker(*place.segment, place.position, place.size);
        while (true) {
            const auto step = walker.next();
            if (!step)
                return base::fail(step.error());
            if (!*step)
                break;
            if ((*step)->facts.lastOffset >= offset) {
                place.position = (*step)->position;
                return place;
            }
        }
        place = placeAfter(place); // offsets may have gaps
    }
    return place;
}

Log::Place Log::placeOf(base::Offset offset) const {
    const base::Lock lock(m_stateMutex);
    auto after =
        std::upper_bound(m_segments.begin(), m_segments.end(), offset,
                         [](base::Offset at, const auto& segment) { return at < segment->baseOffset(); });
    const auto found = after == m_segments.begin() ? after : after - 1;
    Place place{.segment = *found,
                .position = 0,
                .size = *found == m_segments.back() ? m_activeSize : (*found)->size()};
    for (const auto& hint : m_hints)
        if (hint.offset == offset && hint.segment == place.segment->baseOffset())
            place.position = hint.position;
    return place;
}

Log::Place Log::placeAfter(const Place& place) const {
    const base::Lock lock(m_stateMutex);
    const auto readable = [active = m_segments.back(), size = m_activeSize](const auto& segment) {
        return segment == active ? size : segment->size();
    };
    const auto next =
        std::upper_bound(m_segments.begin(), m_segments.end(), place.segment->baseOffset(),
                         [](base::Offset at, const auto& segment) { return at < segment->baseOffset(); });
    const bool held = next != m_segments.begin() && *std::prev(next) == place.segment;
    if (held && readable(place.segment) > place.size)
        return {.segment = place.segment, .position = place.size, .size = readable(place.segment)};
    if (next == m_segments.end())
        return {};
    return {.segment = *next, .position = 0, .size = readable(*next)};
}

void Log::remember(Hint hint) {
    const base::Lock lock(m_stateMutex);
    if (m_hints.size() < kHints) {
        m_hints.push_back(hint);
        return;
    }
    m_hints[m_nextHint] = hint;
    m_nextHint = (m_nextHint + 1) % kHints;
}

} // namespace storage
