#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"

/// What is asked of a cluster, one value an act: filled in by a dialog, told as a line for a shell, encoded
/// by the client. Text is UTF-8.
namespace base {

struct NewTopic {
    std::string name;
    std::optional<int> partitions = {};  ///< none: the broker's num.partitions
    std::optional<int> replication = {}; ///< none: the broker's default.replication.factor
    std::map<std::string, std::string> configs = {};
    bool operator==(const NewTopic&) const = default;
};

/// One setting: a value sets it, none takes it back to its default. What is not named stays as it is.
struct ConfigEdit {
    std::string name;
    std::optional<std::string> value = {};
    bool operator==(const ConfigEdit&) const = default;
};

/// IncrementalAlterConfigs: each of these topics gets the same edits, all of them or none.
struct TopicConfigEdit {
    std::vector<std::string> topics;
    std::vector<ConfigEdit> edits;
    bool operator==(const TopicConfigEdit&) const = default;
};

/// CreatePartitions: how many the topic is to have in all.
struct PartitionIncrease {
    std::string topic;
    int total = 0;
    bool operator==(const PartitionIncrease&) const = default;
};

/// DeleteRecords: everything before `before` goes. None: everything there is now.
struct RecordDeletion {
    TopicPartition partition;
    std::optional<Offset> before = {};
    bool operator==(const RecordDeletion&) const = default;
};

} // namespace base
