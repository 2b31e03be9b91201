#pragma once

#include <algorithm>

#include "session/clusters/session_core.h"
#include "session/ports/cluster_data.h"
#include "session/ports/series.h"

namespace session {

/// The history that a session's poller measured. Lives on the UI thread; `core` outlives its last call.
class LiveSeries final : public Series {
    Q_OBJECT
public:
    LiveSeries(SessionCore& core, const ClusterData& data, std::shared_ptr<const base::Clock> clock)
        : m_core(core), m_data(data), m_clock(std::move(clock)) {}

    [[nodiscard]] SeriesPoints points(const SeriesKey& key, qint64 rangeMs, int points) const override {
        const qint64 finest = std::max<qint64>(m_data.snapshot()->intervalMs, 1000);
        return m_core.poller.meter().series(key, m_clock->wallMs(), rangeMs, points, finest);
    }
    [[nodiscard]] QStringList busiest(Quantity quantity, qint64 rangeMs, int count) const override {
        return m_core.poller.meter().busiest(quantity, m_clock->wallMs(), rangeMs, count);
    }

private:
    SessionCore& m_core;
    const ClusterData& m_data;
    const std::shared_ptr<const base::Clock> m_clock;
};

} // namespace session
