#pragma once

#include <QWidget>

#include "models/formats.h"
#include "widgets/charts/chart_data.h"

namespace session {
class BrokerHistory;
}

namespace widgets {

class TimeAxis;
class TimeChart;
class ToneLabel;

/// The local broker's last quarter of an hour: requests by API, and what its records take. UI thread; the
/// page owns it.
class BrokerCharts final : public QWidget {
    Q_OBJECT
public:
    /// `colours`: of the APIs; the same after the broker was started again.
    explicit BrokerCharts(SeriesColours& colours, QWidget* parent = nullptr);
    /// `memory`: its records are in memory, else on the disk. `whyStill`: empty while it runs; of a broker
    /// that does not nothing is told as of now.
    void take(const session::BrokerHistory& history, bool memory, const QString& whyStill);
    void setZone(models::Zone zone);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    SeriesColours& m_colours;
    TimeAxis* m_axis;
    TimeChart *m_requests, *m_held;
    QWidget* m_heldPart;
    ToneLabel* m_heldTitle;
};

} // namespace widgets
