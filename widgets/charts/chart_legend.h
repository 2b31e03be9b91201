#pragma once

#include <optional>

#include <QWidget>

namespace widgets {

struct ChartSeries;
class TimeAxis;
class TimeChart;

/// The series of a chart as a table of values at the pointer's time, or the last ones. A click hides a series
/// or brings it back.
class ChartLegend final : public QWidget {
    Q_OBJECT
public:
    ChartLegend(TimeChart* chart, TimeAxis* axis, QWidget* parent = nullptr);
    void setTotal(bool total);                ///< a line "all" below
    void setMeaning(const QString& ofNow);    ///< what the values of now are, for the tooltip; may be empty
    void setHeld(std::optional<qint64> atMs); ///< the last values are those of then, and not of now
    [[nodiscard]] QString headWords() const;  ///< of when the values are
    /// The sum of those that are not hidden; with "≥" where one of them is not known then.
    [[nodiscard]] QString totalWords() const;
    QSize sizeHint() const override;

protected:
    bool event(QEvent* event) override; ///< a name that is cut is in its tooltip
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    [[nodiscard]] int shownRows() const;
    [[nodiscard]] QStringList namesAt(int y) const;
    [[nodiscard]] QString valueWords(const ChartSeries& of, std::optional<double> value, bool now) const;
    void paintRest(QPainter& painter, int y, int left) const;

    TimeChart* m_chart;
    TimeAxis* m_axis;
    bool m_total = false;
    QString m_meaning;
    std::optional<qint64> m_heldAtMs;
};

} // namespace widgets
