#pragma once

#include <string>
#include <utility>

#include "session/clusters/chart_series.h"
#include "session/clusters/kept_lines.h"
#include "session/clusters/rankings.h"
#include "session/convert.h"
#include "session/ports/cluster_data.h"
#include "session/ports/series.h"

namespace session {

/// The history that the last snapshot carries, and before it what is kept on disk. Lives on the UI thread.
class LiveSeries final : public Series {
    Q_OBJECT
public:
    /// `kept` may be null; `pool` outlives its jobs.
    LiveSeries(const ClusterData& data, std::shared_ptr<series::History> kept, QThreadPool& pool)
        : m_data(data), m_history(kept), m_kept(std::move(kept), pool, nullptr), m_rankings(pool) {
        connect(&m_kept, &KeptLines::changed, this, &Series::changed);
        connect(&m_rankings, &Rankings::changed, this, &Series::changed);
    }
    void setKeptName(const std::string& name) {
        if (std::exchange(m_name, name) == name)
            return;
        m_kept.setCluster(name);
        m_rankings.forget();
    }

    [[nodiscard]] SeriesPoints points(const SeriesKey& key, qint64 rangeMs, int points) const override {
        return chart_series::points(*m_data.snapshot(), &m_kept, key, rangeMs, points);
    }
    [[nodiscard]] SeriesGrid grid(qint64 rangeMs, int points) const override {
        return chart_series::grid(*m_data.snapshot(), &m_kept, rangeMs, points);
    }
    [[nodiscard]] QStringList busiest(Quantity quantity, qint64 rangeMs, int count) const override {
        return m_rankings.busiest(m_data.snapshot(), &m_kept, quantity, rangeMs, count);
    }
    [[nodiscard]] bool isReading() const override { return m_kept.isReading(); }
    [[nodiscard]] QString word() const override { return m_history ? text(m_history->word()) : QString(); }

private:
    const ClusterData& m_data;
    const std::shared_ptr<series::History> m_history;
    std::string m_name; // that the cluster is kept under
    mutable KeptLines m_kept;
    mutable Rankings m_rankings;
};

} // namespace session
