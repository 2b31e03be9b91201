#pragma once

#include <optional>

#include <QHash>
#include <QPointF>
#include <QString>
#include <QVector>

#include "session/series.h"

/// Arithmetic of the charts, apart from any drawing. Pure functions.
namespace widgets {

/// One line: x in ms since the epoch, rising; y NaN at a gap.
struct ChartSeries {
    QString name;
    int colour = 0; ///< index into the theme's series
    QVector<QPointF> points;
    std::optional<double> now; ///< what the rest of the window shows as its value
    bool gone = false;         ///< what it is a line of is no longer there
    bool nowIsPart = false;    ///< there is more than `now`
    double nowAtMs = 0;        ///< when `now` was; 0: at the last point
};

/// The value at the point nearest to `moment`, when one is near enough (one and a half steps) and known.
[[nodiscard]] std::optional<double> valueAt(const QVector<QPointF>& points, double moment);
/// Points whose stretch is longer than this, in ms, are told as the means that they are.
constexpr double shortMs = 3'000;
/// The value of the stretch of `stepMs` since the epoch in which `moment` lies; of short ones, and of
/// samples, that of a point near it.
[[nodiscard]] std::optional<double> valueIn(const QVector<QPointF>& points, double moment, double stepMs);
/// Of what time a value is: `at` lies in the stretch whose point has it.
struct ToldTime {
    double at = 0;
    qint64 fromMs = 0, toMs = 0;
};
/// For what is pointed at. None is later than what was measured.
[[nodiscard]] ToldTime toldTime(const session::SeriesGrid& grid, bool levels, double moment);
[[nodiscard]] std::optional<double> lastValue(const QVector<QPointF>& points);
/// How far apart points mostly are, in ms: the last stands for less, and there may be a gap. 0: there are too
/// few.
[[nodiscard]] double usualStep(const QVector<QPointF>& points);
/// Where the dot at the end of a line stands: as high as `now` where that is told, and at its time. None: its
/// last value is not known.
[[nodiscard]] std::optional<QPointF> endOf(const QVector<QPointF>& line, std::optional<double> now,
                                           double nowAtMs = 0);
/// Whether nothing was missed between the last point of a line and `moment`. After an outage what is now is
/// known a round before the line goes on.
[[nodiscard]] bool reaches(const QVector<QPointF>& line, double moment);
/// The values at the times of `grid`, within half a step of it; a gap where there are none.
[[nodiscard]] QVector<QPointF> aligned(const QVector<QPointF>& points, const QVector<QPointF>& grid);
/// At most `limit` points, each the mean of a run; a run with a gap is a gap.
[[nodiscard]] QVector<QPointF> thinned(const QVector<QPointF>& points, int limit);
/// Sums from below; all series must have the same x. Where every series has a gap the sums have one too.
[[nodiscard]] QVector<QVector<QPointF>> stacked(const QVector<ChartSeries>& series);
/// Points of a stack, from the first up to and without the last.
struct StackPiece {
    qsizetype first = 0, end = 0;
    bool operator==(const StackPiece&) const = default;
};
/// Where a layer is drawn: where its own value is known, and apart where one of those at or below it becomes
/// known or unknown, which is neither a rise nor a fall.
[[nodiscard]] QVector<StackPiece> piecesOf(const QVector<ChartSeries>& series, qsizetype layer);
/// The upper edge of a layer between two sums: a gap where the layer has no height, so that it does not
/// outline the one below.
[[nodiscard]] QVector<QPointF> edge(QVector<QPointF> upper, const QVector<QPointF>& lower);
/// What is left of a sum when its parts are taken off: 0, where only their rounding is.
[[nodiscard]] double restOf(double total, double left);
/// What of `total` is in none of `series`, as one more of them named `name`, last; left out while it is
/// nothing but rounding, or nothing at all. All series are put on the same times first: a younger one has
/// a gap before it began, and the rest where the total is not known.
void addRest(QVector<ChartSeries>& series, QVector<QPointF> total, const QString& name,
             std::optional<double> now = std::nullopt);
/// A round step that divides 0 … top into at most `most` parts; `binary` for bytes.
[[nodiscard]] double roundStep(double top, int most, bool binary);
/// A round number of ms that divides `span` into at most `most` parts.
[[nodiscard]] double roundTimeStep(double span, int most);

/// Gives names stable colours: a name keeps its own as long as this lives, in the order in which they come.
/// The tenth is "other".
class SeriesColours {
public:
    static constexpr int other = 9;
    /// `first` is the first one's colour: what stands on one page but means something else begins elsewhere.
    explicit SeriesColours(int first = 0) : m_first(first) {}
    [[nodiscard]] int of(const QString& name);

private:
    const int m_first;
    QHash<QString, int> m_given;
};

} // namespace widgets
