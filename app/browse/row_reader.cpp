#include "browse/row_reader.h"

#include <algorithm>

#include "browse/record_factory.h"
#include "protocol/records/batch_reader.h"

namespace browse {

RowKey keyOf(const Record& record) {
    return {record.timestampMs, record.partition, record.offset};
}

ReadRows RowReader::read(base::PartitionId partition, const base::Buffer& bytes, base::Offset from,
                         base::Offset below, Keep keep, std::size_t atMost, std::size_t countLast) const {
    ReadRows out{.rows = {},
                 .next = from,
                 .begins = {},
                 .firstTimestampMs = {},
                 .lastTimestampMs = {},
                 .lastOffsets = {},
                 .error = {}};
    protocol::BatchReader batches(bytes.view());
    std::int64_t highest = INT64_MIN;
    struct Match {
        protocol::RecordView record;
        std::int64_t before;
    };
    std::deque<Match> matches; // of one batch: copied only when it is known that they are needed
    while (const auto batch = batches.next()) {
        if (batch->nextOffset() <= out.next)
            continue;
        if (batch->baseOffset() >= below) {
            out.next = below;
            break;
        }
        if (!out.begins)
            out.begins = batch->baseOffset();
        ++out.batches;
        out.bytes += static_cast<std::int64_t>(batch->sizeInBytes());
        const base::Offset end = std::min(batch->nextOffset(), below);
        if (batch->isControl()) {
            out.next = end;
            continue;
        }
        auto reader = protocol::RecordReader::open(*batch);
        if (!reader) {
            ++out.damaged;
            out.next = end;
            continue;
        }
        matches.clear();
        bool full = false;
        protocol::RecordView record;
        while (!full && reader->next(record)) {
            if (record.offset < out.next)
                continue;
            if (record.offset >= below)
                break;
            ++out.scanned;
            out.rising = out.rising && record.timestamp >= highest;
            highest = std::max(highest, record.timestamp);
            if (!out.firstTimestampMs)
                out.firstTimestampMs = record.timestamp;
            out.lastTimestampMs = record.timestamp;
            if (countLast > 0) {
                out.lastOffsets.push_back(record.offset);
                if (out.lastOffsets.size() > countLast)
                    out.lastOffsets.pop_front();
            }
            if (!m_filter.matches(record))
                continue;
            matches.push_back({record, out.scanned - 1});
            if (keep == Keep::Last && matches.size() > atMost) {
                matches.pop_front();
                out.dropped = true;
            }
            full = keep == Keep::First && out.rows.size() + matches.size() >= atMost;
        }
        if (!reader->status())
            ++out.damaged;
        out.next = full ? record.offset + 1 : end;
        if (!matches.empty()) {
            const auto facts = factsOf(*batch);
            const auto type = batch->isLogAppendTime() ? TimestampType::LogAppend : TimestampType::Create;
            for (const Match& match : matches)
                out.rows.push_back(
                    {makeRecord(partition, match.record, type, facts, m_limits), match.before});
            if (keep == Keep::Last && out.rows.size() > atMost) {
                out.rows.erase(out.rows.begin(), out.rows.end() - static_cast<std::ptrdiff_t>(atMost));
                out.dropped = true;
            }
        }
        if (full)
            return out;
    }
    if (!batches.status())
        out.error = batches.status().error();
    return out;
}

} // namespace browse
