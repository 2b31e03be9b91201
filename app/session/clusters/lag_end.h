#pragma once

#include "session/snapshots.h"

namespace session {

/// How a lag that there was at one reading of a group came to nothing by the next.
enum class LagEnd {
    Read,    ///< its commits rose to the ends
    Moved,   ///< they did, and no member was seen that could have read
    Deleted, ///< its commits stayed, and what they waited for is deleted
    Unknown  ///< topics or commits are gone: nothing is left to tell a lag by
};

/// What was waited for, is deleted, and was passed by commits that rose from one reading to the other:
/// whether it was read first, or its reader was sent on to the log's start, nobody can tell. Pure.
[[nodiscard]] qint64 passedDeleted(const GroupRow& before, const GroupRow& after);

/// Of all partitions that lagged; what is lost counts more than what was read. Pure.
[[nodiscard]] LagEnd lagEnd(const GroupRow& before, const GroupRow& after);

} // namespace session
