#include "session/records/parts_read.h"

namespace session {

void tellParts(const BrowseProgress& before, const browse::Progress& part, bool isBackwards,
               BrowseProgress& out) {
    out.scanned = before.scanned + part.scanned;
    out.matched = before.matched + part.matched;
    out.bytes = before.bytes + part.bytes;
    out.deleted = before.deleted + part.deleted;
    out.damaged = before.damaged + part.damagedBatches;
    // Forwards they are still ahead and may come; backwards they were passed and are not among the rows.
    out.behindOpen = part.behindOpen + (isBackwards ? before.behindOpen : 0);
    out.toScan = part.offsetsTotal > 0 ? before.scanned + part.offsetsTotal : 0;
}

} // namespace session
