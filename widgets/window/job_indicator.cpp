#include "widgets/window/job_indicator.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>

#include "models/formats.h"
#include "models/run_words.h"
#include "session/workspace.h"
#include "widgets/common/controls.h"
#include "widgets/common/popup.h"
#include "widgets/common/words.h"

namespace widgets {
namespace {

/// What a run is about gives way to the rest of the status bar, px.
constexpr int kWidestWords = 420;

/// The words of a result, all of them.
class Whole final : public Popup {
public:
    Whole(const QString& words, QWidget* parent) : Popup(parent) {
        setObjectName(QStringLiteral("jobWholeWords"));
        auto* text = label(Text::Body, words);
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        text->setMinimumWidth(kWidestWords);
        column()->addWidget(text);
    }
};

} // namespace

JobIndicator::JobIndicator(PaneContext& context, std::chrono::milliseconds stay, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_stay(new QTimer(this))
    , m_count(label(Text::Hint, {}))
    , m_share(new FactLine)
    , m_words(new NameLine(Text::Hint))
    , m_bar(new QProgressBar)
    , m_stop(iconButton(tr("Stop this run"), QStringLiteral("jobStop"), QStringLiteral("stop")))
    , m_whole(linkButton(tr("Show all"), QStringLiteral("jobWhole"))) {
    setObjectName(QStringLiteral("jobIndicator"));
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    m_bar->setFixedSize(64, 12);
    m_bar->setTextVisible(false);
    m_stop->setFixedSize(20, 20);
    m_words->setMaximumWidth(kWidestWords);
    line->addWidget(m_count);
    line->addWidget(m_words);
    line->addWidget(m_bar);
    line->addWidget(m_share);
    line->addWidget(m_stop);
    line->addWidget(m_whole);
    m_stay->setSingleShot(true);
    m_stay->setInterval(stay);
    connect(m_stay, &QTimer::timeout, this, &JobIndicator::settle);
    connect(&context.workspace().clusters(), &session::Clusters::currentChanged, this, &JobIndicator::settle);
    connect(&context, &PaneContext::jobStarted, this, &JobIndicator::add);
    connect(m_stop, &QPushButton::clicked, this, &JobIndicator::stopNewest);
    connect(m_whole, &QPushButton::clicked, this, &JobIndicator::showWhole);
    session::Runs& runs = context.workspace().runs();
    connect(&runs, &session::Runs::changed, this, &JobIndicator::settle);
    connect(&runs, &session::Runs::ended, this, [this, &runs](const QString& id) {
        if (const auto run = runs.find(id))
            leave(lineOf(*run), tr("%1: %2").arg(models::runTitle(run->subject), models::runResult(*run)),
                  run->state == session::RunState::Failed ? models::Tone::Bad : models::Tone::Text);
    });
    settle();
}

void JobIndicator::stopNewest() {
    session::Runs& runs = m_context.workspace().runs();
    if (const auto running = runs.running(); !running.empty())
        runs.stop(running.front()->id);
}

/// To be read for as long as somebody likes, and copied.
void JobIndicator::showWhole() {
    auto* whole = new Whole(told(m_last), this);
    connect(whole, &Popup::closed, whole, &QObject::deleteLater);
    whole->openBelow(m_whole);
}

JobIndicator::Line JobIndicator::lineOf(const session::RunRow& run) {
    return {run.subject.cluster, run.subject.clusterName, models::runTitle(run.subject)};
}

void JobIndicator::leave(const Line& line, const QString& result, models::Tone tone) {
    m_last = line;
    m_last.words = result;
    m_last.tone = tone;
    m_stay->start();
    settle();
}

void JobIndicator::add(session::JobBase* job, const QUuid& cluster, const QString& words) {
    Line line{cluster, {}, words};
    const auto& profiles = m_context.workspace().clusters().profiles();
    if (const auto its = std::ranges::find(profiles, cluster, &session::ConnectionProfile::id);
        its != profiles.end())
        line.clusterName = its->name;
    m_running.append({job, line});
    const auto end = [this, job, line](const QString& result, models::Tone tone = models::Tone::Text) {
        m_running.removeIf([&](const Running& r) { return r.job == job; });
        leave(line, result, tone);
    };
    connect(job, &session::JobBase::progressed, this, &JobIndicator::settle);
    connect(job, &session::JobBase::finished, this, [end, job, words] {
        const auto* told = dynamic_cast<const session::Job<QString>*>(job);
        end(told ? told->result() : tr("%1: done").arg(words));
    });
    connect(job, &session::JobBase::failed, this, [end, words](const base::Error& error) {
        const EndedWords ended = endedWords(words, error);
        end(ended.words, ended.tone);
    });
    connect(job, &QObject::destroyed, this, [this] {
        m_running.removeIf([](const Running& r) { return r.job.isNull(); });
        settle();
    });
    settle();
}

QString JobIndicator::told(const Line& line) const {
    const session::ClusterSession* current = m_context.workspace().clusters().current();
    const bool here = line.clusterName.isEmpty() || (current && current->profile().id == line.cluster);
    return here ? line.words : QStringLiteral("%1 · %2").arg(line.clusterName, line.words);
}

void JobIndicator::sayLine(const Line& line) {
    m_words->setTone(line.tone);
    // A failure is read from its begin on; of the others the outcome stands at the end.
    m_words->setCutAt(line.tone == models::Tone::Text ? Qt::ElideMiddle : Qt::ElideRight);
    m_words->setName(told(line));
}

void JobIndicator::settle() {
    const bool busy = !m_running.isEmpty() && m_running.last().job;
    const session::JobBase* job = busy ? m_running.last().job.data() : nullptr;
    const QString ended = told(m_last);
    const QString fresh = m_stay->isActive() ? ended : QString();
    const auto runs = m_context.workspace().runs().running();
    const int count = int(m_running.size()) + int(runs.size());
    m_count->setToolTip(ended.isEmpty() ? QString() : tr("The last one: %1").arg(ended));
    if (!busy && !runs.empty())
        return settleRun(*runs.front(), count);
    m_count->setText(busy              ? models::counted(tr("%n run(s)", nullptr, count), count)
                     : fresh.isEmpty() ? tr("nothing running")
                                       : QString());
    sayLine(busy ? m_running.last().line : m_stay->isActive() ? m_last : Line());
    m_count->setVisible(!m_count->text().isEmpty());
    m_words->setVisible(busy || !fresh.isEmpty());
    const bool known = job && job->total() > 0;
    m_bar->setVisible(known);
    m_share->setVisible(known);
    m_stop->hide(); // what brokers were asked to do they do
    m_whole->setVisible(!busy && !fresh.isEmpty() && m_words->sizeHint().width() > kWidestWords);
    if (known) {
        const auto percent = static_cast<int>(std::clamp<qint64>(job->done() * 100 / job->total(), 0, 100));
        m_bar->setValue(percent);
        m_share->setFacts({tr("%1 %").arg(percent)});
    }
}

void JobIndicator::settleRun(const session::RunRow& run, int count) {
    const auto share = models::runShare(run);
    QStringList figures;
    if (share)
        figures += models::runProgress(run);
    if (run.perSecond)
        figures += tr("%1 records/s").arg(models::formatRate(run.perSecond));
    if (run.leftMs)
        figures += tr("%1 left").arg(models::runLeft(run));
    m_count->setText(tr("%n run(s)", nullptr, count));
    sayLine(lineOf(run));
    m_bar->setValue(static_cast<int>(share.value_or(0) * 100));
    m_share->setFacts(figures);
    for (QWidget* shown : std::initializer_list<QWidget*>{m_count, m_words, m_share, m_stop})
        shown->show();
    m_whole->hide();
    m_bar->setVisible(share.has_value());
}

} // namespace widgets
