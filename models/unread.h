#pragma once

#include <QCoreApplication>

#include "models/column_table.h"
#include "models/formats.h"
#include "session/snapshots.h"

namespace models {

/// The tooltip of a cell that says nothing, or something old, because the cluster did not answer; empty where
/// it did, and while it was not asked.
inline QString unreadTip(const session::Reason& reason, bool older) {
    if (!reason)
        return {};
    return (older ? QCoreApplication::translate("columns", "As it was last known. It cannot be read now: %1")
                  : QCoreApplication::translate("columns", "This is not known: %1"))
        .arg(reason.words());
}

template <class T>
QString unreadTip(const session::Reading<T>& reading) {
    return unreadTip(reading.reason(), reading.has_value());
}

/// A zero steps back too: what is only as it was last known leans as well.
template <class T>
bool isOlder(const session::Reading<T>& reading) {
    return reading && reading.reason();
}

template <class T>
QVariant mutedWhenOlder(const session::Reading<T>& reading, int role) {
    if (role == ItalicRole)
        return isOlder(reading);
    return role == ToneRole ? mutedWhen(bool(reading.reason())) : QVariant();
}

/// Of a log, where no tooltip stands beside it.
inline QString sizeWords(const session::Reading<qint64>& size) {
    const QString bytes = formatBytes(size);
    return size && size.reason() ? QCoreApplication::translate("columns", "%1 as last read").arg(bytes)
                                 : bytes;
}

/// Of the greatest timestamp of records, which is what Kafka tells (ListOffsets, MAX_TIMESTAMP).
inline QString newestTip(const session::Reading<qint64>& newest) {
    const QString unread = unreadTip(newest);
    return unread.isEmpty() && newest
               ? QCoreApplication::translate("columns",
                                             "The greatest timestamp of the records. The last one may "
                                             "have an earlier one.")
               : unread;
}

/// A rate that is a sum: "≥" before one of which a part is not known.
inline QString partialRate(const session::Reading<double>& sum) {
    const QString rate = formatRate(sum);
    return sum && sum.reason() ? leastSign + rate : rate;
}

/// Why it is partial; empty where it is whole.
inline QString partialTip(const session::Reading<double>& sum) {
    return sum && sum.reason()
               ? QCoreApplication::translate("columns", "At least so much: a part is not known. %1")
                     .arg(sum.reason().words())
               : unreadTip(sum);
}

/// Over how long a rate is a mean; empty for 0.
inline QString meanTip(qint64 meanMs) {
    return meanMs > 0 ? QCoreApplication::translate("columns", "The mean of the last %1.")
                            .arg(formatDuration(meanMs))
                      : QString();
}

/// Of the rate at which groups commit, or of what the local broker sent instead: that leaves out the
/// connections that carry this program's client id and nothing more, which are those that browse, export and
/// copy.
inline QString outgoingTip(const session::Reading<double>& sum, bool sent, qint64 meanMs = 0) {
    const QString partial = partialTip(sum);
    if (!partial.isEmpty())
        return partial;
    if (!sent)
        return QCoreApplication::translate(
            "columns", "How fast the groups' committed offsets rise: the mean from commit "
                       "to commit, over some ten seconds. What moves while a group's members "
                       "are away is a reset and not in it; of a group that never has any, "
                       "what rises counts as read. What was sent is known on the local "
                       "broker only.");
    const QString words = QCoreApplication::translate(
        "columns",
        "What was sent to consumers, those of the adder among them. What this window reads itself, to "
        "show, export or copy records, is not in it.");
    return sum && meanMs > 0 ? words + QLatin1Char('\n') + meanTip(meanMs) : words;
}

/// How fast logs grow: "≥" where a part is not known, as of the records beside it; "≈" where it is worked
/// out.
inline QString incomingBytes(const session::ClusterFigures& figures) {
    const auto& bytes = figures.bytesInPerSecond;
    const QString rate = formatByteRate(bytes);
    if (bytes && (bytes.reason() || figures.inPerSecond.reason()))
        return leastSign + rate;
    return bytes && figures.bytesInIsEstimate ? estimateSign + QStringLiteral(" ") + rate : rate;
}

inline QString estimatedBytesTip() {
    return QCoreApplication::translate(
        "columns", "Where segments were deleted meanwhile it is about so much: the records that came, "
                   "times their mean size before.");
}

/// Of the rate at which records come in, with bytes beside it.
inline QString incomingTip(const session::ClusterFigures& figures) {
    const auto& records = figures.inPerSecond;
    const auto& bytes = figures.bytesInPerSecond;
    QStringList lines{partialTip(records)};
    if (lines.front().isEmpty())
        lines.front() = QCoreApplication::translate(
            "columns", "Bytes are how fast the logs grow: records as they are stored, without requests.");
    if (bytes && figures.bytesInIsEstimate)
        lines << estimatedBytesTip();
    if (bytes.reason() && !(bytes.reason() == records.reason()))
        lines << (bytes ? QCoreApplication::translate("columns", "More bytes came than these: %1")
                        : QCoreApplication::translate("columns", "How many bytes came is not known: %1"))
                     .arg(bytes.reason().words());
    if (records && figures.meanMs > 0)
        lines << meanTip(figures.meanMs);
    return lines.join(QLatin1Char('\n'));
}

} // namespace models
