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

/// The row of a group whose commits could not be read: those of `before` and what follows from them, with the
/// reason beside them. Its members are those of `fresh`, or older ones as well where nobody told them.
GroupRow keepCommits(const GroupReading& reading, const GroupRow& before, const GroupRow& fresh,
                     const RoundIndex& index);

/// Kafka's words, but for a group that only commits, without members or protocol: a simple one.
QString groupTypeOf(const client::GroupListing& listing);
GroupState groupStateOf(std::string_view kafkaWord);

} // namespace session
