#pragma once

#include <deque>
#include <optional>

#include "browse/partition_fetcher.h"
#include "browse/query.h"
#include "browse/record.h"
#include "browse/record_filter.h"

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
    std::shared_ptr<Record> row;
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
    std::vector<OffsetSpan> damaged; ///< batches that cannot be read, or not to their end, as far as wanted
    std::optional<std::int64_t> firstTimestampMs; ///< of all records looked at
    std::optional<std::int64_t> lastTimestampMs;
    bool rising = true;                   ///< timestamps of all records looked at
    std::deque<base::Offset> lastOffsets; ///< of the last records looked at, at most as many as asked for
    std::vector<Marker> markers;
    std::optional<base::Error> error; ///< the bytes are no batches of ours from `next` on
};

/// Which rows of a chunk to keep when there are more matches than needed.
enum class Keep { First, Last };

/// What of a chunk is wanted.
struct ReadSpec {
    base::Offset from;
    base::Offset below;
    Keep keep = Keep::First;
    std::size_t atMost = SIZE_MAX; ///< rows
    std::size_t countLast = 0;     ///< how many of the last offsets to tell
};

/// Reads chunks into rows.
class RowReader {
public:
    explicit RowReader(const Query& query)
        : m_filter(query.filter)
        , m_limits(query.limits)
        , m_fromMs(query.seek == Seek::Tail ? INT64_MIN : query.fromMs.value_or(INT64_MIN))
        , m_untilMs(query.seek == Seek::Tail ? INT64_MAX : query.untilMs.value_or(INT64_MAX))
        , m_isCommitted(query.isolation == Isolation::ReadCommitted)
        , m_withControl(query.controlRecords) {}

    void setFilter(const Filter& filter) { m_filter = RecordFilter(filter); }
    /// What the markers above the last stable offsets say.
    Ledger& ledger() { return m_ledger; }
    /// Records in [from, below). At most `atMost` matches become rows; with Keep::First reading stops there,
    /// and `next` is the offset behind the last row.
    [[nodiscard]] ReadRows read(const Chunk& chunk, const ReadSpec& spec) const;

private:
    class Pass;

    RecordFilter m_filter;
    const Limits m_limits;
    const std::int64_t m_fromMs, m_untilMs;
    const bool m_isCommitted;
    const bool m_withControl;
    Ledger m_ledger;
};

} // namespace browse
