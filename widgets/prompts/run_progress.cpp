#include "widgets/prompts/run_progress.h"

#include <algorithm>
#include <array>

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

#include "models/run_words.h"
#include "widgets/common/controls.h"
#include "widgets/common/words.h"
#include "widgets/prompts/partition_bars.h"
#include "widgets/prompts/unsure_choice.h"

using session::RunNote;
using session::RunState;

namespace widgets {
namespace {

/// What the log tells of the result, beside what the figures count: of each kind once, over all parts.
QStringList remarks(const session::RunRow& run) {
    static constexpr std::array told{RunNote::NotText,     RunNote::NoFile,         RunNote::DamagedBatches,
                                     RunNote::WithoutTime, RunNote::UnusableTime,   RunNote::TimesNotKept,
                                     RunNote::NoMarkers,   RunNote::UpToFirstLater, RunNote::SentOnceMore,
                                     RunNote::LinesPassed, RunNote::RowGone,        RunNote::RowsGone,
                                     RunNote::Uncommitted, RunNote::TopicMadeAnew};
    std::vector<session::RunLine> sums;
    for (const auto& line : run.log) {
        if (std::ranges::find(told, line.note) == told.end())
            continue;
        const auto same = std::ranges::find_if(sums, [&](const session::RunLine& one) {
            return one.note == line.note && one.other == line.other && one.text == line.text;
        });
        if (same == sums.end() || line.note == RunNote::RowGone)
            sums.push_back(line);
        else
            same->count += line.count;
    }
    if (std::ranges::find(sums, RunNote::RowsGone, &session::RunLine::note) != sums.end())
        std::erase_if(sums, [](const session::RunLine& one) { return one.note == RunNote::RowGone; });
    QStringList out;
    for (const auto& line : sums)
        out += models::runNote(line);
    return out;
}

} // namespace

RunProgress::RunProgress(session::Runs& runs, QWidget* parent)
    : QWidget(parent)
    , m_runs(runs)
    , m_state(new StateLabel)
    , m_share(label(Text::Figure, {}))
    , m_left(label(Text::Hint, {}))
    , m_figures(label(Text::Body, {}))
    , m_place(label(Text::Mono, {}))
    , m_bar(new QProgressBar)
    , m_byPartition(new QWidget)
    , m_slowest(label(Text::Hint, {}))
    , m_partitions(new PartitionBars)
    , m_stop(plainButton(tr("Stop"), QStringLiteral("runStop"), QStringLiteral("stop")))
    , m_goOn(plainButton(tr("Go on"), QStringLiteral("runGoOn"), QStringLiteral("play")))
    , m_skip(plainButton({}, QStringLiteral("runSkip"), QStringLiteral("play")))
    , m_skipAll(plainButton(models::skipAllSuch(), QStringLiteral("runSkipAll"), QStringLiteral("play")))
    , m_open(flatButton(tr("Open folder"), QStringLiteral("runOpen"), QStringLiteral("folder")))
    , m_copy(flatButton(tr("Copy path"), QStringLiteral("runCopyPath"), QStringLiteral("copy")))
    , m_unsure(new UnsureChoice) {
    setObjectName(QStringLiteral("runProgress"));
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(6);
    m_bar->setRange(0, 1000);
    m_figures->setObjectName(QStringLiteral("runFigures"));
    m_figures->setWordWrap(true);
    auto* head = new QHBoxLayout;
    head->addWidget(m_state);
    head->addStretch();
    head->addWidget(m_left);
    head->addSpacing(12);
    head->addWidget(m_share);
    auto* acts = new QHBoxLayout;
    acts->setSpacing(8);
    for (auto* button : {m_stop, m_skip, m_skipAll, m_goOn, m_open, m_copy})
        acts->addWidget(button);
    acts->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addLayout(head);
    column->addWidget(m_bar);
    column->addWidget(m_figures);
    column->addWidget(layOutPartitions());
    column->addWidget(m_place);
    column->addWidget(m_unsure);
    column->addLayout(acts);
    column->addStretch(); // it stands together at the top of a taller form
    connect(&runs, &session::Runs::changed, this, &RunProgress::settle);
    connect(m_stop, &QPushButton::clicked, this, [this] { m_runs.stop(m_id); });
    for (const auto& [button, skip] : {std::pair{m_goOn, session::Skip::Nothing},
                                       {m_skip, session::Skip::Fault},
                                       {m_skipAll, session::Skip::AllSuch}})
        connect(button, &QPushButton::clicked, this, [this, skip = skip] { goOn(skip); });
    connect(m_open, &QPushButton::clicked, this, &RunProgress::openFolder);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        if (const auto run = m_runs.find(m_id))
            QApplication::clipboard()->setText(run->subject.file);
    });
}

QWidget* RunProgress::layOutPartitions() {
    auto* partitions = new QGridLayout(m_byPartition);
    partitions->setContentsMargins(0, 0, 0, 0);
    partitions->addWidget(label(Text::Hint, tr("By partition")), 0, 0);
    partitions->addWidget(m_slowest, 0, 1, Qt::AlignRight);
    partitions->addWidget(m_partitions, 1, 0, 1, 2);
    m_slowest->setObjectName(QStringLiteral("slowestPartition"));
    m_slowest->setTone(models::Tone::Warn);
    return m_byPartition;
}

void RunProgress::openFolder() {
    if (const auto run = m_runs.find(m_id)) {
        const QFileInfo file(run->subject.file);
        QDesktopServices::openUrl(
            QUrl::fromLocalFile(file.isDir() ? file.absoluteFilePath() : file.absolutePath()));
    }
}

void RunProgress::goOn(session::Skip skip) {
    QString problem = m_problem();
    if (problem.isEmpty() && m_runs.standsStill(m_id))
        problem = notRunningWords();
    if (const auto run = m_runs.find(m_id); run && problem.isEmpty() && m_runs.isElsewhere(m_id))
        problem = models::runElsewhere(*run);
    if (problem.isEmpty())
        m_runs.goOn(m_id, skip, m_unsure->chosen());
    else
        m_figures->setText(problem);
}

void RunProgress::follow(const QString& id) {
    m_id = id;
    m_running = true;
    settle();
}

void RunProgress::settlePartitions(const session::RunRow& run) {
    const auto& shares = run.figures.partitions;
    m_byPartition->setVisible(shares.size() > 1 && run.state == RunState::Running);
    const auto slowest = models::runSlowest(run);
    m_slowest->setText(
        slowest ? tr("partition %1 is the slowest, %2 %").arg(slowest->partition).arg(slowest->percent())
                : QString());
    m_partitions->show(shares, slowest ? slowest->partition : -1);
}

void RunProgress::settle() {
    const auto run = m_runs.find(m_id);
    if (!run)
        return;
    const bool running = run->state == RunState::Running;
    const auto words = models::runState(run->state);
    const auto share = models::runShare(*run);
    m_state->say(words.shape, words.tone, words.word);
    m_share->setText(share ? models::runProgress(*run) : QString());
    m_share->setToolTip(models::runProgressTip(*run));
    m_bar->setVisible(share.has_value());
    m_bar->setValue(static_cast<int>(share.value_or(0) * 1000));
    m_left->setText(running && run->leftMs ? tr("%1 left").arg(models::runLeft(*run)) : QString());
    QStringList figures;
    if (run->error)
        figures += {QString::fromStdString(run->error->cause + " " + run->error->remedy).trimmed(),
                    models::runDone(*run)};
    else
        figures += models::runResult(*run);
    if (run->subject.kind == session::RunKind::Export && run->figures.looked > run->figures.records)
        figures += tr("%1 read").arg(models::formatCount(run->figures.looked));
    if (run->perSecond)
        figures += tr("%1 records/s").arg(models::formatRate(run->perSecond));
    if (!running)
        figures += models::formatDuration(run->workedMs(run->endedMs));
    figures += remarks(*run);
    m_figures->setText(figures.join(QStringLiteral("  ·  ")));
    settlePartitions(*run);
    m_place->showShortened(run->subject.file, 480);
    m_place->setVisible(!run->subject.file.isEmpty());
    m_stop->setVisible(running);
    m_goOn->setVisible(run->canGoOn);
    m_skip->setText(models::skipAndGoOn(run->subject));
    m_skip->setVisible(run->canSkip);
    m_skipAll->setVisible(run->canSkipAll);
    m_unsure->settle(*run);
    const bool made = run->subject.kind == session::RunKind::Export && !running;
    m_open->setVisible(made);
    m_copy->setVisible(made);
    if (std::exchange(m_running, running) != running)
        running ? emit resumed() : emit ended();
}

} // namespace widgets
