#pragma once

#include <QString>

#include "session/cluster_session.h"

namespace widgets {

/// What a chart of the Overview says while it has no line: what it waits for, or why there will be none. Of
/// a cluster that answers. UI thread.
[[nodiscard]] QString waitingWords(const session::ClusterSession& cluster, session::Quantity quantity);

} // namespace widgets
