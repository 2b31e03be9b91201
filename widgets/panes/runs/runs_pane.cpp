#include "widgets/panes/runs/runs_pane.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QSplitter>
#include <QUrl>
#include <QVBoxLayout>

#include "models/run_words.h"
#include "models/table_proxy.h"
#include "session/workspace.h"
#include "widgets/acts/broker_acts.h"
#include "widgets/common/button_action.h"
#include "widgets/common/controls.h"
#include "widgets/common/filter_field.h"
#include "widgets/common/table_view.h"
#include "widgets/common/words.h"
#include "widgets/panes/runs/run_view.h"
#include "widgets/prompts/unlock.h"

using session::RunKind;
using session::RunPtr;
using session::RunState;

namespace widgets {

RunsPane::RunsPane(const PaneKey& key, PaneContext& context)
    : Pane(key, context, nullptr)
    , m_runs(context.workspace().runs())
    , m_table(new TableView(&m_model, QStringLiteral("runs"), &context.settings()))
    , m_filter(new FilterField(tr("Filter runs"), QStringLiteral("runFilter")))
    , m_kind(new QComboBox)
    , m_onlyRunning(new QCheckBox(tr("Only running")))
    , m_stop(flatButton(tr("Stop"), QStringLiteral("stopRun"), QStringLiteral("stop")))
    , m_again(flatButton(tr("Run again"), QStringLiteral("repeatRun"), QStringLiteral("refresh")))
    , m_open(flatButton(tr("Open"), QStringLiteral("openRun"), QStringLiteral("folder")))
    , m_remove(flatButton(tr("Remove"), QStringLiteral("removeRun"), QStringLiteral("trash")))
    , m_view(new RunView)
    , m_counts(label(Text::Hint, {})) {
    m_model.setZone(context.zone());
    buildBar();
    buildTable();
    connect(&m_runs, &session::Runs::changed, this, [this] {
        if (isVisible())
            takeSnapshot();
    });
    // Where a connection leads by now decides what can go on.
    connect(&context.workspace().clusters(), &session::Clusters::profilesChanged, this, &RunsPane::settle);
    connect(&context.workspace().localBroker(), &session::LocalBroker::changed, this, &RunsPane::settle);
    takeSnapshot();
}

QString RunsPane::title() const {
    return tr("Runs");
}

void RunsPane::buildBar() {
    m_onlyRunning->setObjectName(QStringLiteral("onlyRunning"));
    m_kind->setObjectName(QStringLiteral("runKind"));
    m_kind->setAccessibleName(tr("Kind"));
    m_kind->addItem(tr("Any kind"), -1);
    for (const RunKind kind :
         {RunKind::Adder, RunKind::Produce, RunKind::Export, RunKind::Import, RunKind::SendAgain})
        m_kind->addItem(models::runKind(kind), static_cast<int>(kind));
    auto* columns = iconButton(tr("Columns"), QStringLiteral("runColumns"), QStringLiteral("columns"));
    auto* csv = iconButton(tr("Save the table as CSV"), QStringLiteral("runCsv"), QStringLiteral("export"));
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(16, 10, 16, 10);
    bar->setSpacing(4);
    m_filter->setMinimumWidth(96);
    m_kind->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_kind->setMinimumContentsLength(8);
    bar->addWidget(m_filter, 1);
    bar->addSpacing(8);
    bar->addWidget(m_kind);
    bar->addSpacing(8);
    bar->addWidget(m_onlyRunning);
    bar->addStretch();
    for (auto* button : {m_stop, m_again, m_open, m_remove})
        bar->addWidget(button);
    bar->addWidget(new Hairline(Qt::Vertical, 16));
    bar->addWidget(columns);
    bar->addWidget(csv);
    body()->addLayout(bar);
    connect(m_onlyRunning, &QCheckBox::toggled, this, &RunsPane::settleFilter);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &RunsPane::settleFilter);
    connect(columns, &QPushButton::clicked, this, [this, columns] {
        m_table->columnMenu(this)->popup(columns->mapToGlobal(QPoint(0, columns->height())));
    });
    connect(csv, &QPushButton::clicked, this, [this] { saveTable(m_table); });
    const auto onCurrent = [this](auto act) {
        return [this, act] {
            if (const RunPtr run = current())
                (m_runs.*act)(run->id);
        };
    };
    connect(m_stop, &QPushButton::clicked, this, onCurrent(&session::Runs::stop));
    connect(m_again, &QPushButton::clicked, this, qOverload<>(&RunsPane::repeat));
    connect(m_remove, &QPushButton::clicked, this, onCurrent(&session::Runs::remove));
    connect(m_open, &QPushButton::clicked, this, &RunsPane::openMade);
}

void RunsPane::buildTable() {
    m_table->setObjectName(QStringLiteral("runTable"));
    m_table->setAccessibleName(tr("Runs"));
    m_table->sortFirstBy("started", Qt::DescendingOrder);
    m_table->setEmptyReason(
        tr("Nothing has run yet. Exports, imports and what is sent many times stand here."));
    m_filter->attach(m_table);
    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->setObjectName(QStringLiteral("runsSplitter"));
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_table);
    splitter->addWidget(m_view);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({420, 320});
    body()->addWidget(splitter, 1);
    body()->addWidget(new Hairline);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(16, 6, 16, 6);
    m_counts->setObjectName(QStringLiteral("runCounts"));
    foot->addWidget(m_counts);
    foot->addStretch();
    foot->addWidget(label(Text::Hint, tr("Ended runs are kept for 30 days; closing the window names what "
                                         "still runs")));
    body()->addLayout(foot);
    connect(m_table, &TableView::openRequested, this, &RunsPane::openMade);
    connect(m_table, &TableView::selectionSettled, this, &RunsPane::settle);
    connect(m_view, &RunView::goOnRequested, this, &RunsPane::goOn);
    for (auto* button : {m_stop, m_again, m_open, m_remove})
        m_table->addAction(actionOf(button, m_table));
    m_table->actions().last()->setShortcut(QKeySequence::Delete);
    m_table->actions().last()->setShortcutContext(Qt::WidgetShortcut);
}

RunPtr RunsPane::current() const {
    return m_runs.find(m_table->currentIdentity().toString());
}

void RunsPane::settleFilter() {
    const int kind = m_kind->currentData().toInt();
    const bool running = m_onlyRunning->isChecked();
    if (kind < 0 && !running)
        return m_table->proxy()->setCondition({});
    m_table->proxy()->setCondition([this, kind, running](int row) {
        const auto& run = *m_model.row(row);
        return (kind < 0 || static_cast<int>(run.subject.kind) == kind) &&
               (!running || run.state == RunState::Running);
    });
}

void RunsPane::takeSnapshot() {
    m_model.update(m_runs.rows());
    settle();
}

void RunsPane::takeZone() {
    m_model.setZone(context().zone());
    settle();
}

void RunsPane::openMade() {
    const RunPtr run = current();
    if (!run)
        return;
    if (run->subject.kind == RunKind::Export) {
        const QFileInfo file(run->subject.file);
        QDesktopServices::openUrl(
            QUrl::fromLocalFile(file.isDir() ? file.absoluteFilePath() : file.absolutePath()));
    } else if (context().workspace().clusters().find(run->subject.cluster)) {
        emit context().openRequested({PageKind::Topic, run->subject.cluster, run->subject.topic});
    }
}

QString RunsPane::clusterProblem(const session::RunRow& run) const {
    if (run.subject.kind != RunKind::Adder && m_runs.standsStill(run.id)) // the adder starts its own
        return notRunningWords();
    const bool changes = run.subject.kind != RunKind::Export && run.subject.kind != RunKind::Adder;
    return !changes || context().workspace().clusters().find(run.subject.cluster)
               ? QString()
               : tr("It sends to %1, which is not open: connect to it first.").arg(run.subject.clusterName);
}

void RunsPane::whenUnlocked(const session::RunRow& run, std::function<void()> act) {
    auto* cluster = context().workspace().clusters().find(run.subject.cluster);
    if (run.subject.kind == RunKind::Export)
        act();
    else if (cluster)
        widgets::whenUnlocked(context().prompts(), *cluster, this, std::move(act));
}

void RunsPane::repeat() {
    const RunPtr run = current();
    if (run && run->subject.kind == RunKind::Adder) {
        broker_acts::play(context(), this);
        for (const RunPtr& one : m_runs.running()) // by now, unless its broker starts first
            if (one->subject.kind == RunKind::Adder)
                m_table->selectIdentity(one->id);
    } else if (run) {
        const auto act = [pane = QPointer(this), id = run->id] {
            if (pane)
                pane->repeat(id);
        };
        if (const auto question = questionOf(*run))
            context().prompts().confirm(this, *question, act);
        else
            act();
    }
}

/// Before it begins anew.
std::optional<Prompts::Question> RunsPane::questionOf(const session::RunRow& run) const {
    if (m_runs.isElsewhere(run.id))
        return Prompts::Question{
            tr("Run it elsewhere?"),
            tr("%1 leads elsewhere by now than when this ran. It begins anew where it leads now.")
                .arg(run.subject.clusterName),
            tr("Run there"),
            {}};
    const bool isCutOff = run.state == RunState::CutOff;
    const bool sends = run.subject.kind != RunKind::Export && run.state != RunState::Finished;
    const qint64 sent = run.figures.records + run.figures.unsure;
    if (sends && (sent > 0 || isCutOff))
        return Prompts::Question{
            tr("Send all of it again?"),
            models::countedNothing(run)
                ? tr("It begins anew and sends once more what was sent already, which was not counted.")
                : (isCutOff ? tr("It begins anew and sends once more what was sent already: at least %1.")
                            : tr("It begins anew and sends once more what was sent already: %1."))
                      .arg(models::countedRecords(sent)),
            tr("Run again"),
            {}};
    return std::nullopt;
}

void RunsPane::repeat(const QString& id) {
    if (const RunPtr run = m_runs.find(id))
        whenUnlocked(*run, [pane = QPointer(this), id] {
            if (!pane)
                return;
            const QString fresh = pane->m_runs.repeat(id); // its row comes before it returns
            pane->m_table->selectIdentity(fresh);
        });
}

void RunsPane::goOn(const QString& id, session::Skip skip) {
    if (const RunPtr run = m_runs.find(id))
        whenUnlocked(*run,
                     [&runs = m_runs, id, skip, unsure = m_view->unsure()] { runs.goOn(id, skip, unsure); });
}

void RunsPane::settle() {
    const RunPtr run = current();
    const bool running = run && run->state == RunState::Running;
    const bool exports = run && run->subject.kind == RunKind::Export;
    m_stop->setEnabled(running);
    const QString noChange = run ? clusterProblem(*run) : QString();
    QString noRepeat = run ? models::runRepeatProblem(*run) : tr("Choose a run first.");
    if (noRepeat.isEmpty())
        noRepeat = noChange;
    m_again->setEnabled(noRepeat.isEmpty());
    m_again->setToolTip(noRepeat);
    m_open->setText(exports ? tr("Open folder") : tr("Open topic"));
    m_remove->setEnabled(run && !running);
    QString noGoingOn = running ? QString() : noChange;
    const QString elsewhere = run && m_runs.isElsewhere(run->id) ? models::runElsewhere(*run) : QString();
    if (noGoingOn.isEmpty())
        noGoingOn = elsewhere;
    const bool isThere =
        run && elsewhere.isEmpty() && context().workspace().clusters().find(run->subject.cluster);
    m_open->setEnabled(exports || isThere);
    m_open->setToolTip(exports ? QString() : elsewhere);
    m_view->show(run, context().zone(), noGoingOn);
    int failed = 0;
    for (const RunPtr& one : m_runs.rows())
        failed += one->state == RunState::Failed ? 1 : 0;
    QStringList words{tr("%n run(s)", nullptr, int(m_runs.rows().size())),
                      tr("%n running", nullptr, int(m_runs.running().size()))};
    if (failed > 0)
        words += tr("%n failed", nullptr, failed);
    m_counts->setText(words.join(QStringLiteral("  ·  ")));
}

} // namespace widgets
