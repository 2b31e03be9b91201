#pragma once

#include <functional>
#include <optional>
#include <span>
#include <stop_token>

#include "browse/record_source.h"
#include "transfer/record_output.h"

namespace transfer {

struct ExportProgress {
    Written written;
    std::int64_t scanned = 0;     ///< records looked at
    std::int64_t bytesRead = 0;   ///< fetched
    std::int64_t offsetsDone = 0; ///< of offsetsTotal
    std::int64_t offsetsTotal = 0;
    std::int64_t damagedBatches = 0;                   ///< could not be read and are not in the file
    std::int64_t deleted = 0;                          ///< see browse::Progress
    std::vector<browse::PartitionProgress> partitions; ///< of a range: those with something to read
};

struct ExportResult {
    ExportProgress progress;
    bool cancelled = false;
    std::optional<base::Error> error; ///< what was written before it stands, whole
    /// Where the file ends, which holds what was written and no more: a Target::behind for the rest. None: it
    /// is as it was before.
    std::optional<FileEnd> behind = {};
    /// Of a range, where to go on: a Query::resume for the rest. Empty: nothing is left.
    std::vector<browse::Position> rest;
    std::vector<browse::PartitionPart> parts; ///< goes with `rest`, as Query::parts
    std::int64_t behindOpen = 0;              ///< see browse::Progress
    base::Uuid topicId;                       ///< goes with `rest`, as Query::topicId; zero: not told
    /// Of records, how many of those given need not be given again.
    std::size_t passed = 0;
    /// Of those passed, which are left out, for they were deleted since they were read.
    std::vector<browse::Position> gone;
};

using ExportReport = std::function<void(const ExportProgress&)>;

/// Writes every record that the query matches, oldest first, whatever its limits and direction say; its
/// `resume` is heeded. Reading waits for writing, so that memory stays bounded. Blocks; `report` comes on the
/// calling thread a few times a second.
ExportResult exportRange(browse::RecordSource& source, const browse::Query& query, const Target& target,
                         const ExportReport& report, const std::stop_token& stop);

/// Writes these records in the order given; one that is cut is read again, whole, and left out where it is
/// gone.
ExportResult exportRecords(browse::RecordSource& source, std::span<const browse::RecordPtr> records,
                           const Target& target, const ExportReport& report, const std::stop_token& stop);

} // namespace transfer
