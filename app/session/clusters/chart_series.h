#pragma once

#include <QStringList>

#include "series/points.h"
#include "session/series.h"
#include "session/snapshots.h"

namespace session {

class KeptLines;

/// Lines for charts out of what a snapshot recorded and, for what is older, out of what was read from the
/// disk. No lock.
namespace chart_series {

/// `kept` may be null. A line of which the older part is still being read begins with the younger.
[[nodiscard]] SeriesPoints points(const ClusterSnapshot& snapshot, KeptLines* kept, const SeriesKey& key,
                                  qint64 rangeMs, int limit);
/// Topics (or groups, for Lag) by their share of the quantity over the range, biggest first; internal topics
/// are left out, as in the totals.
[[nodiscard]] QStringList busiest(const ClusterSnapshot& snapshot, KeptLines* kept, Quantity quantity,
                                  qint64 rangeMs, int count);

} // namespace chart_series
} // namespace session
