#pragma once

#include <functional>
#include <optional>
#include <vector>

#include <QChartView>
#include <QSet>
#include <QWidget>

#include "widgets/charts/chart_data.h"

class QAreaSeries;
class QLineSeries;
class QValueAxis;

namespace widgets {

class TimeAxis;

/// Lines or a stack over time on Qt Charts. Data comes whole, once a beat; a gap breaks a line and splits an
/// area; the moment under the pointer is shared through the TimeAxis. Lives on the UI thread; the page owns
/// it.
class TimeChart final : public QChartView {
    Q_OBJECT
public:
    enum class Form { Lines, Stacked };
    /// Above these Qt Charts takes longer to draw than a frame lasts (600 a line; 120 a filled area).
    static constexpr int linePoints = 600, areaPoints = 120;

    TimeChart(Form form, TimeAxis* axis, const QString& objectName, QWidget* parent = nullptr);

    void setSeries(QVector<ChartSeries> series); ///< bottom to top in a stack
    [[nodiscard]] const QVector<ChartSeries>& series() const { return m_series; }
    void setHidden(const QString& name, bool hidden);
    [[nodiscard]] bool isHidden(const QString& name) const { return m_hidden.contains(name); }
    using QChartView::isHidden;
    void setWaiting(const QString& words); ///< what an empty chart says
    enum class Unit { Rate, Count, Bytes };
    void setUnit(Unit unit);       ///< of the values; Bytes has a binary axis
    void setShowsTime(bool shows); ///< the lowest chart of a page carries the pointer's time
    [[nodiscard]] int pointLimit() const { return m_form == Form::Lines ? linePoints : areaPoints; }
    [[nodiscard]] QString formatValue(double value) const;
    /// What times its points are means of, before setSeries(); of `levels` what is measured is as of a
    /// moment.
    void setGrid(session::SeriesGrid grid, bool levels = false);
    /// Of what time the values are that are shown for a moment: of a measured one near it.
    [[nodiscard]] ToldTime told(double moment) const { return toldTime(m_grid, m_levels, moment); }
    [[nodiscard]] QString timeWords(const ToldTime& told) const;
    [[nodiscard]] std::optional<double> valueAt(const QVector<QPointF>& points, double moment) const {
        return valueIn(points, told(moment).at, double(m_grid.stepMs));
    }

signals:
    void seriesClicked(const QString& name);
    void dataChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    [[nodiscard]] bool isEmpty() const; ///< no point of what is shown is known
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] QString endWords(double value, bool isPart) const; ///< for the room behind a line's end
    struct Area {
        QAreaSeries* area;
        QLineSeries *upper, *lower;
    };
    void redraw();
    void drawLines(const QVector<ChartSeries>& shown);
    void drawStack(const QVector<ChartSeries>& shown);
    QLineSeries* line(std::size_t index);
    Area& area(std::size_t index);
    void scale(double top);
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] QPointF at(double x, double y) const;
    [[nodiscard]] QVector<ChartSeries> shownSeries() const;
    void paintPointer(QPainter& painter) const;
    /// What each line ends with, as far as it is told; of a stack its sum, alone.
    [[nodiscard]] QVector<std::optional<double>> valuesNow(const QVector<ChartSeries>& shown) const;
    void paintEnds(QPainter& painter) const;
    void paintEnd(QPainter& painter, const QPointF& lineEnd, const QPointF& end, const QColor& colour,
                  const QString& words) const;

    Form m_form;
    TimeAxis* m_axis;
    QValueAxis *m_x, *m_y;
    std::vector<QLineSeries*> m_lines; ///< reused from beat to beat; the chart owns them
    std::vector<Area> m_areas;
    QVector<ChartSeries> m_series;
    QVector<QVector<QPointF>> m_tops; ///< of the shown series as they are drawn: sums in a stack
    QSet<QString> m_hidden;
    QString m_waiting;
    double m_top = 1, m_step = 1;
    Unit m_unit = Unit::Rate;
    bool m_showsTime = false;
    session::SeriesGrid m_grid;
    bool m_levels = false;
};

} // namespace widgets
