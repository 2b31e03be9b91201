#pragma once

#include "session/ports/cluster_data.h"
#include "session/ports/series.h"

namespace widgets {

/// Topics whose lines the chart of a quantity shows, at most so many, biggest first: of what comes and goes
/// the same in both charts, those that only one of them knows too.
[[nodiscard]] QStringList rankedNames(const session::Series& series, session::Quantity quantity,
                                      qint64 rangeMs, int count);
/// Groups that the chart of lag may show, those that are there before those that are gone, each by their lag.
[[nodiscard]] QStringList rankedGroups(const session::Series& series, const session::ClusterData& data,
                                       qint64 rangeMs);

} // namespace widgets
