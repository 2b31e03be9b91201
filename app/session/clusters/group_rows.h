#pragma once

#include "session/clusters/group_reading.h"
#include "session/snapshots.h"

namespace session {

/// The row of a group without what is measured over time: rates and sparklines. Its partition
/// rows stand in the order of the reading's.
GroupRow makeGroupRow(const GroupReading& reading);

GroupState groupStateOf(std::string_view kafkaWord);

} // namespace session
