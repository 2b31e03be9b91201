#include "widgets/charts/time_chart.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <QAreaSeries>
#include <QLineSeries>
#include <QMouseEvent>
#include <QValueAxis>

#include "widgets/charts/axis_times.h"
#include "widgets/charts/time_axis.h"
#include "widgets/theme/colours.h"
#include "widgets/theme/fonts.h"

namespace widgets {
namespace {

constexpr int leftRoom = 52, topRoom = 8, bottomRoom = 22, timeRoom = 34;
constexpr int kEndGap = 8, kWordsHeight = 18;

/// For a value at a line's end, behind the dot: the longest of bytes, or eight digits and a sign.
int rightRoom() {
    return kEndGap + QFontMetrics(theme::smallMonoFont()).horizontalAdvance(QStringLiteral("1023.9 KiB")) + 2;
}

} // namespace

TimeChart::TimeChart(Form form, TimeAxis* axis, const QString& objectName, QWidget* parent)
    : QChartView(parent), m_form(form), m_axis(axis), m_x(new QValueAxis), m_y(new QValueAxis) {
    setObjectName(objectName);
    setFrameShape(NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setMouseTracking(true);
    setMinimumSize(260, 90);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    chart()->legend()->hide();
    chart()->setMargins({});
    chart()->setBackgroundVisible(false);
    chart()->setAnimationOptions(QChart::NoAnimation);
    for (QValueAxis* one : {m_x, m_y}) {
        // Round times and thin words are drawn here; Qt's axes only carry the scale.
        one->setLabelsVisible(false);
        one->setGridLineVisible(false);
        one->setLineVisible(false);
    }
    chart()->addAxis(m_x, Qt::AlignBottom);
    chart()->addAxis(m_y, Qt::AlignLeft);
    connect(axis, &TimeAxis::pointerMoved, this, [this] { viewport()->update(); });
}

QString TimeChart::endWords(double value, bool isPart) const {
    const QString sign = isPart ? QString(models::leastSign) : QString(), words = sign + formatValue(value);
    const int room = rightRoom() - kEndGap;
    // A longer one is told in short: the legend has it whole.
    return QFontMetrics(theme::smallMonoFont()).horizontalAdvance(words) <= room
               ? words
               : sign + models::formatAxis(value);
}

QString TimeChart::formatValue(double value) const {
    switch (m_unit) {
    case Unit::Rate:
        break;
    case Unit::Count:
        return models::formatCount(std::llround(value));
    case Unit::Bytes:
        return models::formatBytes(std::llround(value));
    }
    return models::formatRate(value);
}

void TimeChart::setGrid(session::SeriesGrid grid, bool levels) {
    m_grid = std::move(grid);
    m_levels = levels;
}

QString TimeChart::timeWords(const ToldTime& told) const {
    double step = double(m_grid.stepMs);
    if (step <= 0) // without a grid the points alone tell how long a stretch is
        for (const ChartSeries& one : m_series)
            step = std::max(step, usualStep(one.points));
    return m_axis->words(told.fromMs, told.toMs, step > 0 && step < 1'000);
}

void TimeChart::setSeries(QVector<ChartSeries> series) {
    m_series = std::move(series);
    redraw();
    emit dataChanged();
}

void TimeChart::setHidden(const QString& name, bool hidden) {
    if (hidden)
        m_hidden.insert(name);
    else
        m_hidden.remove(name);
    redraw();
    emit dataChanged();
}

void TimeChart::setWaiting(const QString& words) {
    m_waiting = words;
    setAccessibleDescription(words);
    viewport()->update();
}

void TimeChart::setUnit(Unit unit) {
    m_unit = unit;
    redraw();
}

void TimeChart::setShowsTime(bool shows) {
    m_showsTime = shows;
}

QVector<ChartSeries> TimeChart::shownSeries() const {
    QVector<ChartSeries> shown;
    for (const ChartSeries& one : m_series)
        if (!m_hidden.contains(one.name))
            shown << ChartSeries{one.name,   one.colour, thinned(one.points, pointLimit()),
                                 one.now,    one.gone,   one.nowIsPart,
                                 one.nowAtMs};
    return shown;
}

QLineSeries* TimeChart::line(std::size_t index) {
    while (m_lines.size() <= index) {
        auto* made = new QLineSeries;
        chart()->addSeries(made);
        made->attachAxis(m_x);
        made->attachAxis(m_y);
        m_lines.push_back(made);
    }
    return m_lines[index];
}

TimeChart::Area& TimeChart::area(std::size_t index) {
    while (m_areas.size() <= index) {
        auto* upper = new QLineSeries;
        auto* lower = new QLineSeries;
        auto* made = new QAreaSeries(upper, lower);
        upper->setParent(made);
        lower->setParent(made);
        made->setPen(Qt::NoPen);
        chart()->addSeries(made);
        made->attachAxis(m_x);
        made->attachAxis(m_y);
        m_areas.push_back({made, upper, lower});
    }
    return m_areas[index];
}

void TimeChart::redraw() {
    const QVector<ChartSeries> shown = shownSeries();
    m_tops.clear();
    if (m_form == Form::Stacked) {
        m_tops = stacked(shown);
    } else {
        for (const ChartSeries& one : shown)
            m_tops << one.points;
    }
    double top = 0;
    for (const auto& points : m_tops)
        for (const QPointF& point : points)
            if (std::isfinite(point.y()))
                top = std::max(top, point.y());
    for (const auto& now : valuesNow(shown))
        top = std::max(top, now.value_or(0));
    scale(top);
    if (m_form == Form::Stacked)
        drawStack(shown);
    else
        drawLines(shown);
    viewport()->update();
}

void TimeChart::scale(double top) {
    const int parts = height() > 160 ? 4 : 3;
    m_step = std::max(1.0, roundStep(top, parts, m_unit == Unit::Bytes)); // there is no half a record
    m_top = m_step * std::max(1.0, std::ceil(top / m_step * 0.9999));
    m_y->setRange(0, m_top);
    m_x->setRange(m_axis->from(), m_axis->to());
}

void TimeChart::drawLines(const QVector<ChartSeries>& shown) {
    const theme::Colours& c = theme::colours(palette());
    for (std::size_t i = 0; i < std::size_t(shown.size()); ++i) {
        line(i)->setPen(QPen(c.series.at(std::size_t(shown[qsizetype(i)].colour)), 1.5));
        line(i)->replace(shown[qsizetype(i)].points);
    }
    for (auto i = std::size_t(shown.size()); i < m_lines.size(); ++i)
        m_lines[i]->replace(QList<QPointF>());
}

void TimeChart::drawStack(const QVector<ChartSeries>& shown) {
    const theme::Colours& c = theme::colours(palette());
    std::size_t used = 0;
    for (qsizetype layer = 0; layer < m_tops.size(); ++layer) {
        const QVector<QPointF>& upper = m_tops[layer];
        QColor fill = c.series.at(std::size_t(shown[layer].colour));
        const QVector<QPointF> outline = layer > 0 ? edge(upper, m_tops[layer - 1]) : upper;
        QVector<QPointF> drawn;
        line(std::size_t(layer))->setPen(QPen(fill, 1.25));
        fill.setAlphaF(c.dark ? 0.42F : 0.32F);
        // An area bridges gaps: one for each piece between them.
        for (const auto& [first, end] : piecesOf(shown, layer)) {
            drawn << outline.mid(first, end - first) << QPointF(upper[end - 1].x(), qQNaN());
            QList<QPointF> high = upper.mid(first, end - first), low;
            if (layer > 0)
                low = m_tops[layer - 1].mid(first, end - first);
            else
                low = {QPointF(high.first().x(), 0), QPointF(high.last().x(), 0)};
            Area& piece = area(used++);
            piece.area->setBrush(fill);
            piece.upper->replace(high);
            piece.lower->replace(low);
            piece.area->show();
        }
        line(std::size_t(layer))->replace(drawn);
    }
    for (; used < m_areas.size(); ++used)
        m_areas[used].area->hide();
    for (auto i = std::size_t(m_tops.size()); i < m_lines.size(); ++i)
        m_lines[i]->replace(QList<QPointF>());
}

QRectF TimeChart::plot() const {
    return QRectF(viewport()->rect())
        .adjusted(leftRoom, topRoom, -rightRoom(), -(m_showsTime ? timeRoom : bottomRoom));
}

QPointF TimeChart::at(double x, double y) const {
    const QRectF p = plot();
    const double span = std::max(1.0, m_axis->to() - m_axis->from());
    return {p.left() + (x - m_axis->from()) / span * p.width(), p.bottom() - y / m_top * p.height()};
}

void TimeChart::resizeEvent(QResizeEvent* event) {
    QChartView::resizeEvent(event);
    chart()->setPlotArea(plot());
    redraw();
}

void TimeChart::changeEvent(QEvent* event) {
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_axis)
        redraw();
}

void TimeChart::drawBackground(QPainter* painter, const QRectF& rect) {
    const theme::Colours& c = theme::colours(palette());
    painter->fillRect(rect, c.surface);
    const QRectF p = plot();
    painter->setFont(theme::smallMonoFont());
    painter->setRenderHint(QPainter::Antialiasing, false);
    // An axis of figures belongs to a line; without one only the ground is drawn.
    const double top = isEmpty() ? 0 : m_top;
    for (double value = 0; value <= top * 1.0001; value += m_step) {
        const double y = std::round(at(0, value).y());
        painter->fillRect(QRectF(p.left(), y, p.width(), 1), value == 0 ? c.line : c.grid);
        painter->setPen(c.muted);
        painter->drawText(QRectF(0, y - 9, leftRoom - 8, 18), Qt::AlignRight | Qt::AlignVCenter,
                          m_unit == Unit::Bytes ? models::formatByteAxis(value) : models::formatAxis(value));
    }
    if (!m_axis->isSet())
        return;
    const int most = std::max(2, static_cast<int>(p.width() / 90));
    painter->setPen(c.muted);
    for (const AxisTime& time :
         axisTimes(std::llround(m_axis->from()), std::llround(m_axis->to()), most, m_axis->zone())) {
        const double x = std::round(at(double(time.atMs), 0).x());
        painter->fillRect(QRectF(x, p.bottom() + 1, 1, 4), c.line);
        painter->drawText(QRectF(x - 40, p.bottom() + 5, 80, 16), Qt::AlignCenter, time.words);
    }
}

bool TimeChart::isEmpty() const {
    for (const auto& points : m_tops)
        for (const QPointF& point : points)
            if (std::isfinite(point.y()))
                return false;
    return true;
}

void TimeChart::drawForeground(QPainter* painter, const QRectF&) {
    const theme::Colours& c = theme::colours(palette());
    if (isEmpty()) {
        painter->setFont(theme::hintFont());
        painter->setPen(c.muted);
        const bool all = !m_series.isEmpty() && m_tops.isEmpty();
        painter->drawText(plot(), Qt::AlignCenter | Qt::TextWordWrap,
                          all ? tr("Everything is switched off in the legend.") : m_waiting);
        return;
    }
    paintEnds(*painter);
    paintPointer(*painter);
}

QVector<std::optional<double>> TimeChart::valuesNow(const QVector<ChartSeries>& shown) const {
    QVector<std::optional<double>> out;
    std::optional<double> sum;
    for (const ChartSeries& one : shown) {
        if (one.now)
            sum = sum.value_or(0) + *one.now;
        out << one.now;
    }
    return m_form == Form::Lines ? out : QVector<std::optional<double>>{sum};
}

void TimeChart::paintEnd(QPainter& painter, const QPointF& lineEnd, const QPointF& end, const QColor& colour,
                         const QString& words) const {
    painter.setPen(QPen(colour, 1.25, Qt::DotLine)); // no part of the curve
    painter.drawLine(lineEnd, end);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(end, 2.5, 2.5);
    painter.setPen(colour);
    painter.drawText(QRectF(end.x() + kEndGap, end.y() - kWordsHeight / 2.0, rightRoom(), kWordsHeight),
                     Qt::AlignLeft | Qt::AlignVCenter, words);
}

/// The last point of a line is of one step, and what is now is the mean of some seconds: the dot is as high
/// as the figure beside it.
void TimeChart::paintEnds(QPainter& painter) const {
    const theme::Colours& c = theme::colours(palette());
    const QVector<ChartSeries> shown = shownSeries();
    const auto now = valuesNow(shown);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(theme::smallMonoFont());
    const auto words = [this](const std::optional<double>& of, bool isPart) {
        return of ? endWords(*of, isPart) : QString();
    };
    if (m_form == Form::Stacked) {
        const auto& top = m_tops.last();
        if (const auto end = endOf(top, now.first()))
            paintEnd(painter, at(end->x(), top.last().y()), at(end->x(), end->y()), c.text,
                     words(now.first(), std::ranges::any_of(shown, [](const ChartSeries& one) {
                               return one.nowIsPart || (!one.now && !one.gone);
                           })));
        return;
    }
    // Lines that end close together would write over each other: the higher one is named.
    QVector<double> taken;
    QVector<qsizetype> order(shown.size());
    std::iota(order.begin(), order.end(), 0);
    const auto endAt = [&](qsizetype i) { return endOf(shown[i].points, now[i], shown[i].nowAtMs); };
    std::sort(order.begin(), order.end(), [&](qsizetype a, qsizetype b) {
        return endAt(a).value_or(QPointF(0, -1)).y() > endAt(b).value_or(QPointF(0, -1)).y();
    });
    for (const qsizetype i : order) {
        const auto value = endAt(i);
        if (!value)
            continue;
        const QPointF end = at(value->x(), value->y());
        const QPointF& last = shown[i].points.last();
        const QPointF from = reaches(shown[i].points, value->x()) ? at(last.x(), last.y()) : end;
        const bool room =
            std::none_of(taken.begin(), taken.end(), [&](double y) { return std::abs(y - end.y()) < 13; });
        paintEnd(painter, from, end, c.series.at(std::size_t(shown[i].colour)),
                 room ? words(now[i], shown[i].nowIsPart) : QString());
        if (room)
            taken << end.y();
    }
}

void TimeChart::paintPointer(QPainter& painter) const {
    const auto moment = m_axis->pointer();
    if (!moment || *moment < m_axis->from() || *moment > m_axis->to())
        return;
    const theme::Colours& c = theme::colours(palette());
    const QRectF p = plot();
    const double x = std::round(at(*moment, 0).x()) + 0.5;
    QPen dashes(c.muted, 1);
    dashes.setDashPattern({3, 3});
    painter.setPen(dashes);
    painter.drawLine(QPointF(x, p.top()), QPointF(x, p.bottom()));
    const QVector<ChartSeries> shown = shownSeries();
    for (qsizetype i = 0; i < shown.size(); ++i) {
        const auto value = valueAt(m_tops.value(i), *moment);
        if (!value)
            continue;
        painter.setPen(QPen(c.series.at(std::size_t(shown[i].colour)), 1.5));
        painter.setBrush(c.surface);
        painter.drawEllipse(QPointF(x, at(0, *value).y()), 3, 3);
    }
    if (m_showsTime) {
        const QString words = timeWords(told(*moment));
        painter.setFont(theme::smallMonoFont());
        const double width = painter.fontMetrics().horizontalAdvance(words) + 12;
        const QRectF box(std::clamp(x - width / 2, 0.0, double(viewport()->width()) - width), p.bottom() + 8,
                         width, 20);
        painter.setPen(c.edge);
        painter.setBrush(c.popup);
        painter.drawRoundedRect(box, 3, 3);
        painter.setPen(c.text);
        painter.drawText(box, Qt::AlignCenter, words);
    }
}

void TimeChart::mouseMoveEvent(QMouseEvent* event) {
    const QRectF p = plot();
    const QPointF at = event->position();
    if (at.x() < p.left() || at.x() > p.right()) {
        m_axis->setPointer(std::nullopt);
        return;
    }
    m_axis->setPointer(m_axis->from() + (at.x() - p.left()) / p.width() * (m_axis->to() - m_axis->from()));
}

void TimeChart::leaveEvent(QEvent* event) {
    m_axis->setPointer(std::nullopt);
    QChartView::leaveEvent(event);
}

void TimeChart::mousePressEvent(QMouseEvent* event) {
    const auto moment = m_axis->pointer();
    if (event->button() != Qt::LeftButton || !moment)
        return;
    const QVector<ChartSeries> shown = shownSeries();
    qsizetype best = -1;
    double nearest = 8;
    for (qsizetype i = 0; i < shown.size(); ++i) {
        const auto value = valueAt(m_tops.value(i), *moment);
        if (!value)
            continue;
        const double y = at(0, *value).y();
        if (m_form == Form::Stacked) {
            if (event->position().y() >= y && best < 0)
                best = i; // the lowest layer whose top is above the pointer
        } else if (const double away = std::abs(y - event->position().y()); away < nearest) {
            nearest = away;
            best = i;
        }
    }
    if (best >= 0)
        emit seriesClicked(shown[best].name);
}

} // namespace widgets
