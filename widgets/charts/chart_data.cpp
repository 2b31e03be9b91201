#include "widgets/charts/chart_data.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace widgets {

std::optional<double> valueAt(const QVector<QPointF>& points, double moment) {
    if (points.isEmpty())
        return std::nullopt;
    const auto after = std::lower_bound(points.begin(), points.end(), moment,
                                        [](const QPointF& p, double x) { return p.x() < x; });
    auto nearest = after == points.end() ? after - 1 : after;
    if (after != points.begin() && after != points.end() && moment - (after - 1)->x() < after->x() - moment)
        nearest = after - 1;
    const double step =
        points.size() > 1 ? (points.last().x() - points.first().x()) / double(points.size() - 1) : 0;
    if (std::abs(nearest->x() - moment) > 1.5 * step + 1 || !std::isfinite(nearest->y()))
        return std::nullopt;
    return nearest->y();
}

std::optional<double> valueIn(const QVector<QPointF>& points, double moment, double stepMs) {
    if (stepMs <= shortMs)
        return valueAt(points, moment);
    const double from = std::floor(moment / stepMs) * stepMs;
    const auto first = std::lower_bound(points.begin(), points.end(), from,
                                        [](const QPointF& p, double x) { return p.x() < x; });
    auto nearest = points.end();
    for (auto p = first; p != points.end() && p->x() < from + stepMs; ++p)
        if (nearest == points.end() || std::abs(p->x() - moment) < std::abs(nearest->x() - moment))
            nearest = p;
    if (nearest == points.end() || !std::isfinite(nearest->y()))
        return std::nullopt;
    return nearest->y();
}

namespace {

/// In a far round: of a level the nearer of its two readings, else the mean of all of it, which a stretch
/// that lies in it has. None: a stretch is longer.
std::optional<ToldTime> toldInFar(const session::SeriesSpan& round, qint64 step, bool levels, qint64 at) {
    if (round.toMs - round.fromMs <= step)
        return std::nullopt;
    if (levels) {
        const qint64 read = at - round.fromMs < round.toMs - at ? round.fromMs : round.toMs;
        return ToldTime{double(read - 1), read, read};
    }
    const qint64 first = (round.fromMs + step - 1) / step * step, end = round.toMs / step * step;
    if (first >= end)
        return std::nullopt;
    return ToldTime{double(std::clamp(at, first, end - 1)), round.fromMs, round.toMs};
}

} // namespace

ToldTime toldTime(const session::SeriesGrid& grid, bool levels, double moment) {
    auto at = static_cast<qint64>(moment);
    const qint64 step = grid.stepMs;
    if (step <= 0)
        return {moment, at, at};
    if (grid.untilMs > 0)
        at = std::min(at, grid.untilMs - 1);
    const auto round = std::ranges::upper_bound(grid.farRounds, at, {}, &session::SeriesSpan::toMs);
    if (round != grid.farRounds.end() && round->fromMs <= at)
        if (const auto told = toldInFar(*round, step, levels, at))
            return *told;
    if (double(step) <= shortMs)
        return {double(at), at, at};
    const qint64 from = at / step * step;
    return {double(at), from, grid.untilMs > 0 ? std::min(from + step, grid.untilMs) : from + step};
}

std::optional<double> lastValue(const QVector<QPointF>& points) {
    if (points.isEmpty() || !std::isfinite(points.last().y()))
        return std::nullopt;
    return points.last().y();
}

double usualStep(const QVector<QPointF>& points) {
    QVector<double> steps;
    for (qsizetype i = 1; i < points.size(); ++i)
        steps << points[i].x() - points[i - 1].x();
    if (steps.isEmpty())
        return 0;
    const auto middle = steps.begin() + steps.size() / 2;
    std::nth_element(steps.begin(), middle, steps.end());
    return *middle;
}

std::optional<QPointF> endOf(const QVector<QPointF>& line, std::optional<double> now, double nowAtMs) {
    const auto last = lastValue(line);
    if (!last)
        return std::nullopt;
    return now ? QPointF(std::max(line.last().x(), nowAtMs), *now) : line.last();
}

bool reaches(const QVector<QPointF>& line, double moment) {
    return moment - line.last().x() <= 1.5 * usualStep(line) + 1;
}

QVector<QPointF> aligned(const QVector<QPointF>& points, const QVector<QPointF>& grid) {
    QVector<QPointF> result;
    result.reserve(grid.size());
    const double step = grid.size() > 1 ? (grid.last().x() - grid.first().x()) / double(grid.size() - 1) : 0;
    qsizetype next = 0;
    for (const QPointF& moment : grid) {
        while (next + 1 < points.size() &&
               std::abs(points[next + 1].x() - moment.x()) <= std::abs(points[next].x() - moment.x()))
            ++next;
        const bool near = next < points.size() && std::abs(points[next].x() - moment.x()) <= step / 2 + 1;
        result << QPointF(moment.x(), near ? points[next].y() : qQNaN());
    }
    return result;
}

QVector<QPointF> thinned(const QVector<QPointF>& points, int limit) {
    if (limit < 1 || points.size() <= limit)
        return points;
    QVector<QPointF> result;
    result.reserve(limit);
    for (int i = 0; i < limit; ++i) {
        const qsizetype first = points.size() * i / limit;
        const qsizetype last = points.size() * (i + 1) / limit;
        double sum = 0;
        for (qsizetype p = first; p < last; ++p)
            sum += points[p].y();
        result << QPointF(points[last - 1].x(), sum / double(last - first));
    }
    return result;
}

QVector<QVector<QPointF>> stacked(const QVector<ChartSeries>& series) {
    QVector<QVector<QPointF>> sums;
    if (series.isEmpty())
        return sums;
    const qsizetype count = std::min_element(series.begin(), series.end(), [](const auto& a, const auto& b) {
                                return a.points.size() < b.points.size();
                            })->points.size();
    QVector<double> below(count, 0);
    QVector<bool> known(count, false);
    for (const ChartSeries& one : series)
        for (qsizetype i = 0; i < count; ++i)
            known[i] = known[i] || std::isfinite(one.points[i].y());
    for (const ChartSeries& one : series) {
        QVector<QPointF> line(count);
        for (qsizetype i = 0; i < count; ++i) {
            if (std::isfinite(one.points[i].y()))
                below[i] += one.points[i].y();
            line[i] = QPointF(one.points[i].x(), known[i] ? below[i] : qQNaN());
        }
        sums << line;
    }
    return sums;
}

QVector<StackPiece> piecesOf(const QVector<ChartSeries>& series, qsizetype layer) {
    const auto isKnown = [&](qsizetype of, qsizetype i) { return std::isfinite(series[of].points[i].y()); };
    const auto goesOn = [&](qsizetype i) {
        for (qsizetype below = 0; below <= layer; ++below)
            if (isKnown(below, i - 1) != isKnown(below, i))
                return false;
        return true;
    };
    qsizetype count = series[layer].points.size();
    for (qsizetype below = 0; below < layer; ++below)
        count = std::min(count, series[below].points.size());
    QVector<StackPiece> out;
    for (qsizetype i = 0; i < count; ++i) {
        if (!isKnown(layer, i))
            continue;
        if (out.isEmpty() || out.last().end != i || !goesOn(i))
            out.append({i, i});
        out.last().end = i + 1;
    }
    return out;
}

QVector<QPointF> edge(QVector<QPointF> upper, const QVector<QPointF>& lower) {
    const QVector<QPointF> sums = upper;
    const auto high = [&](qsizetype i) {
        return i >= 0 && i < sums.size() && i < lower.size() && sums[i].y() > lower[i].y();
    };
    for (qsizetype i = 0; i < upper.size(); ++i)
        if (!high(i - 1) && !high(i) && !high(i + 1)) // it rises from the point before and falls to the next
            upper[i].setY(qQNaN());
    return upper;
}

namespace {

/// The total with a gap at each time of a series at which it has no point: a sum is not known while a part is
/// not, but the others are.
QVector<QPointF> atAllTimes(const QVector<ChartSeries>& series, QVector<QPointF> total) {
    double near = usualStep(total) / 2;
    for (const ChartSeries& one : series)
        near = std::max(near, usualStep(one.points) / 2);
    for (const ChartSeries& one : series) {
        QVector<QPointF> wider;
        auto next = total.cbegin();
        for (const QPointF& point : one.points) {
            while (next != total.cend() && next->x() <= point.x() + near)
                wider << *next++;
            if (wider.isEmpty() || point.x() - wider.last().x() > near)
                wider << QPointF(point.x(), qQNaN());
        }
        std::copy(next, total.cend(), std::back_inserter(wider));
        total = std::move(wider);
    }
    return total;
}

} // namespace

double restOf(double total, double left) {
    constexpr double summedShare = 1e-9; // parts that are added in another order differ by less
    return left > total * summedShare ? left : 0;
}

void addRest(QVector<ChartSeries>& series, QVector<QPointF> total, const QString& name,
             std::optional<double> now) {
    // On disk each value is rounded to 0.006 % of it, the parts apart from their sum.
    constexpr double roundedShare = 2e-4;
    total = atAllTimes(series, std::move(total));
    for (ChartSeries& one : series)
        one.points = aligned(one.points, total);
    bool isMore = false;
    for (qsizetype i = 0; i < total.size(); ++i) {
        double rest = total[i].y();
        for (const ChartSeries& one : series)
            if (const double value = one.points[i].y(); std::isfinite(value))
                rest -= value;
        isMore = isMore || rest > total[i].y() * roundedShare;
        total[i].setY(std::isfinite(rest) ? restOf(total[i].y(), rest) : qQNaN());
    }
    if (isMore)
        series << ChartSeries{name, SeriesColours::other, std::move(total), now};
}

double roundStep(double top, int most, bool binary) {
    if (!(top > 0) || most < 1)
        return 1;
    const double wanted = top / most;
    if (binary && wanted > 1)
        return std::exp2(std::ceil(std::log2(wanted)));
    const double power = std::pow(10, std::floor(std::log10(wanted)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (wanted <= factor * power * 1.0000001)
            return factor * power;
    return 10 * power;
}

double roundTimeStep(double span, int most) {
    static constexpr std::array<double, 20> steps{1e3,    5e3,    10e3,   15e3,   30e3,    60e3,   120e3,
                                                  180e3,  300e3,  600e3,  900e3,  1800e3,  3600e3, 7200e3,
                                                  14.4e6, 21.6e6, 43.2e6, 86.4e6, 172.8e6, 604.8e6};
    for (const double step : steps)
        if (span / step <= most)
            return step;
    return steps.back() * std::ceil(span / steps.back() / most);
}

int SeriesColours::of(const QString& name) {
    const auto found = m_given.constFind(name);
    if (found != m_given.constEnd())
        return *found;
    // After nine names colours repeat; legend and tooltip always name the series.
    const int colour = static_cast<int>((m_first + m_given.size()) % other);
    m_given.insert(name, colour);
    return colour;
}

} // namespace widgets
