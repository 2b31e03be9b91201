#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

#include <QString>
#include <QUuid>

#include "base/result.h"
#include "session/records.h"

namespace session {

enum class RunKind { Adder, Produce, Export, Import, SendAgain };

/// CutOff: the program ended while it was running.
enum class RunState { Running, Finished, Stopped, Failed, CutOff };

/// What a line of a run's log says; what `count`, `other` and `text` of it mean stands beside.
enum class RunNote {
    Started,
    GoesOn,         ///< count: records of the parts before
    Failed,         ///< text: why
    LineAtFault,    ///< count: the line, other: the column, 0: all of it, text: what stands there
    NotArrived,     ///< count: records handed over that are not stored
    NotText,        ///< count: keys, values and header parts in base64 that are no text
    NoFile,         ///< count: null values, which have no file
    DamagedBatches, ///< count: batches that could not be read and are left out
    WithoutTime,    ///< count: records that got the time of sending
    Stopped,        ///< count: records until then, other: lines or records skipped
    Finished,       ///< count: records, other: lines or records skipped
    CutOff,
    UnusableTime,   ///< count: records that got the time of sending, theirs being 0
    TimesNotKept,   ///< count: records that got the broker's time and not the one given, text: the topic
    NoMarkers,      ///< the markers of transactions, which the table showed, are left out
    UpToFirstLater, ///< what stands behind the first later record of a partition was not read
    SentOnceMore,   ///< count: records refused with their batch, which arrived behind later ones
    LinesPassed,    ///< count: lines left out since all such were to be; the first of them are told
    OlderThanKept,  ///< count: records that the topic will delete for their time, other: the ms it keeps them
    DeletedUnread,  ///< count: offsets of a range that were deleted before they were read
    BehindOpen,     ///< count: offsets of a range behind open transactions, which were not read
    RowGone,        ///< count: offset, other: partition of a row that was deleted since it was read
    RowsGone,       ///< count: all such, which are left out; the first of them are told
    Uncommitted,    ///< count: records written that were aborted or are open; other 1: whose end is not known
    Unsure,         ///< count: records sent to which no answer came: stored or not
    UnsureAgain,    ///< count: such records, which the rest sends once more
    UnsureLeftOut,  ///< count: such records, which the rest goes on without
    TopicMadeAnew,  ///< text: the topic, which was another one before
};

struct RunLine {
    qint64 atMs = 0;
    RunNote note = RunNote::Started;
    qint64 count = 0, other = 0;
    QString text = {};
    bool operator==(const RunLine&) const = default;
};

/// In whole numbers: 29 of 100 are 29.
[[nodiscard]] inline int wholePercent(qint64 done, qint64 total) {
    return total > 0 ? static_cast<int>(std::clamp<qint64>(done, 0, total) * 100 / total) : 100;
}

/// Of one partition that an export reads, in offsets.
struct PartitionShare {
    int partition = 0;
    qint64 done = 0, total = 0;
    bool operator==(const PartitionShare&) const = default;
    [[nodiscard]] double share() const { ///< 0…1
        return total > 0 ? std::clamp(double(done) / double(total), 0.0, 1.0) : 1.0;
    }
    [[nodiscard]] int percent() const { return wholePercent(done, total); }
};

struct RunFigures {
    qint64 records = 0;         ///< written, sent or summed
    qint64 bytes = 0;           ///< written, or of keys, values and headers sent; 0: not counted
    qint64 refused = 0;         ///< did not arrive: not stored
    qint64 looked = 0;          ///< export: records read to find them
    qint64 skipped = 0;         ///< lines or records at fault that were left out
    qint64 done = 0, total = 0; ///< the share that is done, in a measure of its own; total 0: not known
    qint64 deleted = 0;         ///< export: offsets of the range that were deleted before they were read
    qint64 behindOpen = 0;      ///< export that has ended: offsets of the range behind open transactions
    qint64 unsure = 0;          ///< sent, and no answer came: stored or not
    /// Of an import, whose share is one of bytes, while this program lives; total 0: not counted yet.
    qint64 linesDone = 0, linesTotal = 0;
    std::vector<PartitionShare> partitions; ///< of an export while this program lives; rising
    bool operator==(const RunFigures&) const = default;
};

/// What a run is about.
struct RunSubject {
    RunKind kind = RunKind::Export;
    QUuid cluster;
    QString clusterName;
    QString topic;
    QString file = {}; ///< exported to or imported from
    bool operator==(const RunSubject&) const = default;
};

struct RunRate {
    qint64 atMs = 0;
    double perSecond = 0;
    bool operator==(const RunRate&) const = default;
};

/// What the rest of a run that ended at a fault is done without.
enum class Skip { Nothing, Fault, AllSuch };

/// What the rest of a run does with records that may be stored already.
enum class Unsure { SendAgain, LeaveOut };

/// One run as the screens see it.
struct RunRow {
    QString id;
    RunSubject subject;
    RunState state = RunState::Running;
    qint64 startedMs = 0, endedMs = 0; ///< endedMs 0: it runs
    qint64 restedMs = 0;               ///< between the two: it had ended, and went on later
    RunFigures figures;
    std::optional<double> perSecond; ///< records: over the last seconds, or all of it once it has ended
    std::optional<qint64> leftMs;
    std::optional<base::Error> error;
    std::vector<RunRate> rates; ///< oldest first, at most 240, further apart the longer it runs
    QByteArray asked;         ///< what it can be asked for with once more, in another program too; empty: not
    bool canGoOn = false;     ///< the rest can be done
    bool canSkip = false;     ///< the rest without the line or record at fault can be done
    bool canSkipAll = false;  ///< and without whatever later lines are at fault in the same way
    bool canRepeat = false;   ///< all of it can be done once more
    qint64 mayBeTwice = 0;    ///< records that the rest sends once more, and that may be stored already
    std::vector<RunLine> log; ///< oldest first, at most 200
    [[nodiscard]] qint64 workedMs(qint64 untilMs) const {
        return std::max<qint64>(0, untilMs - startedMs - restedMs);
    }
};
using RunPtr = std::shared_ptr<const RunRow>;

enum class ExportFormat { JsonLines, Csv, RawFiles };
enum class ExportPacking { None, Gzip, Zstd };

struct ExportFields {
    bool topic = true, partition = true, offset = true, time = true, headers = true, key = true, value = true;
};

struct ExportDraft {
    QString topic;
    BrowseQuery query;           ///< what matches, oldest first, whatever its direction and limit
    std::vector<RecordRow> rows; ///< if there are any, these and not the query, in this order
    QString rowsTopicId = {};    ///< of the topic that the rows are from; empty: not known
    ExportFormat format = ExportFormat::JsonLines;
    QString path; ///< of the file; of the folder for raw files
    bool replace = false;
    ExportFields fields;
    bool keyInBase64 = false, valueInBase64 = false;
    ExportPacking packing = ExportPacking::None; ///< of a file of lines
};

/// How records are sent by an import or once more.
struct SendingDraft {
    double perSecond = 0;                   ///< 0: as fast as it goes
    QString codec = QStringLiteral("none"); ///< as ProduceDraft's
    bool keepPartition = true;              ///< false: by key
    bool keepTime = true;                   ///< false: the time of sending
};

struct ImportDraft {
    QString path;
    QString topic; ///< to send to
    SendingDraft sending;
};

struct SendAgainDraft {
    QString fromBootstrap, fromTopic; ///< where records that are cut are read whole
    std::vector<RecordRow> rows;      ///< in this order
    QString topic;                    ///< to send to
    SendingDraft sending;
    QString fromTopicId = {}; ///< empty: not known
    QUuid fromCluster = {};   ///< the connection that `fromBootstrap` is of; null: of none
};

} // namespace session
