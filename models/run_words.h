#pragma once

#include "models/cells.h"
#include "models/formats.h"
#include "session/runs.h"

/// How runs are put into words, wherever they are told. Pure; the UI thread's translations.
namespace models {

QString countedRecords(qint64 count); ///< "1 record", "1 473 records"
/// Of a reading or an export: offsets count, also those without a record. No full stop.
QString deletedBeforeRead(qint64 offsets);
QString runTitle(const session::RunSubject& subject); ///< "Export of orders"
QString runKind(session::RunKind kind);
QString runIcon(session::RunKind kind);

struct RunStateWords {
    QString word;
    Shape shape;
    Tone tone;
};
RunStateWords runState(session::RunState state);

std::optional<double> runShare(const session::RunRow& run); ///< 0…1; none: not known
QString runProgress(const session::RunRow& run);            ///< "74 %", of one cut off "≈74 %"
/// Of one that did not finish: what its progress means; else empty.
QString runProgressTip(const session::RunRow& run);
/// Of an export that is under way, the partition that lags far behind the whole; none: no one does.
std::optional<session::PartitionShare> runSlowest(const session::RunRow& run);
QString runLeft(const session::RunRow& run);    ///< an en dash for unknown
QString runLeftTip(const session::RunRow& run); ///< why it is not known; else empty
/// What happened to the records: "250 of 1 000 sent".
QString runDone(const session::RunRow& run);
/// It was ended by force before any of its figures was known.
bool countedNothing(const session::RunRow& run);
/// What has come of it, or why it failed, in one sentence.
QString runResult(const session::RunRow& run);
/// Why it cannot be run again; empty: it can.
QString runRepeatProblem(const session::RunRow& run);
/// Of one that was cut off: why it cannot go on, and what can be done instead; else empty.
QString runRestProblem(const session::RunRow& run);
/// Of one whose connection leads elsewhere by now: that it cannot go on, and what can be done instead, or
/// where it goes on.
QString runElsewhere(const session::RunRow& run);
/// Why the times that records were given are not theirs. No full stop.
QString timesNotKept(const QString& topic);
/// What going on without what is at fault is called.
QString skipAndGoOn(const session::RunSubject& subject);
QString skipAllSuch();
/// Of the rest of a run: records that may be stored already are sent once more.
QString sendsUnsure(qint64 count);
QString sendsUnsureTip();
/// Of records that were sent and got no answer, a sentence.
QString arrivalNotKnown(qint64 count);
QString runNote(const session::RunLine& line);
/// The whole log as text, a line each with its time.
QString runLog(const session::RunRow& run, Zone zone);

} // namespace models
