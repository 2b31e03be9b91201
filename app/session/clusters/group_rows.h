#pragma once

#include <functional>
#include <string_view>

#include "session/clusters/group_reading.h"
#include "session/snapshots.h"

namespace session {

using TopicNames = std::function<QString(const GroupTopic& topic)>;

/// The row of a group without what is measured over time: rates and sparklines. Its topics and partitions
/// stand in the order of the reading's.
GroupRow makeGroupRow(const GroupReading& reading, const TopicNames& names);

GroupState groupStateOf(std::string_view kafkaWord);

} // namespace session
