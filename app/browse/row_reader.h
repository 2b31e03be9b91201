#pragma once

#include <deque>
#include <optional>

#include "browse/partition_fetcher.h"
#include "browse/query.h"
#include "browse/record.h"
#include "browse/text_filter.h"

namespace browse {

/// The order of rows: by time, then partition, then offset.
struct RowKey {
    std::int64_t timestampMs;
    base::PartitionId partition;
    base::Offset offset;
    auto operator<=>(const RowKey&) const = default;
};

RowKey keyOf(const Record& record);

/// A record that matches.
struct FoundRow {
    RecordPtr row;
    std::int64_t before = 0; ///< records looked at before this one
};

/// What of one chunk concerns the scan, in offset order.
struct ReadRows {
    std::vector<FoundRow> rows;         ///< that match, without the superfluous: see RowReader::read
    base::Offset next;                  ///< where the chunk ends
    std::optional<base::Offset> begins; ///< of the first batch that was read, all of it
    std::int64_t batches = 0;           ///< whole ones, and how long they are together
    std::int64_t bytes = 0;
    bool dropped = false; ///< with Keep::Last: there were older matches than `rows`
    std::int64_t scanned = 0;
    std::int64_t damaged = 0;                     ///< batches
    std::optional<std::int64_t> firstTimestampMs; ///< of all records looked at
    std::optional<std::int64_t> lastTimestampMs;
    bool rising = true;                   ///< timestamps of all records looked at
    std::deque<base::Offset> lastOffsets; ///< of the last records looked at, at most as many as asked for
    std::optional<base::Error> error;     ///< the bytes are no batches of ours from `next` on
};

/// Which rows of a chunk to keep when there are more matches than needed.
enum class Keep { First, Last };

/// Reads chunks into rows.
class RowReader {
public:
    RowReader(const Filter& filter, const Limits& limits) : m_filter(filter), m_limits(limits) {}

    /// Records in [from, below). At most `atMost` matches become rows; with Keep::First reading stops there,
    /// and `next` is the offset behind the last row. `countLast`: how many of the last offsets to tell.
    [[nodiscard]] ReadRows read(base::PartitionId partition, const base::Buffer& bytes, base::Offset from,
                                base::Offset below, Keep keep, std::size_t atMost,
                                std::size_t countLast = 0) const;

private:
    const TextFilter m_filter;
    const Limits m_limits;
};

} // namespace browse
