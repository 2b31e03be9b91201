#pragma once

#include <stop_token>

#include "browse/partition_fetcher.h"

namespace browse {

/// Where a scan begins and ends in each of its partitions.
struct ScanStart {
    std::vector<Bounds> held;         ///< what the partitions hold
    std::vector<Bounds> bounds;       ///< what of it is to be looked at
    std::vector<PartitionPart> parts; ///< see ScanResult
    std::int64_t behindOpen = 0;      ///< see Progress
    std::int64_t deleted = 0;         ///< offsets that the scan would have gone on with and are gone
};

[[nodiscard]] constexpr bool goesBack(Seek seek) {
    return seek == Seek::Newest || seek == Seek::LastPerPartition;
}

/// Of that partition; added where there is none.
PartitionPart& partOf(base::PartitionId partition, std::vector<PartitionPart>& parts);

base::Result<ScanStart> placeScan(PartitionFetcher& fetcher, const Query& query);

/// Reads the markers above the last stable offsets into the ledger before a scan goes towards the ends, where
/// they stand behind the records they decide on. Gives up after 32 MiB, then those without a marker stay
/// undecided. Returns the bytes fetched.
std::int64_t learnMarkers(PartitionFetcher& fetcher, const std::string& topic, std::span<const Bounds> bounds,
                          Ledger& ledger, const std::stop_token& stop);

} // namespace browse
