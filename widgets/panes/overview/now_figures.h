#pragma once

#include <optional>

#include <QString>

#include "session/ports/cluster_data.h"
#include "session/series.h"

namespace widgets {

/// What the legends of charts tell of now, of a topic or group and of the whole cluster; none where it is not
/// known, or only a part of it. UI thread.
[[nodiscard]] std::optional<double> nowOf(const session::ClusterData& data, const QString& name,
                                          session::Quantity quantity);
[[nodiscard]] std::optional<double> nowOfAll(const session::ClusterFigures& figures,
                                             session::Quantity quantity);
/// Over how long those are means.
[[nodiscard]] QString nowMeaning(const session::ClusterFigures& figures, session::Quantity quantity);

} // namespace widgets
