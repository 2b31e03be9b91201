#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

#include "browse/query.h"
#include "browse/record.h"
#include "browse/same_record.h"
#include "browse/transactions.h"
#include "client/connect_options.h"

namespace browse {

/// A transaction has ended: the rows of its producer before the marker that were handed out as open belong to
/// it.
struct Decision {
    base::PartitionId partition;
    Marker marker;
};

/// Why there is no record just before an offset.
enum class Missing {
    Nothing,  ///< there is one
    LogStart, ///< the first offset of all
    Deleted,  ///< by retention or on demand: the log begins here now
    Commit,   ///< a transaction's marker stands there
    Abort,
    OtherControl,
    Compacted, ///< it was there once
};

/// Where a running scan reports. All are called on the thread that scans, a few dozen times a second at
/// most.
struct ScanSink {
    std::function<void(std::vector<RecordPtr>)>
        rows; ///< in display order: each call continues the one before
    std::function<void(const Progress&)> progress;
    std::function<void(const std::vector<Decision>&)> decided; ///< Tail only, after the rows they concern
};

/// Reads records of one cluster. Calls block and belong on worker threads; several may run at once.
class RecordSource {
public:
    virtual ~RecordSource() = default;

    /// Runs to an end of its own or until stopped: at once while it reads; before, a broker that hangs may
    /// hold it for the options' timeouts. Rows come by (time, partition, offset), rising or falling with the
    /// direction; a row is handed out only when no partition can still hold one that belongs before it.
    /// Bounds are offsets: gaps of compaction and transactions neither end nor delay a scan.
    virtual ScanResult scan(const Query& query, const ScanSink& sink, std::stop_token stop) = 0;

    /// A record that was read before, in full, however large. OFFSET_OUT_OF_RANGE when it is gone, NOT_FOUND
    /// when a gap stands there; ANOTHER_TOPIC or RECORD_REPLACED when another record does.
    virtual base::Result<RecordPtr> fetchOne(const TopicRead& topic, const Record& was,
                                             std::stop_token stop) = 0;

    /// What stands, or stood, just before a record.
    virtual base::Result<Missing> missingBefore(const base::TopicPartition& partition, base::Offset offset,
                                                std::stop_token stop) = 0;
};

/// Over connections of its own (made by the first call), so that a scan never delays administration.
std::shared_ptr<RecordSource> makeClusterRecordSource(const client::ConnectOptions& options);

} // namespace browse
