#pragma once

#include <QString>

namespace session {

/// Makes the file, empty, when it is not there, and its folder; only their owner may read either. A folder
/// that is there already is left as it is unless it is `ownFolder`: nobody else's.
void makePrivate(const QString& file, bool ownFolder);

} // namespace session
