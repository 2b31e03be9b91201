#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "browse/record.h"

namespace protocol {
class BatchView;
}

namespace browse {

/// A transaction that was aborted, as Fetch tells of it: its producer's records from `first` up to the
/// marker.
struct AbortedTransaction {
    base::ProducerId producer;
    base::Offset first;
};

/// The control record that ends a producer's transaction in one partition.
struct Marker {
    base::ProducerId producer;
    base::Offset offset;
    Control kind = Control::Commit;
};

/// What a control batch says; nothing if it cannot be read.
std::optional<Marker> markerOf(const protocol::BatchView& batch);

/// Tells the aborted batches of an answer below the last stable offset, batch by batch in order, as Kafka's
/// consumers do.
class AbortedWalk {
public:
    explicit AbortedWalk(std::vector<AbortedTransaction> aborted);
    /// Whether it belongs to an aborted transaction. For every batch of the answer, markers too.
    bool isAborted(const protocol::BatchView& batch);

private:
    std::vector<AbortedTransaction> m_ahead; ///< falling by `first`
    std::set<base::ProducerId> m_open;       ///< aborted ones that the walk is within
};

/// Which transactions above the last stable offsets have ended, and how, as the markers read so far say.
class Ledger {
public:
    void note(base::PartitionId partition, const Marker& marker);
    /// Every marker from the record that is asked about up to the end has been noted, or will be before that.
    void complete(base::PartitionId partition) { m_complete.insert(partition); }
    /// Of a transactional record of that producer.
    [[nodiscard]] TransactionState state(base::PartitionId partition, base::ProducerId producer,
                                         base::Offset offset) const;

private:
    using Producer = std::pair<base::PartitionId, base::ProducerId>;
    std::map<Producer, std::map<base::Offset, Control>> m_markers;
    std::set<base::PartitionId> m_complete;
};

} // namespace browse
