#include "widgets/panes/overview/overview_pane.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <optional>
#include <utility>

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScrollArea>
#include <QTextStream>
#include <QTimer>

#include "models/formats.h"
#include "models/group_model.h"
#include "widgets/charts/chart_legend.h"
#include "widgets/charts/time_axis.h"
#include "widgets/charts/time_chart.h"
#include "widgets/common/controls.h"
#include "widgets/common/csv.h"
#include "widgets/common/message_bar.h"
#include "widgets/panes/overview/adder_words.h"
#include "widgets/panes/overview/chart_bar.h"
#include "widgets/panes/overview/event_list.h"
#include "widgets/panes/overview/event_words.h"
#include "widgets/panes/overview/figure_strip.h"
#include "widgets/panes/overview/now_figures.h"
#include "widgets/panes/overview/ranked_names.h"
#include "widgets/panes/overview/waiting_words.h"
#include "widgets/prompts/prompts.h"

namespace widgets {
namespace {

using session::Quantity;

constexpr int kWide = 1060;    ///< px: there is room for the events beside the charts
constexpr int shownSeries = 5; ///< the first five colours are told apart best; the rest is "other"

Quantity inBytes(Quantity quantity) {
    return quantity == Quantity::MessagesIn    ? Quantity::BytesIn
           : quantity == Quantity::MessagesOut ? Quantity::BytesOut
                                               : quantity;
}

} // namespace

OverviewPane::OverviewPane(const PaneKey& key, PaneContext& context, session::ClusterSession* cluster)
    : Pane(key, context, cluster)
    , m_axis(new TimeAxis(this))
    , m_topicColours(context.colours(key.cluster, QStringLiteral("topics")))
    , m_groupColours(context.colours(key.cluster, QStringLiteral("groups"), 5))
    , m_figures(new FigureStrip(cluster->profile().localBroker))
    , m_events(new EventList)
    , m_adder(new MessageBar(QStringLiteral("adderBar"))) {
    m_axis->setObjectName(QStringLiteral("timeAxis"));
    m_axis->setZone(context.zone());
    m_events->setZone(context.zone());
    body()->addWidget(m_adder);
    body()->addWidget(m_figures);
    body()->addWidget(below(), 1);

    connect(m_events, &EventList::openRequested, this, [this](const session::ClusterEvent& event) {
        if (const auto page = wordsOf(event).page)
            open(*page, event.subject);
    });
    connect(&cluster->data(), &session::ClusterData::eventsChanged, this, [this] {
        if (isVisible())
            m_events->setEvents(this->cluster()->data().events());
    });
    connect(&context.workspace().adder(), &session::Adder::changed, this, &OverviewPane::takeAdder);
    connect(&cluster->series(), &session::Series::changed, this, [this] {
        if (isVisible() && !m_held)
            takeCharts();
    });
    takeAdder();
}

QString OverviewPane::title() const {
    return tr("Overview");
}

/// As long as it is there.
void OverviewPane::open(PageKind kind, const QString& name) {
    if (!cluster())
        return;
    const auto& known = cluster()->data();
    if (kind == PageKind::Group ? known.group(name) != nullptr : known.topic(name) != nullptr)
        emit context().openRequested({kind, key().cluster, name});
}

void OverviewPane::showPart(const QString& part) {
    if (part != QLatin1String("events"))
        return;
    m_events->setFocus(Qt::OtherFocusReason);
    // A page that was opened just now is laid out later.
    QTimer::singleShot(0, this, [this] { m_scroll->ensureWidgetVisible(m_side, 0, 0); });
}

/// The charts and the events: beside them, and below where there is no room for that.
QScrollArea* OverviewPane::below() {
    m_scroll = new QScrollArea;
    m_scroll->setObjectName(QStringLiteral("overviewScroll"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* inside = new QWidget;
    m_below = new QBoxLayout(QBoxLayout::LeftToRight, inside);
    m_below->setContentsMargins(0, 0, 0, 0);
    m_below->setSpacing(0);
    m_left = new QWidget;
    auto* left = new QVBoxLayout(m_left);
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(0);
    buildBar();
    left->addWidget(m_bar);
    left->addWidget(charts(), 1);
    m_below->addWidget(m_left, 1);
    m_sideLine = new Hairline(Qt::Vertical);
    m_below->addWidget(m_sideLine);
    m_side = new QWidget;
    auto* rows = new QVBoxLayout(m_side);
    rows->setContentsMargins(16, 14, 16, 0);
    rows->setSpacing(8);
    rows->addWidget(label(Text::Section, tr("Latest events")));
    rows->addWidget(m_events, 1);
    m_below->addWidget(m_side);
    m_scroll->setWidget(inside);
    m_scroll->installEventFilter(this);
    return m_scroll;
}

/// Events below the charts take no room from these: the page is longer for them.
void OverviewPane::settleSide(bool wide) {
    constexpr int kSide = 288, kBelow = 320; // px
    m_below->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_sideLine->setVisible(wide);
    m_side->setMinimumSize(wide ? kSide : 0, wide ? 0 : kBelow);
    m_side->setMaximumSize(wide ? kSide : QWIDGETSIZE_MAX, wide ? QWIDGETSIZE_MAX : kBelow);
    m_left->setMinimumHeight(wide ? 0 : m_scroll->height());
    m_scroll->setMinimumWidth(m_left->minimumSizeHint().width());
}

void OverviewPane::buildBar() {
    m_bar = new ChartBar(context().settings().value(QStringLiteral("overview/range"), 1).toInt(), ageBadge());
    connect(m_bar, &ChartBar::rangeChanged, this, [this](int index) {
        context().settings().setValue(QStringLiteral("overview/range"), index);
        takeCharts();
    });
    connect(m_bar, &ChartBar::unitChanged, this, &OverviewPane::takeCharts);
    connect(m_bar, &ChartBar::holdToggled, this, &OverviewPane::hold);
    connect(m_bar, &ChartBar::saveRequested, this,
            [this] { saveCsv(QStringLiteral("overview"), [this](QTextStream& out) { writeCsv(out); }); });
}

OverviewPane::Part OverviewPane::part(bool stacked, Quantity quantity, const QString& name) {
    Part made;
    made.chart = new TimeChart(stacked ? TimeChart::Form::Stacked : TimeChart::Form::Lines, m_axis, name);
    made.legend = new ChartLegend(made.chart, m_axis);
    made.legend->setTotal(stacked);
    made.title = label(Text::Section, {});
    made.aside = label(Text::Hint, {});
    made.quantity = quantity;
    connect(made.chart, &TimeChart::seriesClicked, this, [this, quantity](const QString& series) {
        open(quantity == Quantity::Lag ? PageKind::Group : PageKind::Topic, series);
    });
    return made;
}

QWidget* OverviewPane::charts() {
    auto* area = new QWidget;
    auto* rows = new QVBoxLayout(area);
    rows->setContentsMargins(16, 8, 16, 8);
    rows->setSpacing(2);
    m_parts.push_back(part(true, Quantity::MessagesIn, QStringLiteral("chartIn")));
    m_parts.push_back(part(false, Quantity::MessagesOut, QStringLiteral("chartOut")));
    m_parts.push_back(part(false, Quantity::Lag, QStringLiteral("chartLag")));
    m_parts.back().chart->setShowsTime(true);
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        const Part& p = m_parts[i];
        auto* head = new QHBoxLayout;
        head->setSpacing(8);
        head->addWidget(p.title);
        head->addWidget(p.aside);
        head->addStretch();
        auto* line = new QHBoxLayout;
        line->setSpacing(8);
        line->addWidget(p.chart, 1);
        line->addWidget(p.legend, 0, Qt::AlignTop);
        rows->addLayout(head);
        rows->addLayout(line, i == 0 ? 8 : 6);
    }
    return area;
}

qint64 OverviewPane::rangeMs() const {
    return m_bar->rangeMs();
}

void OverviewPane::takeSnapshot() {
    if (!cluster())
        return;
    if (cluster()->data().snapshot()->takenAtMs > 0)
        m_figures->show(*cluster()->data().snapshot(), isStale());
    if (!m_held)
        takeCharts();
    m_events->setEvents(cluster()->data().events());
}

void OverviewPane::takeCharts() {
    const qint64 taken = cluster() ? cluster()->data().snapshot()->takenAtMs : 0;
    if (taken > 0)
        m_axis->setSpan(double(taken - rangeMs()), double(taken));
    takeHeld();
    const bool bytes = m_bar->inBytes();
    const std::array titles{bytes ? tr("Bytes in") : tr("Messages in"),
                            bytes          ? tr("Bytes out")
                            : countsSent() ? tr("Messages out")
                                           : tr("Messages committed"),
                            tr("Lag")};
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        Part& p = m_parts[i];
        const bool lag = p.quantity == Quantity::Lag;
        p.title->setText(titles.at(i));
        const bool out = p.quantity == Quantity::MessagesOut;
        const Quantity shown = bytes ? inBytes(p.quantity) : p.quantity;
        p.aside->setText(lag                   ? tr("records, worst groups")
                         : out && bytes        ? tr("per second, without what this window browses")
                         : out && countsSent() ? tr("per second, by topic, without what this window browses")
                                               : tr("per second, by topic"));
        p.chart->setAccessibleName(titles.at(i));
        p.chart->setUnit(lag     ? TimeChart::Unit::Count
                         : bytes ? TimeChart::Unit::Bytes
                                 : TimeChart::Unit::Rate);
        const bool isKnown = !isStale() && cluster()->data().snapshot()->isKnown();
        p.chart->setWaiting(isKnown ? waitingWords(*cluster(), shown) : unknownWords());
        if (taken > 0)
            fill(p, shown);
    }
    m_bar->setReading(cluster() && cluster()->series().isReading());
    takeHistoryWord();
}

/// Said once: who closes it has read it. It goes when it is so no more.
void OverviewPane::takeHistoryWord() {
    const QString word = cluster() ? cluster()->series().word() : QString();
    const QString before = std::exchange(m_historyWord, word);
    if (word == before)
        return;
    if (!word.isEmpty())
        messages()->say(models::Tone::Warn, word);
    else if (messages()->accessibleName() == before) // nothing else was said since
        messages()->hide();
}

bool OverviewPane::countsSent() const {
    return cluster() && cluster()->profile().localBroker;
}

void OverviewPane::fill(Part& part, Quantity quantity) {
    const auto points = [&](const QString& topic) {
        return cluster()->series().points({quantity, topic, {}, -1}, rangeMs(), part.chart->pointLimit());
    };
    const auto snapshot = cluster()->data().snapshot();
    part.legend->setMeaning(nowMeaning(snapshot->figures, quantity));
    part.chart->setGrid(cluster()->series().grid(rangeMs(), part.chart->pointLimit()),
                        quantity == Quantity::Lag);
    if (quantity == Quantity::Lag)
        return part.chart->setSeries(lagLines(part.chart->pointLimit()));
    const auto all = isStale() ? session::Reading<double>() : nowOfAll(snapshot->figures, quantity);
    QVector<ChartSeries> series;
    if (quantity == Quantity::BytesOut) { // counted of all topics together
        if (countsSent())
            series << ChartSeries{tr("all"), 0, points({}), all};
        part.chart->setSeries(std::move(series));
        return;
    }
    for (const QString& name : rankedNames(cluster()->series(), quantity, rangeMs(), shownSeries)) {
        const auto now = isStale() ? session::Reading<double>() : nowOf(cluster()->data(), name, quantity);
        const bool gone = !isStale() && !cluster()->data().topic(name);
        series << ChartSeries{name, m_topicColours.of(name), points(name), now, gone, bool(now.reason())};
    }
    auto rest = all.reason() ? std::nullopt : std::optional<double>(all); // of a part it would be too little
    for (const ChartSeries& one : series)
        if (rest)
            *rest -= one.now.value_or(0);
    if (rest)
        rest = restOf(*all, *rest);
    addRest(series, points({}), tr("other"), rest);
    part.chart->setSeries(std::move(series));
}

/// A group that is gone has one while the range shows when it was there.
QVector<ChartSeries> OverviewPane::lagLines(int pointLimit) {
    const session::ClusterData& known = cluster()->data();
    const bool listed = !isStale() && !known.snapshot()->figures.groups.reason();
    QVector<ChartSeries> lines;
    for (const QString& name : rankedGroups(cluster()->series(), known, rangeMs())) {
        if (lines.size() == shownSeries)
            break;
        const auto* group = known.group(name);
        const bool there = group != nullptr;
        auto points = cluster()->series().points({Quantity::Lag, {}, name, -1}, rangeMs(), pointLimit);
        if (there || !points.isEmpty())
            lines << ChartSeries{name,
                                 m_groupColours.of(name),
                                 std::move(points),
                                 isStale() ? session::Reading<double>() : nowOf(known, name, Quantity::Lag),
                                 listed && !there,
                                 there && models::lacksLag(group->partitionRows),
                                 double(known.snapshot()->takenAtMs)};
    }
    // The most of the range are shown, and read as the figures beside them are.
    std::ranges::stable_sort(lines, std::ranges::greater(),
                             [](const ChartSeries& one) { return one.now.value_or(-1); });
    return lines;
}

void OverviewPane::hold(bool held) {
    m_held = held;
    m_bar->setHeld(held);
    held ? takeHeld() : takeCharts();
}

/// What is shown ends where the axis does, whatever was taken since.
void OverviewPane::takeHeld() {
    for (const Part& p : m_parts)
        p.legend->setHeld(m_held && m_axis->isSet() ? std::optional(qint64(m_axis->to())) : std::nullopt);
}

void OverviewPane::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier) {
        m_bar->toggleHold();
        return;
    }
    Pane::keyPressEvent(event);
}

void OverviewPane::resizeEvent(QResizeEvent* event) {
    Pane::resizeEvent(event);
    const bool wide = width() >= kWide;
    m_figures->setWide(wide);
    settleSide(wide);
}

/// A bar above takes room from the charts while the page stays as high as it is.
bool OverviewPane::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_scroll && event->type() == QEvent::Resize)
        settleSide(width() >= kWide);
    return Pane::eventFilter(watched, event);
}

void OverviewPane::takeZone() {
    m_axis->setZone(context().zone());
    m_events->setZone(context().zone());
    takeCharts();
}

void OverviewPane::takeAdder() {
    if (cluster() && cluster()->profile().localBroker)
        tellAdder(*m_adder, context().workspace().adder());
    else
        m_adder->hide();
}

void OverviewPane::writeCsv(QTextStream& out) const {
    out << csvLine(
        {QStringLiteral("chart"), QStringLiteral("series"), QStringLiteral("time"), QStringLiteral("value")});
    for (const Part& p : m_parts)
        for (const ChartSeries& one : p.chart->series())
            for (const QPointF& point : one.points)
                if (std::isfinite(point.y()))
                    out << csvLine({p.title->text(), one.name,
                                    models::plainTime(qint64(point.x()), context().zone()),
                                    QString::number(point.y(), 'g', 10)});
}

} // namespace widgets
