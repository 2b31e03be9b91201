#pragma once

#include <QCoreApplication>

#include "session/reading.h"

namespace models {

/// The tooltip of a cell that says nothing, or something old, because the cluster did not answer; empty where
/// it did, and while it was not asked.
inline QString unreadTip(const session::Reason& reason, bool older) {
    if (!reason)
        return {};
    return (older ? QCoreApplication::translate("columns", "As it was last known. It cannot be read now: %1")
                  : QCoreApplication::translate("columns", "This could not be read: %1"))
        .arg(reason.words());
}

template <class T>
QString unreadTip(const session::Reading<T>& reading) {
    return unreadTip(reading.reason(), reading.has_value());
}

} // namespace models
