#include "widgets/panes/local_broker/broker_charts.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "session/local/broker_history.h"
#include "widgets/charts/chart_legend.h"
#include "widgets/charts/time_axis.h"
#include "widgets/charts/time_chart.h"
#include "widgets/common/controls.h"

namespace widgets {
namespace {

/// Below this height the page keeps the room for who is connected, px.
constexpr int roomForBoth = 250;
constexpr qint64 leastSpanMs = 60'000;

QWidget* part(ToneLabel* title, const QString& aside, TimeChart* chart, TimeAxis* axis) {
    auto* made = new QWidget;
    auto* rows = new QVBoxLayout(made);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(2);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(title);
    head->addWidget(label(Text::Hint, aside));
    head->addStretch();
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(chart, 1);
    line->addWidget(new ChartLegend(chart, axis), 0, Qt::AlignTop);
    rows->addLayout(head);
    rows->addLayout(line, 1);
    return made;
}

} // namespace

BrokerCharts::BrokerCharts(SeriesColours& colours, QWidget* parent)
    : QWidget(parent)
    , m_colours(colours)
    , m_axis(new TimeAxis(this))
    , m_requests(new TimeChart(TimeChart::Form::Stacked, m_axis, QStringLiteral("chartRequests")))
    , m_held(new TimeChart(TimeChart::Form::Lines, m_axis, QStringLiteral("chartHeld")))
    , m_heldTitle(label(Text::Section, {})) {
    m_requests->setAccessibleName(tr("Requests per second, by API"));
    m_held->setUnit(TimeChart::Unit::Bytes);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(16, 12, 16, 0);
    rows->setSpacing(8);
    rows->addWidget(part(label(Text::Section, tr("Requests")), tr("per second, by API"), m_requests, m_axis),
                    3);
    m_heldPart = part(m_heldTitle, tr("of records"), m_held, m_axis);
    rows->addWidget(m_heldPart, 2);
}

void BrokerCharts::take(const session::BrokerHistory& history, bool memory, const QString& whyStill) {
    const bool runs = whyStill.isEmpty();
    m_requests->setWaiting(runs ? tr("Waiting for a second figure: a rate needs two") : whyStill);
    m_held->setWaiting(runs ? tr("Waiting for the first figure") : whyStill);
    const auto now = [runs](const auto& points) { return runs ? lastValue(points) : std::nullopt; };
    const qint64 newest = history.newestMs();
    if (newest > 0)
        m_axis->setSpan(double(std::min(history.oldestMs(), newest - leastSpanMs)), double(newest));
    QVector<ChartSeries> series;
    for (const auto& line : history.requests())
        series << ChartSeries{line.name.isEmpty() ? tr("other") : line.name,
                              line.name.isEmpty() ? SeriesColours::other : m_colours.of(line.name),
                              thinned(line.points, m_requests->pointLimit()), now(line.points)};
    m_requests->setSeries(std::move(series));
    const QString title = memory ? tr("Memory") : tr("Data");
    m_heldTitle->setText(title);
    m_held->setAccessibleName(title);
    const QVector<QPointF> held = thinned(history.held(), m_held->pointLimit());
    m_held->setSeries(held.isEmpty() ? QVector<ChartSeries>()
                                     : QVector<ChartSeries>{{title, 5, held, now(held)}});
}

void BrokerCharts::setZone(models::Zone zone) {
    m_axis->setZone(zone);
}

void BrokerCharts::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_heldPart->setVisible(height() >= roomForBoth);
}

} // namespace widgets
