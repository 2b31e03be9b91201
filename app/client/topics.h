#pragma once

#include <optional>
#include <string>

#include "base/acts/topics.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/uuid.h"

namespace client {

using base::NewTopic;
using base::PartitionIncrease;
using base::RecordDeletion;

struct CreateTopicOutcome {
    std::string name;
    base::Uuid id;       ///< zero when only validated, or on clusters older than 2.8
    int partitions = -1; ///< what the broker chose; -1 where it does not tell
    int replication = -1;
    std::optional<base::Error> error;
};

struct RecordDeletionOutcome {
    base::TopicPartition partition;
    base::Offset logStart{-1}; ///< where the partition begins now
    std::optional<base::Error> error;
};

} // namespace client
