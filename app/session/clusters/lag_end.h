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

/// Of all partitions that lagged; what is lost counts more than what was read. Pure.
[[nodiscard]] LagEnd lagEnd(const GroupRow& before, const GroupRow& after);

} // namespace session
