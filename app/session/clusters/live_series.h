#pragma once

#include "session/clusters/chart_series.h"
#include "session/ports/cluster_data.h"
#include "session/ports/series.h"

namespace session {

/// The history that the last snapshot carries. Lives on the UI thread.
class LiveSeries final : public Series {
    Q_OBJECT
public:
    explicit LiveSeries(const ClusterData& data) : m_data(data) {}

    [[nodiscard]] SeriesPoints points(const SeriesKey& key, qint64 rangeMs, int points) const override {
        return chart_series::points(*m_data.snapshot(), key, rangeMs, points);
    }
    [[nodiscard]] QStringList busiest(Quantity quantity, qint64 rangeMs, int count) const override {
        return chart_series::busiest(*m_data.snapshot(), quantity, rangeMs, count);
    }

private:
    const ClusterData& m_data;
};

} // namespace session
