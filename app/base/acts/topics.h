#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/ids.h"

/// What is asked of a cluster, one value an act: filled in by a dialog, told as a line for a shell, encoded
/// by the client. Text is UTF-8.
namespace base {

struct NewTopic {
    std::string name;
    std::optional<int> partitions = {};  ///< none: the broker's num.partitions
    std::optional<int> replication = {}; ///< none: the broker's default.replication.factor
    std::map<std::string, std::string> configs = {};
};

/// DeleteRecords: everything before `before` goes. None: everything there is now.
struct RecordDeletion {
    TopicPartition partition;
    std::optional<Offset> before = {};
    bool operator==(const RecordDeletion&) const = default;
};

} // namespace base
