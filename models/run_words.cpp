#include "models/run_words.h"

#include <algorithm>

#include <QCoreApplication>
#include <QFileInfo>

namespace models {
namespace {

using session::RunKind;
using session::RunNote;
using session::RunRow;
using session::RunState;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(runs)
};

QString olderThanKept(qint64 count, qint64 keptMs) {
    return Words::tr(
               "of those read, %1 older than the topic keeps (%2): what was sent of them will be deleted")
        .arg(countedRecords(count), formatRetention(keptMs));
}

/// Of all its parts; empty: none is.
QString olderThanKept(const RunRow& run) {
    qint64 count = 0, keptMs = 0;
    for (const auto& line : run.log)
        if (line.note == RunNote::OlderThanKept) {
            count += line.count;
            keptMs = line.other;
        }
    return count > 0 ? olderThanKept(count, keptMs) : QString();
}

QString recordsAndSkipped(const session::RunLine& line) {
    const QString records = countedRecords(line.count);
    return line.other > 0 ? Words::tr("%1, %2 skipped").arg(records, formatCount(line.other)) : records;
}

/// What an export has not got of its range.
QStringList lossesOf(const session::RunFigures& figures) {
    QStringList out;
    if (figures.skipped > 0)
        out += Words::tr("%1 skipped").arg(formatCount(figures.skipped));
    if (figures.deleted > 0)
        out += deletedBeforeRead(figures.deleted);
    if (figures.behindOpen > 0)
        out += Words::tr("read up to open transactions, %1 %2 behind them")
                   .arg(QString(estimateSign), formatCount(figures.behindOpen));
    return out;
}

/// Of the lines of an imported file.
QString lineNote(const session::RunLine& line) {
    const QString count = formatCount(line.count);
    if (line.note == RunNote::LinesPassed)
        return Words::tr("Skipped with all such, being no records: %1 line(s)", nullptr, pluralOf(line.count))
            .arg(count);
    return line.other > 0 ? Words::tr("Line %1, column %2: %3").arg(count, formatCount(line.other), line.text)
                          : Words::tr("Line %1: %2").arg(count, line.text);
}

/// What an export or a sending of rows left out, or wrote all the same.
QString lossNote(const session::RunLine& line) {
    if (line.note == RunNote::DeletedUnread)
        return Words::tr("Deleted before they were read, so not written: %1 %2")
            .arg(QString(estimateSign), countedRecords(line.count));
    if (line.note == RunNote::BehindOpen)
        return Words::tr("Read up to open transactions, as Read committed does; behind them and not written: "
                         "%1 %2")
            .arg(QString(estimateSign), countedRecords(line.count));
    if (line.note == RunNote::RowGone)
        return Words::tr("Left out, being deleted since it was read: offset %1 of partition %2")
            .arg(formatCount(line.count))
            .arg(line.other);
    if (line.note == RunNote::RowsGone)
        return Words::tr("Left out, being deleted since they were read: %1 in all")
            .arg(countedRecords(line.count));
    if (line.note == RunNote::Uncommitted)
        return (line.other == 0 ? Words::tr("Aborted or not committed, and written like all others: %1")
                                : Words::tr("Not known whether committed, and written like all others: %1"))
            .arg(countedRecords(line.count));
    return {};
}

/// Of records that were not acknowledged.
QString arrivalNote(const session::RunLine& line) {
    const QString records = countedRecords(line.count);
    if (line.note == RunNote::NotArrived)
        return Words::tr("Handed over and not arrived: %1").arg(records);
    if (line.note == RunNote::UnsureAgain)
        return Words::tr("Sent again, though they may be stored: %1").arg(records);
    if (line.note == RunNote::UnsureLeftOut)
        return Words::tr("Not sent again, since they may be stored: %1").arg(records);
    if (line.note == RunNote::Unsure)
        return Words::tr("Not known whether they arrived, since no answer came: %1").arg(records);
    if (line.note == RunNote::TopicMadeAnew)
        return Words::tr("%1 was deleted and created anew meanwhile: what was sent before that is gone")
            .arg(line.text);
    return {};
}

/// Of what became of the records' own times.
QString timeNote(const session::RunLine& line) {
    const QString records = countedRecords(line.count);
    if (line.note == RunNote::WithoutTime)
        return Words::
            tr("Read without a time of their own, and sent with the time of sending where they were sent: %1")
                .arg(records);
    if (line.note == RunNote::UnusableTime)
        return Words::tr("Read with the time 0, which cannot be sent, and sent with the time of sending "
                         "where they were sent: %1")
            .arg(records);
    if (line.note == RunNote::TimesNotKept)
        return Words::tr("%1: %2").arg(timesNotKept(line.text), records);
    if (line.note == RunNote::OlderThanKept)
        return olderThanKept(line.count, line.other);
    return {};
}

} // namespace

QString countedRecords(qint64 count) {
    return Words::tr("%1 record(s)", nullptr, pluralOf(count)).arg(formatCount(count));
}

QString deletedBeforeRead(qint64 offsets) {
    return Words::tr("%1 %2 were deleted before they were read", nullptr, pluralOf(offsets))
        .arg(QString(estimateSign), formatCount(offsets));
}

QString skipAndGoOn(const session::RunSubject& subject) {
    return subject.kind == RunKind::Import ? Words::tr("Skip the line and go on")
                                           : Words::tr("Skip the record and go on");
}

QString skipAllSuch() {
    return Words::tr("Skip all such lines");
}

QString sendsUnsure(qint64 count) {
    return Words::tr("Send %1 record(s) once more that may be stored already", nullptr, pluralOf(count))
        .arg(formatCount(count));
}

QString sendsUnsureTip() {
    return Words::tr("No answer came to them. Sent once more, those that are stored are there twice; left "
                     "out, those that are not are missing.");
}

QString arrivalNotKnown(qint64 count) {
    return Words::tr("It is not known whether %1 record(s) arrived.", nullptr, pluralOf(count))
        .arg(formatCount(count));
}

QString timesNotKept(const QString& topic) {
    return Words::tr("%1 stamps records with its own time; the times given were not kept").arg(topic);
}

QString runTitle(const session::RunSubject& subject) {
    switch (subject.kind) {
    case RunKind::Adder:
        return Words::tr("Adder");
    case RunKind::Produce:
        return Words::tr("Produce to %1").arg(subject.topic);
    case RunKind::Export:
        return Words::tr("Export of %1").arg(subject.topic);
    case RunKind::Import:
        return Words::tr("Import of %1").arg(QFileInfo(subject.file).fileName());
    case RunKind::SendAgain:
        return Words::tr("Send again to %1").arg(subject.topic);
    }
    return {};
}

QString runKind(RunKind kind) {
    switch (kind) {
    case RunKind::Adder:
        return Words::tr("adder");
    case RunKind::Produce:
        return Words::tr("produce");
    case RunKind::Export:
        return Words::tr("export");
    case RunKind::Import:
        return Words::tr("import");
    case RunKind::SendAgain:
        return Words::tr("send again");
    }
    return {};
}

QString runIcon(RunKind kind) {
    switch (kind) {
    case RunKind::Adder:
        return QStringLiteral("sigma");
    case RunKind::Produce:
        return QStringLiteral("send");
    case RunKind::Export:
        return QStringLiteral("export");
    case RunKind::Import:
        return QStringLiteral("import");
    case RunKind::SendAgain:
        return QStringLiteral("undo");
    }
    return {};
}

RunStateWords runState(RunState state) {
    switch (state) {
    case RunState::Running:
        return {Words::tr("Running"), Shape::Disc, Tone::Good};
    case RunState::Finished:
        return {Words::tr("Finished"), Shape::Disc, Tone::Text};
    case RunState::Stopped:
        return {Words::tr("Stopped by you"), Shape::Ring, Tone::Muted};
    case RunState::Failed:
        return {Words::tr("Failed"), Shape::Square, Tone::Bad};
    case RunState::CutOff:
        return {Words::tr("Cut off"), Shape::Cross, Tone::Warn};
    }
    return {};
}

std::optional<double> runShare(const RunRow& run) {
    if (run.state == RunState::Finished)
        return 1.0;
    if (run.figures.total <= 0)
        return std::nullopt;
    // Of what ended before its end "all of it" would be no news: something after the counting failed.
    if (run.state != RunState::Running && run.figures.done >= run.figures.total)
        return std::nullopt;
    return std::clamp(double(run.figures.done) / double(run.figures.total), 0.0, 1.0);
}

QString runProgress(const RunRow& run) {
    if (!runShare(run))
        return unknownSign;
    const bool all = run.state == RunState::Finished;
    const QString words =
        Words::tr("%1 %").arg(all ? 100 : session::wholePercent(run.figures.done, run.figures.total));
    return run.state == RunState::CutOff ? estimateSign + QLatin1Char(' ') + words : words;
}

QString runProgressTip(const RunRow& run) {
    if (!runShare(run))
        return {};
    switch (run.state) {
    case RunState::Running:
        return run.subject.kind == RunKind::Import ? Words::tr("Of the bytes of the file, unpacked.")
                                                   : QString();
    case RunState::Finished:
        return {};
    case RunState::Stopped:
        return Words::tr("So far it was when it was stopped.");
    case RunState::Failed:
        return Words::tr("So far it was when it failed.");
    case RunState::CutOff:
        return Words::tr("About so far it was when Milena ended: the last of it was not counted any more.");
    }
    return {};
}

std::optional<session::PartitionShare> runSlowest(const RunRow& run) {
    constexpr double far = 0.1;
    const auto& all = run.figures.partitions;
    const auto whole = runShare(run);
    if (all.size() < 2 || !whole)
        return std::nullopt;
    const auto slowest = std::ranges::min_element(all, {}, &session::PartitionShare::share);
    return *whole - slowest->share() >= far ? std::optional(*slowest) : std::nullopt;
}

QString runLeft(const RunRow& run) {
    return run.leftMs ? formatDuration(*run.leftMs / 1000 * 1000 + (*run.leftMs < 1000 ? 1000 : 0))
                      : QString(unknownSign);
}

QString runLeftTip(const RunRow& run) {
    if (run.state != RunState::Running || run.subject.kind != RunKind::Import || run.leftMs)
        return {};
    return run.figures.linesTotal > 0
               ? Words::tr("Not told: the lines that are left are of another length than those sent now.")
               : Words::tr("Told once the lines of the file are counted.");
}

QString runDone(const RunRow& run) {
    const QString count = formatCount(run.figures.records);
    const QString bytes = formatBytes(run.figures.bytes);
    const bool all = run.state == RunState::Finished || run.figures.total <= 0;
    switch (run.subject.kind) {
    case RunKind::Export: {
        QStringList out{countedRecords(run.figures.records)};
        if (run.state == RunState::Failed)
            out.front() = Words::tr("%1 written").arg(out.front());
        else if (run.figures.bytes > 0)
            out += bytes;
        return (out + lossesOf(run.figures)).join(QStringLiteral(", "));
    }
    case RunKind::Adder:
        return all ? Words::tr("%1 summed").arg(count)
                   : Words::tr("%1 of %2 summed").arg(count, formatCount(run.figures.total));
    case RunKind::Produce:
    case RunKind::SendAgain:
    case RunKind::Import:
        break;
    }
    const bool measured = run.subject.kind == RunKind::Import; // its share is one of bytes
    const QString sent = all || measured
                             ? Words::tr("%1 sent").arg(count)
                             : Words::tr("%1 of %2 sent").arg(count, formatCount(run.figures.total));
    QString out = sent;
    if (run.figures.refused > 0)
        out = Words::tr("%1, %2 not").arg(out, formatCount(run.figures.refused));
    if (run.figures.unsure > 0)
        out = Words::tr("%1, %2 not known").arg(out, formatCount(run.figures.unsure));
    if (run.figures.skipped > 0)
        out = Words::tr("%1, %2 skipped").arg(out, formatCount(run.figures.skipped));
    return out;
}

bool countedNothing(const RunRow& run) {
    const auto& figures = run.figures;
    return run.state == RunState::CutOff && figures.records == 0 && figures.looked == 0 &&
           figures.done == 0 && figures.refused == 0 && figures.unsure == 0 && figures.skipped == 0;
}

QString runResult(const RunRow& run) {
    if (run.state == RunState::Failed && run.error)
        return QString::fromStdString(run.error->cause);
    if (run.state == RunState::CutOff) // what was under way when it ended was not counted any more
        return countedNothing(run) ? Words::tr("cut off before anything was counted")
                                   : Words::tr("at least %1").arg(runDone(run));
    const QString older = olderThanKept(run);
    return older.isEmpty() ? runDone(run) : Words::tr("%1; %2").arg(runDone(run), older);
}

QString runRepeatProblem(const session::RunRow& run) {
    if (run.state == RunState::Running)
        return Words::tr("It still runs.");
    if (run.canRepeat)
        return {};
    switch (run.subject.kind) {
    case RunKind::Adder:
        return {}; // whoever plays it needs nothing of this one
    case RunKind::SendAgain:
    case RunKind::Export:
        return Words::tr("It was asked for with chosen records. Up to a thousand are kept, and only while "
                         "Milena runs.");
    case RunKind::Produce:
        return Words::tr("What it sent is not known any more: large records are kept only while Milena "
                         "runs.");
    case RunKind::Import:
        break;
    }
    return Words::tr("How it was asked for is not known any more.");
}

QString runRestProblem(const session::RunRow& run) {
    const bool hasNoRest = run.state == RunState::Running || run.state == RunState::Finished;
    if (hasNoRest || run.canGoOn || run.subject.kind == RunKind::Adder)
        return {};
    const QString why = Words::tr("It cannot go on: where it stood is not known any more.");
    if (!run.canRepeat)
        return why;
    return why + QLatin1Char(' ') +
           (run.subject.kind == RunKind::Export
                ? Words::tr("“Run again” begins anew.")
                : Words::tr("“Run again” begins anew and sends once more what arrived already."));
}

QString runElsewhere(const RunRow& run) {
    if (run.state == RunState::Running)
        return Words::tr("%1 leads elsewhere by now. This goes on where it led when it began.")
            .arg(run.subject.clusterName);
    const QString why = Words::tr("It cannot go on: %1 leads elsewhere by now.").arg(run.subject.clusterName);
    return run.canRepeat ? why + QLatin1Char(' ') + Words::tr("“Run again” begins anew there.") : why;
}

QString runNote(const session::RunLine& line) {
    const QString count = formatCount(line.count);
    switch (line.note) {
    case RunNote::Started:
        return Words::tr("Started");
    case RunNote::GoesOn:
        return Words::tr("Goes on after %1").arg(countedRecords(line.count));
    case RunNote::Failed:
        return line.text;
    case RunNote::LineAtFault:
    case RunNote::LinesPassed:
        return lineNote(line);
    case RunNote::DeletedUnread:
    case RunNote::BehindOpen:
    case RunNote::RowGone:
    case RunNote::RowsGone:
    case RunNote::Uncommitted:
        return lossNote(line);
    case RunNote::Unsure:
    case RunNote::UnsureAgain:
    case RunNote::UnsureLeftOut:
    case RunNote::NotArrived:
    case RunNote::TopicMadeAnew:
        return arrivalNote(line);
    case RunNote::NotText:
        return Words::tr("In Base64, not being text: %1 key(s), value(s) and header part(s)", nullptr,
                         pluralOf(line.count))
            .arg(count);
    case RunNote::NoFile:
        return Words::tr("Without a file, since their value is null: %1").arg(countedRecords(line.count));
    case RunNote::DamagedBatches:
        return Words::tr("Left out, since they could not be read: %1 batch(es)", nullptr,
                         pluralOf(line.count))
            .arg(count);
    case RunNote::WithoutTime:
    case RunNote::UnusableTime:
    case RunNote::TimesNotKept:
    case RunNote::OlderThanKept:
        return timeNote(line);
    case RunNote::NoMarkers:
        return Words::tr("The markers of transactions are left out: they are no records of a producer");
    case RunNote::UpToFirstLater:
        return Words::tr("Read up to the first later record of each partition: where times do not rise, "
                         "some behind it may be of the range too");
    case RunNote::SentOnceMore:
        return Words::tr("Refused with their batch and sent once more, after those behind them: %1")
            .arg(countedRecords(line.count));
    case RunNote::Stopped:
        return Words::tr("Stopped after %1").arg(recordsAndSkipped(line));
    case RunNote::Finished:
        return Words::tr("Finished: %1").arg(recordsAndSkipped(line));
    case RunNote::CutOff:
        return line.count == 0 ? Words::tr("Cut off: Milena ended before it did")
                               : Words::tr("Cut off at this time or later: Milena was ended by force. More "
                                           "may have been written or "
                                           "sent than is told here, the last of it by half.");
    }
    return {};
}

QString runLog(const RunRow& run, Zone zone) {
    QString out;
    for (const auto& line : run.log)
        out += QStringLiteral("%1  %2\n").arg(plainTime(line.atMs, zone), withPlainBlanks(runNote(line)));
    return out;
}

} // namespace models
