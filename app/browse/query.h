#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "base/uuid.h"

namespace browse {

class Ledger;

/// Where a scan begins and which way it goes.
/// Newest: from the end backwards. Oldest, AtOffset, AtTime: forwards to the ends as they were at the start.
/// LastPerPartition: the last `count` records of each partition, newest first; the filter chooses among
/// those. Tail: what arrives from now on, until stopped.
enum class Seek { Newest, Oldest, AtOffset, AtTime, LastPerPartition, Tail };

/// ReadUncommitted: everything, each record marked with what became of its transaction. ReadCommitted: what a
/// read_committed consumer gets, up to the last stable offset.
enum class Isolation { ReadUncommitted, ReadCommitted };

/// What lets a record through: all that is set must hold. A Filter as it is made lets everything pass.
struct Filter {
    std::string text;       ///< to look for, as bytes; empty: nothing is looked for
    bool isRegex = false;   ///< RE2's syntax
    bool matchCase = false; ///< false: Unicode simple folding
    bool inKey = true;
    bool inValue = true;
    bool inHeaders = true;          ///< names and values
    bool isNot = false;             ///< the text must be in none of them
    std::optional<std::string> key; ///< byte for byte
    std::string headerName;         ///< of a header that must be there; empty: none must
    std::optional<std::string> headerValue;
    bool tombstonesOnly = false; ///< records without a value
    bool keylessOnly = false;    ///< records without a key; an empty one is a key
    bool operator==(const Filter&) const = default;
};

/// The filter of a running scan that may change. Thread-safe.
class FilterBox {
public:
    /// The number that `inUse` tells once it is looked with.
    int put(Filter filter) {
        const std::lock_guard lock(m_mutex);
        m_next = std::move(filter);
        return ++m_last;
    }
    /// What was put since; none: nothing.
    std::optional<Filter> take() {
        const std::lock_guard lock(m_mutex);
        m_inUse = m_last;
        return std::exchange(m_next, std::nullopt);
    }
    /// The one that the scan looks with; 0: its query's.
    [[nodiscard]] int inUse() const {
        const std::lock_guard lock(m_mutex);
        return m_inUse;
    }

private:
    mutable std::mutex m_mutex; // guards what follows
    std::optional<Filter> m_next;
    int m_last = 0, m_inUse = 0;
};

/// A part of one partition: offsets from `from` up to, not including, `until`.
struct PartitionPart {
    base::PartitionId partition;
    std::optional<base::Offset> from;
    std::optional<base::Offset> until;
};

/// Where a finished scan can go on in one partition: the next offset forwards, or backwards the one above the
/// next.
struct Position {
    base::PartitionId partition;
    base::Offset offset;
    auto operator<=>(const Position&) const = default;
};

/// Offsets of one partition from `from` up to, not including, `to`.
struct OffsetSpan {
    base::PartitionId partition;
    base::Offset from;
    base::Offset to;
};

struct Limits {
    std::size_t rows = 500;               ///< matches after which the scan stops; without meaning for Tail
    std::int64_t scannedRecords = 0;      ///< records looked at after which the scan stops; 0: no such limit
    std::size_t previewBytes = 64u << 10; ///< of a key, a value, and of all headers together
    std::size_t previewHeaders = 1000;
    std::size_t memoryBytes = 64u << 20; ///< fetched blocks in flight, all partitions together
};

struct Query {
    std::string topic;
    std::vector<base::PartitionId> partitions; ///< empty: all
    std::vector<PartitionPart> parts;          ///< of chosen partitions; the others are looked at whole
    Seek seek = Seek::Newest;
    std::int64_t offset = 0; ///< AtOffset: in every chosen partition; before its start: from its start
    /// Records of these times only, both ends included. AtTime wants the first.
    std::optional<std::int64_t> fromMs, untilMs;
    bool toEnds = false;      ///< with untilMs: looks behind a partition's first later record too
    std::int64_t count = 100; ///< LastPerPartition
    Isolation isolation = Isolation::ReadUncommitted;
    bool controlRecords = false; ///< rows for them too
    Filter filter;
    std::shared_ptr<FilterBox>
        newFilter; ///< Tail: what comes after a change is looked at with that; may be null
    Limits limits;
    std::vector<Position>
        resume; ///< ScanResult::resume of the same query: goes on there instead of at `seek`
    std::shared_ptr<const Ledger> ledger; ///< with `resume`: ScanResult::ledger
    base::Uuid topicId; ///< with `resume`: of the topic of the first part, else ANOTHER_TOPIC; zero: any
};

enum class StopReason {
    EndReached, ///< everything between the bounds was looked at
    RowLimit,   ///< Limits::rows matches were found
    ScanBudget, ///< Limits::scannedRecords were looked at
    Cancelled,
    Failed, ///< see ScanResult::error; the rows handed out before it stand
};

/// How far a scan is within one partition, in offsets, gaps included.
struct PartitionProgress {
    base::PartitionId partition;
    std::int64_t done = 0, total = 0;
    bool operator==(const PartitionProgress&) const = default;
};

struct Progress {
    std::int64_t scanned = 0;        ///< records looked at
    std::int64_t matched = 0;        ///< records handed out
    std::int64_t bytes = 0;          ///< fetched
    std::int64_t offsetsDone = 0;    ///< of offsetsTotal: the share that is done, gaps included
    std::int64_t offsetsTotal = 0;   ///< 0 for Tail
    bool waits = false;              ///< Tail: no broker answers; it goes on where it is once one does
    std::int64_t deleted = 0;        ///< offsets that were to be read and were deleted before, gaps included
    std::int64_t behindOpen = 0;     ///< ReadCommitted: offsets asked for that wait for transactions to end
    std::int64_t damagedBatches = 0; ///< left out: wrong checksum inside, or not to be decompressed
    std::vector<PartitionProgress> partitions; ///< of which there is something to read; none for Tail
    base::Uuid topicId;                        ///< of the topic that is read; zero: not told
};

/// What a partition held when asked: offsets from `start` up to, not including, `end`.
struct Bounds {
    base::PartitionId partition;
    base::Offset start;
    base::Offset end;
    base::Offset stable; ///< the last stable offset: above it a transaction may be open
    auto operator<=>(const Bounds&) const = default;
};

struct ScanResult {
    StopReason reason = StopReason::EndReached;
    Progress progress;
    /// Timestamps do not rise within some partition, so rows are by time across partitions and by offset
    /// within one.
    bool orderIsApproximate = false;
    std::optional<base::Error> error;
    std::vector<Position> resume; ///< empty when nothing is left in that direction
    /// Goes with `resume`, as Query::parts: where the times end, which cannot be told once it is deleted,
    /// and, backwards, where the partitions began.
    std::vector<PartitionPart> parts;
    std::shared_ptr<const Ledger> ledger;
    std::vector<Bounds> held;    ///< the chosen partitions as the scan began; none: it did not get there
    std::vector<Bounds> planned; ///< what of them was to be read
    /// Forwards, what of Progress::deleted was deleted while it read; all of it stood before `resume`.
    std::vector<OffsetSpan> deleted;
    std::vector<OffsetSpan> damaged; ///< Progress::damagedBatches
};

} // namespace browse
