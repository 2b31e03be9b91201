#pragma once

#include <QStringList>

#include "session/series.h"
#include "session/snapshots.h"

namespace session {

/// Lines for charts out of what a snapshot recorded. Pure: any thread, no lock.
namespace chart_series {

[[nodiscard]] SeriesPoints points(const ClusterSnapshot& snapshot, const SeriesKey& key, qint64 rangeMs,
                                  int limit);
/// Topics (or groups, for Lag) by their share of the quantity over the range, biggest first; internal topics
/// are left out, as in the totals.
[[nodiscard]] QStringList busiest(const ClusterSnapshot& snapshot, Quantity quantity, qint64 rangeMs,
                                  int count);

} // namespace chart_series
} // namespace session
