#include "storage/segment.h"

#include <limits>
#include <vector>

namespace storage {

using base::fail;

Segment::Segment(base::Offset baseOffset, Parts parts, std::int64_t nowMs)
    : m_baseOffset(baseOffset)
    , m_bytes(std::move(parts.bytes))
    , m_offsets(std::move(parts.offsetIndex))
    , m_times(std::move(parts.timeIndex))
    , m_createdMs(nowMs)
    , m_modifiedMs(nowMs) {}

LargestTimestamp Segment::largestTimestamp() const {
    const base::Lock lock(m_mutex);
    return m_largest;
}

std::int64_t Segment::ageReferenceMs() const {
    const base::Lock lock(m_mutex);
    return m_largest.timestampMs >= 0 ? m_largest.timestampMs : m_modifiedMs;
}

bool Segment::mustRollBefore(const BatchFacts& batch, const LogConfig& config, std::int64_t nowMs) const {
    const auto bytes = size();
    if (bytes == 0)
        return false;
    if (bytes > config.segmentBytes - batch.sizeBytes)
        return true;
    if (batch.lastOffset - m_baseOffset > std::numeric_limits<std::int32_t>::max())
        return true;
    const base::Lock lock(m_mutex);
    const auto indexBytes = static_cast<std::size_t>(config.segmentIndexBytes);
    if (m_offsets.count() >= indexBytes / OffsetIndexEntry::kSize ||
        m_times.count() + 1 >= indexBytes / TimeIndexEntry::kSize) // one row is kept for seal()
        return true;
    const auto waited = m_firstTimestampMs.value_or(-1) >= 0 ? batch.maxTimestampMs - *m_firstTimestampMs
                                                             : nowMs - m_createdMs;
    return waited > config.segmentMs;
}

base::Status Segment::append(const BatchFacts& batch, base::ByteView header, base::ByteView body,
                             std::int32_t indexIntervalBytes, std::int64_t nowMs) {
    const auto position = size();
    if (auto written = m_bytes->append(position, header, body); !written)
        return written;
    const base::Lock lock(m_mutex);
    // The data stands; a missing row only makes a look-up walk further, and recovery writes it again.
    static_cast<void>(index(batch, position, indexIntervalBytes));
    m_modifiedMs = nowMs;
    m_size.store(position + batch.sizeBytes, std::memory_order_release);
    return {};
}

base::Status Segment::index(const BatchFacts& batch, std::int64_t position, std::int32_t intervalBytes) {
    if (position == 0)
        m_firstTimestampMs = batch.maxTimestampMs;
    if (batch.maxTimestampMs > m_largest.timestampMs)
        m_largest = {batch.maxTimestampMs, batch.lastOffset};
    base::Status done;
    if (m_bytesSinceIndexEntry > intervalBytes) {
        done = m_offsets.append({relative(batch.lastOffset), static_cast<std::int32_t>(position)});
        if (done)
            done = appendTimeEntry();
        m_bytesSinceIndexEntry = 0;
    }
    m_bytesSinceIndexEntry += batch.sizeBytes;
    return done;
}

base::Status Segment::appendTimeEntry() {
    const auto last = m_times.last();
    if (m_largest.timestampMs <= (last ? last->timestampMs : -1))
        return {};
    return m_times.append({m_largest.timestampMs, relative(m_largest.lastOffset)});
}

base::Status Segment::finishIndexes() {
    const base::Lock lock(m_mutex);
    auto done = appendTimeEntry();
    if (done)
        done = m_offsets.trim();
    if (done)
        done = m_times.trim();
    return done;
}

base::Status Segment::seal() {
    auto done = finishIndexes();
    const base::Lock lock(m_mutex);
    m_offsets.release();
    m_times.release();
    return done;
}

base::Result<bool> Segment::load(std::int64_t size, std::int64_t modifiedMs) {
    const base::Lock lock(m_mutex);
    m_size.store(size, std::memory_order_release);
    m_createdMs = m_modifiedMs = modifiedMs;
    const auto offsetsWhole = m_offsets.load();
    if (!offsetsWhole)
        return offsetsWhole;
    const auto timesWhole = m_times.load();
    if (!timesWhole)
        return timesWhole;
    if (!*offsetsWhole || !*timesWhole)
        return false;
    if (const auto last = m_offsets.last();
        last && (last->relativeOffset < 0 || last->position <= 0 || last->position >= size))
        return false; // a row for position 0 is never written: zeros are what a pre-allocated file was left
                      // with
    const auto lastTime = m_times.last();
    if (lastTime) {
        const bool zeros = lastTime->timestampMs == 0 && lastTime->relativeOffset == 0;
        if (lastTime->relativeOffset < 0 || lastTime->timestampMs < 0 || zeros || size == 0)
            return false;
        m_largest = {lastTime->timestampMs, m_baseOffset + lastTime->relativeOffset};
    }
    m_firstTimestampMs.reset();
    if (size >= static_cast<std::int64_t>(protocol::BatchLayout::headerSize)) {
        const auto header = m_bytes->read(0, protocol::BatchLayout::headerSize);
        if (!header)
            return fail(header.error());
        const auto first = BatchFacts::parse(header->view());
        if (!first || first->baseOffset < m_baseOffset)
            return false;
        m_firstTimestampMs = first->maxTimestampMs;
        if (!lastTime && first->maxTimestampMs >= 0)
            return false;
    }
    return true;
}

base::Status Segment::beginRebuild() {
    const base::Lock lock(m_mutex);
    m_size.store(0, std::memory_order_release);
    m_largest = {};
    m_firstTimestampMs.reset();
    m_bytesSinceIndexEntry = 0;
    auto done = m_offsets.clear();
    return done ? m_times.clear() : done;
}

base::Status Segment::rebuildWith(const BatchFacts& batch, std::int32_t indexIntervalBytes) {
    const base::Lock lock(m_mutex);
    const auto position = m_size.load(std::memory_order_relaxed);
    auto done = index(batch, position, indexIntervalBytes);
    m_size.store(position + batch.sizeBytes, std::memory_order_release);
    return done;
}

base::Status Segment::endRebuild() {
    return m_bytes->truncate(size());
}

base::Status Segment::prepareForAppends() {
    const base::Lock lock(m_mutex);
    auto done = m_offsets.makeResident();
    return done ? m_times.makeResident() : done;
}

base::Result<base::Buffer> Segment::read(std::int64_t position, std::size_t count) const {
    return m_bytes->read(position, count);
}

base::Result<std::int64_t> Segment::floorPosition(base::Offset offset) {
    const base::Lock lock(m_mutex);
    const auto entry = m_offsets.lastWhere(
        [&](const OffsetIndexEntry& row) { return m_baseOffset + row.relativeOffset <= offset; });
    if (!entry)
        return fail(entry.error());
    return *entry ? (*entry)->position : 0;
}

base::Result<std::int64_t> Segment::floorPositionOfTime(std::int64_t ms) {
    std::optional<base::Offset> from;
    {
        const base::Lock lock(m_mutex);
        const auto entry =
            m_times.lastWhere([&](const TimeIndexEntry& row) { return row.timestampMs <= ms; });
        if (!entry)
            return fail(entry.error());
        if (*entry)
            from = m_baseOffset + (*entry)->relativeOffset;
    }
    return from ? floorPosition(*from) : base::Result<std::int64_t>(0);
}

base::Status Segment::flush() {
    for (auto* pooled : files()) {
        auto file = pooled->acquire();
        if (!file)
            return fail(file.error());
        if (auto done = (*file)->sync(); !done)
            return done;
    }
    return {};
}

std::vector<PooledFile*> Segment::files() {
    std::vector<PooledFile*> all;
    const base::Lock lock(m_mutex);
    for (auto* file : {m_bytes->file(), m_offsets.file(), m_times.file()})
        if (file)
            all.push_back(file);
    return all;
}

} // namespace storage
