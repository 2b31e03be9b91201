#pragma once

#include <vector>

#include <QStringList>

#include "series/history_file.h"
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
/// Of the points with this range and limit.
[[nodiscard]] SeriesGrid grid(const ClusterSnapshot& snapshot, KeptLines* kept, qint64 rangeMs, int limit);
/// What the disk tells of the time before that in memory, where the range needs it and it was read.
[[nodiscard]] std::vector<series::Share> sharesBefore(const ClusterSnapshot& snapshot, KeptLines* kept,
                                                      Quantity quantity, qint64 rangeMs);
/// Topics (or groups, for Lag) by their share of the quantity over the range, biggest first; internal topics
/// are left out, as in the totals. Any thread.
[[nodiscard]] QStringList busiest(const ClusterSnapshot& snapshot, const std::vector<series::Share>& before,
                                  Quantity quantity, qint64 rangeMs, int count);

} // namespace chart_series
} // namespace session
