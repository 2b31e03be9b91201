#pragma once

#include "session/workspace.h"
#include "widgets/charts/chart_data.h"
#include "widgets/pane.h"

class QBoxLayout;
class QScrollArea;

namespace widgets {

class ChartBar;
class ChartLegend;
class EventList;
class FigureStrip;
class TimeAxis;
class TimeChart;
class ToneLabel;

/// The cluster at a glance: figures, messages in and out by the busiest topics, lag of the worst groups, what
/// happened. Owned by the window.
class OverviewPane final : public Pane {
    Q_OBJECT
public:
    OverviewPane(const PaneKey& key, PaneContext& context, session::ClusterSession* cluster);
    [[nodiscard]] QString title() const override;
    void showPart(const QString& part) override; ///< "events"

protected:
    void takeSnapshot() override;
    void takeZone() override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Part {
        TimeChart* chart;
        ChartLegend* legend;
        ToneLabel *title, *aside;
        session::Quantity quantity;
    };
    [[nodiscard]] QScrollArea* below();
    void settleSide(bool wide);
    void buildBar();
    [[nodiscard]] QWidget* charts();
    [[nodiscard]] Part part(bool stacked, session::Quantity quantity, const QString& name);
    void takeCharts();
    void fill(Part& part, session::Quantity quantity);
    [[nodiscard]] QVector<ChartSeries> lagLines(int pointLimit);
    void open(PageKind kind, const QString& name);
    void hold(bool held);
    void takeHeld();
    void takeAdder();
    [[nodiscard]] qint64 rangeMs() const;
    /// Whether records out are those that were sent, or else those that groups committed.
    [[nodiscard]] bool countsSent() const;
    void takeHistoryWord();
    void writeCsv(QTextStream& out) const;

    ChartBar* m_bar;
    TimeAxis* m_axis;
    std::vector<Part> m_parts;
    SeriesColours &m_topicColours, &m_groupColours;
    FigureStrip* m_figures;
    EventList* m_events;
    QScrollArea* m_scroll; ///< has all below the figures
    QBoxLayout* m_below;
    QWidget *m_left, *m_side, *m_sideLine;
    MessageBar* m_adder;
    bool m_held = false;
    QString m_historyWord; ///< as it was last said
};

} // namespace widgets
