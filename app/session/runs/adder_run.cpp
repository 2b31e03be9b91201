#include "session/runs/adder_run.h"

#include <utility>

namespace session {

AdderRun::AdderRun(Adder& adder, const Clusters& clusters, LiveRuns& runs)
    : m_adder(adder), m_clusters(clusters), m_runs(runs) {
    connect(&adder, &Adder::changed, this, &AdderRun::take);
}

void AdderRun::take() {
    using Phase = AdderProgress::Phase;
    const AdderProgress& now = m_adder.progress();
    const auto* local = m_clusters.local();
    const bool plays = now.phase == Phase::Creating || now.phase == Phase::Running ||
                       (now.phase == Phase::Starting && local); // else its broker still starts
    if (m_id.isEmpty() && plays) {
        m_id = m_runs.begin({RunKind::Adder, local ? local->id() : QUuid(),
                             local ? local->profile().name : QString(), QStringLiteral("adder")},
                            [this] { m_adder.cancel(); });
    }
    m_runs.advance(m_id, {.records = now.summed, .done = now.summed, .total = now.total});
    if (now.phase == Phase::Checked)
        m_runs.end(std::exchange(m_id, {}), RunState::Finished, {});
    else if (now.phase == Phase::Failed)
        m_runs.end(std::exchange(m_id, {}), RunState::Failed, now.error);
    else if (now.phase == Phase::Cancelled)
        m_runs.end(std::exchange(m_id, {}), RunState::Stopped, {});
}

} // namespace session
