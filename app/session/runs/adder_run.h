#pragma once

#include "session/ports/adder.h"
#include "session/ports/clusters.h"
#include "session/runs/live_runs.h"

namespace session {

/// Shows each play of the adder as a run. Lives on the UI thread; what it is given outlives it.
class AdderRun final : public QObject {
    Q_OBJECT
public:
    AdderRun(Adder& adder, const Clusters& clusters, LiveRuns& runs);

private:
    void take();

    Adder& m_adder;
    const Clusters& m_clusters;
    LiveRuns& m_runs;
    QString m_id; ///< empty: nothing is played
};

} // namespace session
