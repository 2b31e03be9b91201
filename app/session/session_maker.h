#pragma once

#include <functional>
#include <memory>

#include "base/clock.h"
#include "session/cluster_session.h"
#include "session/clusters/session_past.h"
#include "session/local/broker_facts.h"

namespace session {

/// Makes the session of a profile, which begins to connect at once.
using SessionMaker = std::function<std::unique_ptr<ClusterSession>(
    const ConnectionProfile&, CounterSource, std::shared_ptr<const base::Clock>, const SessionPast&)>;

class Workers;

/// Makes a real one, which keeps trying after a loss. The counters must answer without waiting as long as the
/// program's threads run; empty for a cluster that is not our own.
std::unique_ptr<ClusterSession> openCluster(const ConnectionProfile& profile, CounterSource counters,
                                            std::shared_ptr<const base::Clock> clock,
                                            std::shared_ptr<Workers> workers, const SessionPast& past);

} // namespace session
