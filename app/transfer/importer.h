#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

#include "transfer/line_count.h"
#include "transfer/tail_sum.h"
#include "workload/sender.h"

namespace transfer {

/// Where an import goes on.
struct ImportPosition {
    std::int64_t byte = 0;           ///< of the first line that was not handed over
    std::int64_t line = 1;           ///< its number
    std::vector<std::int64_t> again; ///< where lines start that were handed over and did not arrive, rising
    TailSum before = {};             ///< of what stands before `byte`
    std::vector<std::int64_t> unsure = {}; ///< of `again`, those that may be stored all the same, rising
};

enum class PartitionChoice { AsInFile, ByKey };

struct ImportPlan {
    std::filesystem::path path;
    std::string topic; ///< to send to; empty: the one each line names
    PartitionChoice partitions = PartitionChoice::AsInFile;
    bool keepTimes = true; ///< false: every record gets the time of sending
    /// The topic deletes records that are given earlier times; 0: none.
    std::int64_t keptFromMs = 0;
    ImportPosition from;
    std::optional<LineCount::Extent> extent; ///< of the file, where it is known from a part before
    bool passUnreadable = false; ///< lines that are no records are left out and told of; false: one ends it
    workload::SendPlan sending;
};

struct ImportProgress {
    workload::SendProgress sending;
    std::int64_t linesRead = 0; ///< by this import
    /// Lines and unpacked bytes up to where all is settled, about: what arrives at another partition out of
    /// turn counts for what stands before it.
    std::int64_t linesDone = 0, bytesDone = 0;
    std::int64_t linesTotal = 0;   ///< of the file; 0: not counted yet
    std::int64_t bytesTotal = 0;   ///< unpacked; 0: not known yet
    std::int64_t withoutTime = 0;  ///< have no time in the file, or −1, and get that of sending
    std::int64_t unusableTime = 0; ///< have the time 0, which cannot be sent, and get it too
    std::int64_t notKept = 0;      ///< are older than the topic keeps records
    std::int64_t passed = 0;       ///< lines that were left out
};

/// A line that ended an import, or was left out.
struct LineFault {
    std::int64_t line = 0;
    std::int64_t column = 0; ///< 0: the broker refused the line as a whole
    std::string reason;      ///< a sentence
    std::string excerpt;     ///< of the line, around the column
    bool unreadable = false; ///< it is no record; else the broker refused it
};

inline constexpr std::size_t mostPassedTold = 20;

struct ImportResult {
    ImportProgress progress;
    std::int64_t sentOnceMore = 0; ///< of those sent: after what was under way behind them
    bool cancelled = false;
    std::optional<base::Error> error;
    std::optional<LineFault> fault; ///< with an error: a line is the reason
    std::vector<LineFault> passed;  ///< the first of those left out, at most mostPassedTold
    /// The rest: a line at fault is the first of it, of those to be sent again where it was refused. Complete
    /// when there was no error and no cancel.
    ImportPosition rest;
    ImportPosition behindFault;        ///< with a fault: the rest without that line
    std::int64_t bytesBehindFault = 0; ///< with a fault: bytesDone with that line
};

/// Sends the records of a file of JSON lines as appendEnvelope and kcat write them. Empty lines and a byte
/// order mark are passed over. Blocks; `report` comes on the calling thread about ten times a second.
ImportResult importFile(const ImportPlan& plan, client::Reaper& reaper,
                        const std::function<void(const ImportProgress&)>& report,
                        const std::stop_token& stop);

/// The first records of a file, for a look at what it holds; stops at the first line at fault.
struct ImportPreview {
    std::int64_t bytes = 0; ///< of the file
    bool packed = false;
    bool whole = false;           ///< the lines looked at are all
    std::int64_t sampleBytes = 0; ///< of the file, up to the last line looked at; about, where packed
    std::int64_t sampled = 0;
    std::vector<std::string> lines; ///< the first few, cut
    std::string topic;              ///< of the first record
    std::int32_t highestPartition = -1;
    std::optional<std::int64_t> oldestMs; ///< of the times that can be sent
    std::optional<LineFault> fault;
};
base::Result<ImportPreview> previewImport(const std::filesystem::path& path,
                                          const std::stop_token& stop = {});

} // namespace transfer
