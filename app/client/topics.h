#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/ids.h"
#include "base/result.h"
#include "base/uuid.h"

namespace client {

struct NewTopic {
    std::string name;
    std::optional<int> partitions;  ///< none: the broker's num.partitions
    std::optional<int> replication; ///< none: the broker's default.replication.factor
    std::map<std::string, std::string> configs;
};

struct CreateTopicOutcome {
    std::string name;
    base::Uuid id;       ///< zero when only validated, or on clusters older than 2.8
    int partitions = -1; ///< what the broker chose; -1 where it does not tell
    int replication = -1;
    std::optional<base::Error> error;
};

/// DeleteRecords: everything before `before` goes. None: everything there is now.
struct RecordDeletion {
    base::TopicPartition partition;
    std::optional<base::Offset> before;
};

struct RecordDeletionOutcome {
    base::TopicPartition partition;
    base::Offset logStart{-1}; ///< where the partition begins now
    std::optional<base::Error> error;
};

} // namespace client
