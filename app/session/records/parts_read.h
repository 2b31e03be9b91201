#pragma once

#include "browse/query.h"
#include "session/records.h"

namespace session {

/// The figures of a reading whose parts before one came to `before`, as far as that one tells them. Pure.
void tellParts(const BrowseProgress& before, const browse::Progress& part, bool isBackwards,
               BrowseProgress& out);

} // namespace session
