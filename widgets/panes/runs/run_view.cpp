#include "widgets/panes/runs/run_view.h"

#include <algorithm>

#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

#include "models/run_words.h"
#include "widgets/charts/time_axis.h"
#include "widgets/charts/time_chart.h"
#include "widgets/common/controls.h"
#include "widgets/prompts/unsure_choice.h"
#include "widgets/theme/fonts.h"

namespace widgets {
namespace {

constexpr int kFigures = 8;

/// What it is about besides its title.
QString aboutOf(const session::RunSubject& subject) {
    const bool fromFile = subject.kind == session::RunKind::Import;
    QStringList parts;
    if (fromFile && !subject.clusterName.isEmpty())
        parts += RunView::tr("into %1 on %2").arg(subject.topic, subject.clusterName);
    else if (!subject.clusterName.isEmpty())
        parts += RunView::tr("on %1").arg(subject.clusterName);
    if (!subject.file.isEmpty())
        parts += subject.file;
    return parts.join(QStringLiteral("  ·  "));
}

} // namespace

RunView::RunView(QWidget* parent)
    : QWidget(parent)
    , m_title(label(Text::Section, {}))
    , m_none(label(Text::Muted, tr("Choose a run to see its log.")))
    , m_about(new NameLine(Text::Hint))
    , m_state(new StateLabel)
    , m_body(new QWidget)
    , m_goOn(plainButton(tr("Go on"), QStringLiteral("runGoOn"), QStringLiteral("play")))
    , m_skip(plainButton({}, QStringLiteral("runSkip"), QStringLiteral("play")))
    , m_skipAll(plainButton(models::skipAllSuch(), QStringLiteral("runSkipAll"), QStringLiteral("play")))
    , m_copy(flatButton(tr("Copy log"), QStringLiteral("runCopyLog"), QStringLiteral("copy")))
    , m_unsure(new UnsureChoice)
    , m_log(new QPlainTextEdit)
    , m_reason(label(Text::Hint, {}))
    , m_figures(new QGridLayout)
    , m_axis(new TimeAxis(this))
    , m_rates(new TimeChart(TimeChart::Form::Lines, m_axis, QStringLiteral("runRates")))
    , m_ratesTitle(label(Text::Label, tr("RECORDS PER SECOND"))) {
    layOut();
    m_rates->setAccessibleName(tr("Records per second"));
    m_rates->setWaiting(tr("Waiting for a second figure: a rate needs two"));
    m_rates->setShowsTime(true);
    m_rates->setMinimumHeight(84);
    for (const auto& [button, skip] : {std::pair{m_goOn, session::Skip::Nothing},
                                       {m_skip, session::Skip::Fault},
                                       {m_skipAll, session::Skip::AllSuch}})
        connect(button, &QPushButton::clicked, this,
                [this, skip = skip] { emit goOnRequested(m_run->id, skip); });
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(models::runLog(*m_run, m_zone)); });
    show({}, m_zone);
}

void RunView::layOut() {
    m_log->setObjectName(QStringLiteral("runLog"));
    m_log->setAccessibleName(tr("Log"));
    m_log->setReadOnly(true);
    m_log->setFrameShape(QFrame::NoFrame);
    m_log->setFont(theme::monoFont());
    m_log->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_reason->setObjectName(QStringLiteral("runReason"));
    m_reason->setWordWrap(true);
    m_reason->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(16, 8, 16, 8);
    head->setSpacing(8);
    head->addWidget(m_title);
    head->addWidget(m_state);
    head->addWidget(m_about, 1);
    for (QPushButton* button : {m_skip, m_skipAll, m_goOn, m_copy})
        head->addWidget(button);
    auto* left = new QVBoxLayout;
    left->setContentsMargins(16, 8, 8, 12);
    left->setSpacing(8);
    left->addWidget(m_reason);
    left->addWidget(m_unsure);
    left->addWidget(m_log, 1);
    auto* figures = new QWidget;
    figures->setFixedWidth(320);
    auto* right = new QVBoxLayout(figures);
    right->setContentsMargins(16, 8, 16, 12);
    right->addWidget(label(Text::Label, tr("FIGURES")));
    m_figures->setVerticalSpacing(6);
    m_figures->setColumnStretch(1, 1);
    for (int i = 0; i < kFigures; ++i) {
        m_names += label(Text::Muted, {});
        m_values += label(Text::Mono, {});
        m_values.last()->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_figures->addWidget(m_names.last(), i, 0);
        m_figures->addWidget(m_values.last(), i, 1);
    }
    right->addLayout(m_figures);
    right->addSpacing(12);
    right->addWidget(m_ratesTitle);
    right->addWidget(m_rates, 1);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(0);
    columns->addLayout(left, 1);
    columns->addWidget(new Hairline(Qt::Vertical));
    columns->addWidget(figures);
    auto* inside = new QVBoxLayout(m_body);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(0);
    inside->addLayout(head);
    inside->addWidget(new Hairline);
    inside->addLayout(columns, 1);
    m_none->setAlignment(Qt::AlignCenter);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_none, 1);
    column->addWidget(m_body, 1);
}

void RunView::show(const session::RunPtr& run, models::Zone zone, const QString& noGoingOn) {
    for (QPushButton* button : {m_goOn, m_skip, m_skipAll}) {
        button->setEnabled(noGoingOn.isEmpty());
        button->setToolTip(noGoingOn);
    }
    m_unsure->setEnabled(noGoingOn.isEmpty());

    const bool another = !run || !m_run || run->id != m_run->id;
    const bool same = m_run == run && m_zone == zone && m_noGoingOn == noGoingOn && run;
    m_run = run;
    m_noGoingOn = noGoingOn;
    m_zone = zone;
    m_none->setVisible(!run);
    m_body->setVisible(run != nullptr);
    if (!run || same)
        return;
    const auto words = models::runState(run->state);
    m_title->showShortened(models::runTitle(run->subject), 420);
    m_state->say(words.shape, words.tone, words.word);
    m_about->setName(aboutOf(run->subject));
    m_goOn->setVisible(run->canGoOn);
    m_skip->setText(models::skipAndGoOn(run->subject));
    m_skip->setVisible(run->canSkip);
    m_skipAll->setVisible(run->canSkipAll);
    m_unsure->settle(*run);
    QString reason = run->state == session::RunState::Running ? noGoingOn : models::runRestProblem(*run);
    m_reason->setTone(run->error ? models::Tone::Bad : models::Tone::Warn);
    if (run->error)
        reason =
            QString::fromStdString(run->error->name + ": " + run->error->cause + " " + run->error->remedy);
    m_reason->setText(reason);
    m_reason->setVisible(!reason.isEmpty());
    QStringList lines;
    for (const auto& line : run->log)
        lines += models::formatClock(line.atMs, zone, true) + QStringLiteral("  ") + models::runNote(line);
    if (const QString text = lines.join(QLatin1Char('\n')); another || m_log->toPlainText() != text)
        m_log->setPlainText(text);
    showFigures(*run);
    showRates(*run);
}

session::Unsure RunView::unsure() const {
    return m_unsure->chosen();
}

QVector<QPointF> RunView::ratesOf(const session::RunRow& run) {
    QVector<QPointF> points;
    auto line = run.log.begin();
    for (const auto& one : run.rates) {
        for (; line != run.log.end() && line->atMs <= one.atMs; ++line)
            if (line->note == session::RunNote::GoesOn && !points.isEmpty())
                points += QPointF(double(line->atMs), qQNaN());
        points += QPointF(double(one.atMs), one.perSecond);
    }
    return points;
}

void RunView::showRates(const session::RunRow& run) {
    constexpr double leastSpanMs = 5000; // else a run of a moment is all axis
    const auto points = ratesOf(run);
    const bool any = points.size() > 1 || run.state == session::RunState::Running;
    m_ratesTitle->setVisible(any);
    m_rates->setVisible(any);
    if (!any)
        return;
    const double from = double(run.startedMs);
    const double to = points.isEmpty() ? from : points.last().x();
    m_axis->setZone(m_zone);
    m_axis->setSpan(from, std::max(to, from + leastSpanMs));
    m_rates->setSeries(points.isEmpty() ? QVector<ChartSeries>()
                                        : QVector<ChartSeries>{
                                              {tr("records/s"), 0, thinned(points, m_rates->pointLimit())}});
}

void RunView::showFigures(const session::RunRow& run) {
    const auto& figures = run.figures;
    const qint64 until = run.endedMs > 0 ? run.endedMs : QDateTime::currentMSecsSinceEpoch();
    const bool exports = run.subject.kind == session::RunKind::Export;
    const bool imports = run.subject.kind == session::RunKind::Import;
    const bool cut = run.state == session::RunState::CutOff;
    // Of one that was cut off a zero only says that nothing was counted yet.
    const auto least = [cut](qint64 value, QString (*words)(qint64)) {
        return !cut         ? words(value)
               : value == 0 ? QString(models::unknownSign)
                            : tr("at least %1").arg(words(value));
    };
    struct Line {
        QString name, value, tip = {};
    };
    QVector<Line> rows{
        {tr("Progress"), models::runProgress(run)},
        {exports ? tr("Records written") : tr("Records"), least(figures.records, models::formatCount)},
    };
    if (exports)
        rows += {tr("Records read"), least(std::max(figures.looked, figures.records), models::formatCount)};
    if (imports)
        rows += {tr("Bytes done"), least(figures.done, models::formatBytes),
                 tr("Of the file, unpacked: the lines whose records arrived or were refused.")};
    if (figures.bytes > 0)
        rows += {exports ? tr("Bytes written") : tr("Bytes sent"), least(figures.bytes, models::formatBytes),
                 exports ? QString()
                         : tr("Keys, values and headers of the records that arrived, before compression.")};
    if (!exports)
        rows +=
            {tr("Did not arrive"), cut ? QString(models::unknownSign) : models::formatCount(figures.refused)};
    if (figures.unsure > 0)
        rows += {tr("Not known"), models::formatCount(figures.unsure),
                 tr("They were sent, and no answer came: they may be stored.")};
    rows += {tr("Records/s"), models::formatRate(run.perSecond)};
    rows += {tr("Lasted"), models::formatDuration(run.workedMs(until)),
             run.restedMs > 0
                 ? tr("Without the time between its parts: %1.").arg(models::formatDuration(run.restedMs))
                 : QString()};
    if (run.state == session::RunState::CutOff && run.endedMs == 0)
        rows.last().value = QString(models::unknownSign);
    for (int i = 0; i < kFigures; ++i) {
        const bool used = i < rows.size();
        m_names[i]->setText(used ? rows[i].name : QString());
        m_values[i]->setText(used ? rows[i].value : QString());
        for (QWidget* part : {static_cast<QWidget*>(m_names[i]), static_cast<QWidget*>(m_values[i])})
            part->setToolTip(used ? rows[i].tip : QString());
    }
}

} // namespace widgets
