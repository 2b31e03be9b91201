#pragma once

#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/uuid.h"
#include "browse/query.h"
#include "browse/transactions.h"

namespace browse {

struct FetchSpec {
    base::PartitionId partition;
    base::Offset from;
    std::size_t maxBytes = std::size_t{1} << 20;
    bool isCommitted = false; ///< up to the last stable offset only, with the aborted transactions
};

/// Batches of one partition from the one that holds `from` on.
struct Chunk {
    base::PartitionId partition;
    std::optional<base::Buffer> bytes; ///< none or empty: nothing came, see atEnd
    bool atEnd =
        false; ///< nothing came because nothing is there, not because others took the room of the answer
    bool isCommitted = false; ///< as asked
    std::vector<AbortedTransaction> aborted;
    std::optional<base::Error> error;
};

/// A topic as a broker tells it.
struct TopicNow {
    base::Uuid id; ///< zero before Kafka 2.8
    std::vector<base::PartitionId> partitions;
};

/// How batches are read, one topic at a time; a scan knows nothing else of clusters. Calls block.
class PartitionFetcher {
public:
    virtual ~PartitionFetcher() = default;

    /// Of these partitions (none: of all), sorted.
    virtual base::Result<std::vector<Bounds>> bounds(const std::string& topic,
                                                     std::span<const base::PartitionId> partitions) = 0;
    /// The first offset at or after the time, none where all records are older. In the order asked.
    virtual base::Result<std::vector<std::optional<base::Offset>>>
    offsetsAt(const std::string& topic, std::span<const base::PartitionId> partitions,
              std::int64_t timeMs) = 0;
    /// A chunk for each, in the order asked, of `maxBytes` together. Partitions named first get their share
    /// of an answer first, and the first that has anything gets at least one whole batch, whatever the
    /// limits. Waits up to `wait` while there is nothing.
    virtual std::vector<Chunk> fetch(const std::string& topic, std::span<const FetchSpec> specs,
                                     std::size_t maxBytes, base::Millis wait,
                                     const std::stop_token& stop) = 0;
    /// Asks anew, whatever is remembered.
    virtual base::Result<TopicNow> look(const std::string& topic, const std::stop_token& stop) = 0;
};

} // namespace browse
