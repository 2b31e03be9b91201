#include "widgets/charts/chart_legend.h"

#include <algorithm>

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>

#include "models/formats.h"
#include "widgets/charts/time_axis.h"
#include "widgets/charts/time_chart.h"
#include "widgets/theme/colours.h"
#include "widgets/theme/fonts.h"

namespace widgets {
namespace {

constexpr int rowHeight = 20, headHeight = 20, lineHeight = 8;

} // namespace

ChartLegend::ChartLegend(TimeChart* chart, TimeAxis* axis, QWidget* parent)
    : QWidget(parent), m_chart(chart), m_axis(axis) {
    setObjectName(chart->objectName() + QStringLiteral("Legend"));
    setFixedWidth(176);
    setToolTip(tr("Click a name to hide or show it"));
    connect(axis, &TimeAxis::pointerMoved, this, qOverload<>(&QWidget::update));
    connect(chart, &TimeChart::dataChanged, this, [this] {
        QStringList words;
        for (const ChartSeries& one : m_chart->series())
            if (one.now || one.gone)
                words << QStringLiteral("%1 %2").arg(one.name, valueWords(one, one.now, true));
        setAccessibleDescription(words.join(QStringLiteral(", ")));
        updateGeometry();
        update();
    });
}

void ChartLegend::setTotal(bool total) {
    m_total = total;
}

void ChartLegend::setMeaning(const QString& ofNow) {
    m_meaning = ofNow;
}

void ChartLegend::setHeld(std::optional<qint64> atMs) {
    m_heldAtMs = atMs;
    update();
}

QString ChartLegend::headWords() const {
    if (const auto moment = m_axis->pointer()) {
        const ToldTime told = m_chart->told(*moment);
        return (double(told.toMs - told.fromMs) > shortMs ? tr("mean of %1") : tr("at %1"))
            .arg(m_chart->timeWords(told));
    }
    return m_heldAtMs ? models::formatClock(*m_heldAtMs, m_axis->zone()) : tr("now");
}

QSize ChartLegend::sizeHint() const {
    return {176, headHeight + rowHeight * (static_cast<int>(m_chart->series().size()) + (m_total ? 2 : 0))};
}

/// How many of the series there is room for; where some are left out one row tells how many.
int ChartLegend::shownRows() const {
    const auto count = static_cast<int>(m_chart->series().size());
    const int room = (height() - headHeight - (m_total ? lineHeight + rowHeight : 0)) / rowHeight;
    return room >= count ? count : std::max(0, room - 1);
}

QString ChartLegend::valueWords(const ChartSeries& of, std::optional<double> value, bool now) const {
    if (value)
        return now && of.nowIsPart ? models::leastSign + m_chart->formatValue(*value)
                                   : m_chart->formatValue(*value);
    return of.gone && now ? tr("gone") : QString(models::unknownSign);
}

QString ChartLegend::totalWords() const {
    const auto moment = m_axis->pointer();
    double sum = 0;
    bool known = false, isPart = false;
    for (const ChartSeries& one : m_chart->series()) {
        if (m_chart->isHidden(one.name))
            continue;
        const auto value = moment ? m_chart->valueAt(one.points, *moment) : one.now;
        sum += value.value_or(0);
        known = known || value || (!moment && one.gone); // of what is gone nothing comes
        isPart = isPart || (!moment && one.nowIsPart) || (!value && !one.gone);
    }
    if (!known)
        return models::unknownSign;
    return (isPart ? QString(models::leastSign) : QString()) + m_chart->formatValue(sum);
}

void ChartLegend::paintRest(QPainter& painter, int y, int left) const {
    painter.setFont(theme::hintFont());
    painter.setPen(theme::colours(palette()).muted);
    painter.drawText(QRect(18, y, width() - 18, rowHeight), Qt::AlignLeft | Qt::AlignVCenter,
                     tr("%1 more").arg(left));
}

void ChartLegend::paintEvent(QPaintEvent*) {
    const theme::Colours& c = theme::colours(palette());
    QPainter painter(this);
    const auto moment = m_axis->pointer();
    painter.setFont(theme::labelFont());
    painter.setPen(c.muted);
    if (!m_chart->series().isEmpty())
        painter.drawText(QRect(0, 0, width(), headHeight), Qt::AlignRight | Qt::AlignVCenter, headWords());
    int y = headHeight;
    const int shown = shownRows();
    int row = 0;
    // The topmost layer of a stack stands first.
    for (const ChartSeries& one : m_chart->series()) {
        const bool hidden = m_chart->isHidden(one.name);
        const auto value = moment ? m_chart->valueAt(one.points, *moment) : one.now;
        if (row++ >= shown)
            continue;
        const QColor colour = c.series.at(std::size_t(one.colour));
        const QRectF swatch(0.5, y + 5.5, 9, 9);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(hidden ? c.muted : colour);
        painter.setBrush(hidden ? QBrush(Qt::NoBrush) : QBrush(colour));
        painter.drawRoundedRect(swatch, 2, 2);
        painter.setFont(theme::monoFont());
        const QString words = valueWords(one, value, !moment);
        const int wide = painter.fontMetrics().horizontalAdvance(words);
        painter.setPen(hidden ? c.muted : c.text);
        painter.drawText(QRect(0, y, width(), rowHeight), Qt::AlignRight | Qt::AlignVCenter, words);
        painter.setFont(theme::hintFont());
        painter.drawText(QRect(18, y, width() - 26 - wide, rowHeight), Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(models::onOneLine(one.name), Qt::ElideMiddle,
                                                          width() - 26 - wide));
        y += rowHeight;
    }
    if (const int left = static_cast<int>(m_chart->series().size()) - shown; left > 0) {
        paintRest(painter, y, left);
        y += rowHeight;
    }
    if (!m_total || m_chart->series().isEmpty())
        return;
    painter.fillRect(QRect(0, y + 4, width(), 1), c.line);
    y += lineHeight;
    painter.setFont(theme::hintFont());
    painter.setPen(c.muted);
    painter.drawText(QRect(0, y, width(), rowHeight), Qt::AlignLeft | Qt::AlignVCenter, tr("all"));
    painter.setFont(theme::monoFont());
    painter.setPen(c.text);
    painter.drawText(QRect(0, y, width(), rowHeight), Qt::AlignRight | Qt::AlignVCenter, totalWords());
}

/// Of a row; of the one that counts those for which there is no room, theirs.
QStringList ChartLegend::namesAt(int y) const {
    const int row = y < headHeight ? -1 : (y - headHeight) / rowHeight, shown = shownRows();
    QStringList names;
    for (const ChartSeries& one : m_chart->series())
        names << one.name;
    if (row >= 0 && row < shown)
        return names.mid(row, 1);
    return row == shown ? names.mid(shown) : QStringList();
}

bool ChartLegend::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QStringList lines;
        for (const QString& name : namesAt(help->y()))
            lines << name.toHtmlEscaped();
        if (!m_meaning.isEmpty())
            lines << tr("Now: %1").arg(m_meaning.toHtmlEscaped());
        lines << tr("Click a name to hide or show it");
        setToolTip(lines.join(QStringLiteral("<br>")));
    }
    return QWidget::event(event);
}

void ChartLegend::mousePressEvent(QMouseEvent* event) {
    const int row = (event->pos().y() - headHeight) / rowHeight;
    if (event->pos().y() < headHeight || row >= shownRows())
        return;
    const QString name = m_chart->series()[row].name;
    m_chart->setHidden(name, !m_chart->isHidden(name));
}

} // namespace widgets
