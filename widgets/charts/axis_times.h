#pragma once

#include <vector>

#include <QString>

#include "models/formats.h"

namespace widgets {

/// A mark below a chart, and what is written there.
struct AxisTime {
    qint64 atMs = 0;
    QString words;
};
/// Round times of the zone's clocks between two, about `most` of them, rising: days begin where its midnights
/// are, whatever the clocks were put forward or back between. Pure.
[[nodiscard]] std::vector<AxisTime> axisTimes(qint64 fromMs, qint64 toMs, int most, const models::Zone& zone);

} // namespace widgets
