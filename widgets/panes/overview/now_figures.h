#pragma once

#include <QString>

#include "session/ports/cluster_data.h"
#include "session/series.h"

namespace widgets {

/// What the legends of charts tell of now, of a topic or group and of the whole cluster, as the rest of the
/// window does: with a reason there is more of it. A lag of which a part is not known is none. UI thread.
[[nodiscard]] session::Reading<double> nowOf(const session::ClusterData& data, const QString& name,
                                             session::Quantity quantity);
[[nodiscard]] session::Reading<double> nowOfAll(const session::ClusterFigures& figures,
                                                session::Quantity quantity);
/// Over how long those are means.
[[nodiscard]] QString nowMeaning(const session::ClusterFigures& figures, session::Quantity quantity);

} // namespace widgets
