#pragma once

#include "session/ports/series.h"

namespace widgets {

/// Whose lines the chart of a quantity shows, at most so many, biggest first: groups of Lag; topics of what
/// comes and goes, the same in both charts, those that only one of them knows too.
[[nodiscard]] QStringList rankedNames(const session::Series& series, session::Quantity quantity,
                                      qint64 rangeMs, int count);

} // namespace widgets
