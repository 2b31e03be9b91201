#pragma once

#include <vector>

#include "session/records.h"

namespace session {

/// Oldest first, each partition's in the order of its offsets whatever their times are: as they are to be
/// written once more. Pure.
std::vector<RecordRow> inWrittenOrder(std::vector<RecordRow> rows);

} // namespace session
