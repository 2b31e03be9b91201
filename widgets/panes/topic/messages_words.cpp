#include "widgets/panes/topic/messages_words.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <QCoreApplication>
#include <QStringList>

#include "models/formats.h"
#include "models/payload_words.h"
#include "models/run_words.h"
#include "session/records/typed_key.h"

namespace widgets::messages_words {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(messages)
};

/// Of a decoder's id; none: the topic's values have no kind in common.
bool isText(const QString& kind) {
    static const QStringList texts{QStringLiteral("json"), QStringLiteral("text"), QStringLiteral("xml")};
    return texts.contains(kind);
}

QString passesNone(const session::RecordBrowser& read, const session::PayloadReader& shown) {
    const session::RecordWish& wish = read.query();
    const QString keyKind = shown.kind(session::PayloadSide::Key);
    const bool textOnly = !wish.filter.isEmpty() && !wish.isRegex && !wish.isHex && !wish.isNot &&
                          !wish.key && wish.headerName.isEmpty() && !wish.tombstonesOnly && !wish.keylessOnly;
    const QString count = models::formatCount(read.progress().scanned);
    if (!textOnly)
        return Words::tr("No record passes the filter; %1 were looked at.").arg(count);
    QString none = Words::tr("No record holds “%1”; %2 were looked at.").arg(wish.filter, count);
    // What a number or a UUID is shown as does not stand in its bytes, nor what something packed holds.
    if (!isText(shown.kind(session::PayloadSide::Value)))
        none +=
            QLatin1Char('\n') + Words::tr("The bytes were looked at as they are stored: what is packed, or "
                                          "shown as a number, is not found by its text.");
    if (session::keyOfTyped(wish.filter, keyKind) == wish.filter.toUtf8())
        return none;
    return none + QLatin1Char('\n') +
           Words::tr("Keys here are %1, which is no text: “Key is” in the filter finds one.")
               .arg(models::kindLabel(keyKind));
}

} // namespace

QString underWay(const session::RecordBrowser& read) {
    if (read.state() == session::BrowseState::Paused && read.progress().waiting > 0)
        return Words::tr("Paused: %1 new wait.").arg(models::formatCount(read.progress().waiting));
    if (read.query().seek != session::SeekKind::Live)
        return Words::tr("Reading…");
    if (read.progress().awaitsCluster)
        return Words::tr("Waiting for the cluster…");
    if (!read.query().isSet())
        return Words::tr("Waiting for records…");
    const QString none = Words::tr("No record caught so far passes the filter.");
    const qint64 unsure = read.progress().inPart;
    return unsure > 0 ? none + QLatin1Char('\n') + inPart(unsure) : none;
}

QString gone(const QString& topic, bool wasThere, bool elsewhere) {
    if (elsewhere)
        return Words::tr("Another cluster answers here now, which has no topic %1.").arg(topic);
    return wasThere ? Words::tr("%1 was deleted: there is nothing to read.").arg(topic)
                    : Words::tr("There is no topic %1 on this cluster.").arg(topic);
}

QString another(const QString& topic, bool elsewhere) {
    return elsewhere ? Words::tr("this was read of the cluster that answered here before")
                     : Words::tr("%1 was created anew since this was read").arg(topic);
}

QString sent(const session::ProducedRecords& records, const QString& topic) {
    const QString count =
        records.sent == 1 ? Words::tr("One record sent to %1.").arg(topic)
                          : Words::tr("%1 records sent to %2.").arg(models::formatCount(records.sent), topic);
    return records.timesNotKept > 0 ? Words::tr("%1 %2.").arg(count, models::timesNotKept(topic)) : count;
}

QString unreadable(qint64 batches) {
    return models::counted(Words::tr("%n batch(es) could not be read", nullptr, models::pluralOf(batches)),
                           batches);
}

QString inPart(qint64 records) {
    return models::counted(Words::tr("%n large record(s) caught before were looked at in part", nullptr,
                                     models::pluralOf(records)),
                           records);
}

QString behindOpen(qint64 offsets) {
    return Words::tr("%1 %2 behind open transactions")
        .arg(QString(models::estimateSign), models::formatCount(offsets));
}

QString notRead(const session::BrowseProgress& progress) {
    QStringList lines;
    if (progress.deleted > 0)
        lines += models::deletedBeforeRead(progress.deleted);
    if (progress.damaged > 0)
        lines += unreadable(progress.damaged);
    if (progress.behindOpen > 0)
        lines += behindOpen(progress.behindOpen);
    return lines.join(QLatin1Char('\n'));
}

QString noMatch(const session::RecordBrowser& read, const session::PayloadReader& shown) {
    const QString none = passesNone(read, shown), unread = notRead(read.progress());
    return unread.isEmpty() ? none : none + QLatin1Char('\n') + unread;
}

QString heldElsewhere(const session::RecordBrowser& read) {
    std::optional<std::pair<qint64, qint64>> offsets;
    for (const auto& one : read.held())
        if (one.start < one.end)
            offsets = {std::min(offsets ? offsets->first : one.start, one.start),
                       std::max(offsets ? offsets->second : one.end - 1, one.end - 1)};
    if (offsets && read.query().committedOnly) // what was aborted is not even counted
        return Words::tr("No committed record stands where it was looked for: the partitions hold offsets %1 "
                         "to %2.")
            .arg(models::formatCount(offsets->first), models::formatCount(offsets->second));
    if (offsets && read.query().untilMs && read.query().toEnds)
        return Words::tr("No record is of this range; %1 were looked at.")
            .arg(models::formatCount(read.progress().scanned));
    if (offsets && read.query().untilMs)
        return Words::tr("The brokers place no record in this range; where times do not rise, some may stand "
                         "behind a later one.");
    return offsets
               ? Words::tr("Nothing stands where it was looked for: the partitions hold offsets %1 to %2.")
                     .arg(models::formatCount(offsets->first), models::formatCount(offsets->second))
               : QString();
}

QString sinceRead(const session::SinceRead& since, int rows) {
    QStringList words;
    if (since.emptied)
        words += Words::tr("Emptied since this was read");
    else if (since.deleted >= rows && since.deleted > 0)
        words += Words::tr("All of these have been deleted since");
    else if (since.deleted > 0)
        words += Words::tr("%1 of these have been deleted since").arg(models::formatCount(since.deleted));
    if (since.fresh > 0)
        words += (since.isSpan ? Words::tr("up to %1 new since this was read")
                               : Words::tr("%1 new since this was read"))
                     .arg(models::formatCount(since.fresh));
    return words.join(QStringLiteral("  ·  "));
}

} // namespace widgets::messages_words
