#pragma once

#include <utility>
#include <vector>

#include "storage/checkpoint.h"

namespace storage {

/// Which leader epoch began at which offset (org.apache.kafka.storage.internals.epoch.LeaderEpochFileCache).
/// Not thread-safe.
class EpochHistory {
public:
    EpochHistory() = default;
    explicit EpochHistory(std::vector<EpochStart> rows) : m_rows(std::move(rows)) {}

    /// True when that made a new row.
    bool assign(base::LeaderEpoch epoch, base::Offset start);
    void truncateFromStart(base::Offset logStart);
    void truncateFromEnd(base::Offset end);
    [[nodiscard]] std::pair<base::LeaderEpoch, base::Offset> endOffsetFor(base::LeaderEpoch asked,
                                                                          base::Offset logEnd) const;
    [[nodiscard]] const std::vector<EpochStart>& rows() const { return m_rows; }

private:
    std::vector<EpochStart> m_rows; ///< both members rise
};

} // namespace storage
