#pragma once

#include <QCoreApplication>

#include "models/formats.h"
#include "session/reading.h"

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

/// Of the rate at which groups commit, or of what was sent instead.
inline QString outgoingTip(const session::Reading<double>& sum, bool sent) {
    const QString partial = partialTip(sum);
    return !partial.isEmpty() ? partial
           : sent ? QCoreApplication::translate("columns", "Records sent to clients other than this window.")
                  : QCoreApplication::translate("columns", "How fast the groups' committed offsets rise.");
}

/// Of a rate at which records come in, with bytes beside it.
inline QString incomingTip(const session::Reading<double>& sum) {
    const QString partial = partialTip(sum);
    return !partial.isEmpty()
               ? partial
               : QCoreApplication::translate(
                     "columns",
                     "Bytes are how fast the logs grow: records as they were sent, without requests.");
}

} // namespace models
