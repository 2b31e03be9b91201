#include "session/runs/live_runs.h"

#include <algorithm>
#include <mutex>
#include <utility>

#include <QThreadPool>
#include <QTimer>

#include "session/clusters/cluster_requests.h"
#include "session/clusters/connect_to.h"
#include "session/runs/live_run.h"
#include "session/runs/run_drafts.h"
#include "session/ui_wake.h"
#include "session/work_pool.h"

namespace session {
namespace {

constexpr int mostAtOnce = 8;         ///< further ones wait for a thread
constexpr qint64 savedEveryMs = 2000; ///< what a window that is killed leaves is so old at most
constexpr std::size_t mostLines = 200;
constexpr std::size_t mostHeldRows = 1000; ///< rows that are kept so that a run can be repeated

void log(RunRow& row, RunLine line) {
    line.atMs = runNow();
    row.log.push_back(std::move(line));
    if (row.log.size() > mostLines)
        row.log.erase(row.log.begin() + 1); // the start stays
}

base::Status brokerStopped() {
    return base::fail({-1, "NOT_CONNECTED", "The local broker is not running.", "Start it first.", true});
}

} // namespace

struct LiveRuns::Private {
    RunStore store;
    ConnectionOf connectionOf;
    StandsStill standsStill;
    std::vector<RunPtr> rows;
    std::map<QString, std::shared_ptr<LiveRun>> live;
    std::shared_ptr<UiWake> wake;
    QTimer beat;
    /// What the works use. Outlives this object until the last has noticed its stop.
    struct Engine {
        client::Reaper reaper;
        QThreadPool pool; // destroyed first
    };
    std::shared_ptr<Engine> engine = std::make_shared<Engine>();

    Private(SettingsStore& settings, ConnectionOf connection, StandsStill still)
        : store(settings), connectionOf(std::move(connection)), standsStill(std::move(still)) {}

    void show(const RunRow& row) {
        const auto found = std::ranges::find(rows, row.id, &RunRow::id);
        auto fresh = std::make_shared<const RunRow>(row);
        if (found == rows.end())
            rows.insert(rows.begin(), std::move(fresh));
        else
            *found = std::move(fresh);
    }
};

LiveRuns::LiveRuns(SettingsStore& settings, ConnectionOf connectionOf, StandsStill standsStill,
                   QObject* parent)
    : Runs(parent), d(std::make_unique<Private>(settings, std::move(connectionOf), std::move(standsStill))) {
    d->engine->pool.setMaxThreadCount(mostAtOnce);
    for (RunRow& row : d->store.load(runNow()))
        d->rows.push_back(std::make_shared<const RunRow>(std::move(row)));
    d->wake = std::make_shared<UiWake>(this, [this] {
        if (!d->beat.isActive())
            d->beat.start();
    });
    d->beat.setSingleShot(true);
    d->beat.setInterval(runBeatMs);
    connect(&d->beat, &QTimer::timeout, this, &LiveRuns::takeNews);
}

LiveRuns::~LiveRuns() {
    d->wake->detach();
    for (auto& [id, run] : d->live) {
        if (run->row.state != RunState::Running)
            continue;
        run->stopping.request_stop();
        run->row.state = RunState::CutOff;
        run->row.endedMs = runNow();
        log(run->row, {0, RunNote::CutOff});
        d->store.save(run->row);
    }
    workPool()->start([engine = std::move(d->engine)] {});
}

const std::vector<RunPtr>& LiveRuns::rows() const {
    return d->rows;
}

QString LiveRuns::startExport(const ConnectionProfile& cluster, const ExportDraft& draft) {
    const bool isAtHand = !draft.rows.empty() && std::ranges::none_of(draft.rows, &RecordRow::isCut);
    return start(cluster, {RunKind::Export, cluster.id, cluster.name, draft.topic, draft.path},
                 {.work = exportWork(draft),
                  .isRepeatable = draft.rows.size() <= mostHeldRows,
                  .asked = writtenDraft({cluster.bootstrap, draft}),
                  .isAtHand = isAtHand});
}

QString LiveRuns::startImport(const ConnectionProfile& cluster, const ImportDraft& draft) {
    return start(cluster, {RunKind::Import, cluster.id, cluster.name, draft.topic, draft.path},
                 {.work = importWork(draft), .asked = writtenDraft({cluster.bootstrap, draft})});
}

QString LiveRuns::startSending(const ConnectionProfile& cluster, const SendAgainDraft& draft) {
    return start(cluster, {RunKind::SendAgain, cluster.id, cluster.name, draft.topic},
                 {.work = sendAgainWork(draft),
                  .isRepeatable = draft.rows.size() <= mostHeldRows,
                  .from = asItIs({.id = draft.fromCluster, .bootstrap = draft.fromBootstrap})});
}

QString LiveRuns::startProducing(const ConnectionProfile& cluster, const ProduceDraft& draft) {
    return start(cluster, {RunKind::Produce, cluster.id, cluster.name, draft.topic},
                 {.work = produceWork(draft), .asked = writtenDraft({cluster.bootstrap, draft})});
}

QString LiveRuns::begin(const RunSubject& subject, std::function<void()> stop) {
    RunRow row;
    row.subject = subject;
    row.startedMs = runNow();
    return add(std::move(row), std::move(stop));
}

QString LiveRuns::add(RunRow row, std::function<void()> stop) {
    auto run = std::make_shared<LiveRun>();
    row.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    row.log = {{row.startedMs, RunNote::Started}};
    run->row = std::move(row);
    run->stopElsewhere = std::move(stop);
    run->startPart(run->row.startedMs);
    run->measure(runNow());
    d->store.save(run->row);
    d->show(run->row);
    const QString id = run->row.id;
    d->live.emplace(id, std::move(run));
    emit changed();
    return id;
}

void LiveRuns::advance(const QString& id, const RunFigures& figures) {
    const auto found = d->live.find(id);
    if (found == d->live.end() || found->second->row.state != RunState::Running)
        return;
    found->second->row.figures = figures;
    d->wake->wake();
}

void LiveRuns::end(const QString& id, RunState state, const std::optional<base::Error>& error) {
    const auto found = d->live.find(id);
    if (found == d->live.end() || found->second->row.state != RunState::Running)
        return;
    found->second->row.error = error;
    close(id, state);
}

QString LiveRuns::follow(JobBase* job, const RunSubject& subject) {
    RunRow row;
    row.subject = subject;
    return take(job, std::move(row));
}

QString LiveRuns::followSending(JobBase* job, const ConnectionProfile& cluster, const ProduceDraft& draft) {
    RunRow row;
    row.subject = {RunKind::Produce, cluster.id, cluster.name, draft.topic};
    row.asked = writtenDraft({cluster.bootstrap, draft});
    const QString id = take(job, std::move(row), produceWork(draft),
                            [=](const std::any& left) { return sendingLeft(draft, left); });
    d->live.at(id)->cluster = asItIs(cluster);
    return id;
}

QString LiveRuns::take(JobBase* job, RunRow row, RunWork whole, Ending ending) {
    job->setParent(this);
    const auto figures = [](qint64 done, qint64 total) {
        return RunFigures{.records = done, .done = done, .total = total};
    };
    row.startedMs = job->startedMs();
    row.figures = figures(job->done(), job->total());
    const QString id = add(std::move(row), [job = QPointer(job)] {
        if (job)
            job->cancel();
    });
    d->live.at(id)->whole = std::move(whole);
    const auto tell = [this, id, figures](qint64 done, qint64 total) { advance(id, figures(done, total)); };
    d->wake->wake(); // its rate goes on also while nothing comes
    connect(job, &JobBase::progressed, this, tell);
    connect(job, &JobBase::finished, this, [this, id, job, tell] {
        tell(job->total(), job->total());
        const auto* sent = dynamic_cast<const Job<ProducedRecords>*>(job);
        const qint64 notKept = sent ? sent->result().timesNotKept : 0;
        if (auto& run = *d->live.at(id); notKept > 0)
            log(run.row, {0, RunNote::TimesNotKept, notKept, 0, run.row.subject.topic});
        end(id, RunState::Finished, {});
        job->deleteLater();
    });
    connect(job, &JobBase::failed, this, [this, id, job, ending](const base::Error& error) {
        RunEnd end = ending && job->left().has_value() ? ending(job->left())
                                                       : RunEnd{.figures = d->live.at(id)->row.figures};
        end.stopped = error.name == "CANCELLED";
        if (!end.stopped)
            end.error = error;
        settle(id, std::move(end));
        job->deleteLater();
    });
    return id;
}

QString LiveRuns::start(const ConnectionProfile& cluster, RunSubject subject, Beginning begin) {
    RunRow row;
    row.subject = std::move(subject);
    row.startedMs = runNow();
    row.asked = begin.asked;
    const QString id = add(std::move(row), {});
    auto& run = *d->live.at(id);
    run.cluster = asItIs(cluster);
    if (begin.isRepeatable)
        run.whole = begin.work;
    run.rest = begin.work; // as long as it has not begun
    run.source = begin.from;
    run.isAtHand = begin.isAtHand;
    work(id, readingFrom(begin.from, std::move(begin.work)));
    return id;
}

void LiveRuns::work(const QString& id, RunWork work) {
    const auto run = d->live.at(id);
    run->stopping = std::stop_source();
    d->engine->pool.start([atHand = run->isAtHand, still = standsStill(id), run, wake = d->wake,
                           engine = d->engine.get(), work = std::move(work), stop = run->stopping,
                           clusterId = run->cluster.clusterId,
                           bootstrap = run->cluster.bootstrap.toStdString()] {
        const RunTools tools{bootstrap, clusterId.toStdString(), engine->reaper, stop.get_token(),
                             [&](const RunFigures& figures) {
                                 const std::lock_guard lock(run->mutex);
                                 if (!run->news)
                                     wake->wake();
                                 run->news = figures;
                             }};
        const auto may = atHand  ? base::Status()
                         : still ? brokerStopped()
                                 : isStillAt(connectOptions(bootstrap), clusterId, tools.stop);
        RunEnd end = may ? work(tools) : refused(may.error());
        const std::lock_guard lock(run->mutex);
        run->end = std::move(end);
        wake->wake();
    });
}

void LiveRuns::takeNews() {
    std::vector<std::pair<QString, RunEnd>> ended;
    bool running = false;
    for (auto& [id, run] : d->live) {
        if (run->row.state != RunState::Running)
            continue;
        {
            const std::lock_guard lock(run->mutex);
            if (const auto news = std::exchange(run->news, std::nullopt))
                run->row.figures = sum(run->before, *news);
            if (run->end)
                ended.emplace_back(id, *std::exchange(run->end, std::nullopt));
        }
        run->measure(runNow());
        d->show(run->row);
        if (const qint64 at = runNow(); at - run->savedMs >= savedEveryMs) {
            if (run->savedMs > 0)
                d->store.save(run->row);
            run->savedMs = at;
        }
        running = true;
    }
    for (auto& [id, end] : ended)
        settle(id, std::move(end));
    if (running && !d->beat.isActive())
        d->beat.start(); // a rate falls also while nothing comes
    emit changed();
}

void LiveRuns::settle(const QString& id, RunEnd end) {
    const auto run = d->live.at(id);
    end.begun ? run->takePart(end) : run->takeBackPart();
    run->row.error = end.error;
    for (RunLine& line : end.notes)
        log(run->row, std::move(line));
    close(id, end.error ? RunState::Failed : end.stopped ? RunState::Stopped : RunState::Finished);
}

void LiveRuns::close(const QString& id, RunState state) {
    const auto run = d->live.at(id);
    RunRow& row = run->row;
    row.state = state;
    row.endedMs = runNow();
    row.leftMs.reset();
    const qint64 worked = row.workedMs(row.endedMs);
    row.perSecond =
        worked > 0 ? std::optional(double(row.figures.records) * 1000 / double(worked)) : std::nullopt;
    row.canGoOn = state != RunState::Finished && run->rest;
    row.canSkip = state != RunState::Finished && run->skipping;
    row.canSkipAll = state != RunState::Finished && run->skippingAll;
    row.canRepeat = run->whole || !row.asked.isEmpty();
    if (state == RunState::Finished && row.figures.total > 0)
        row.figures.done = row.figures.total;
    if (row.error)
        log(row, {0, RunNote::Failed, 0, 0, QString::fromStdString(row.error->cause)});
    log(row, {0, state == RunState::Finished ? RunNote::Finished : RunNote::Stopped, row.figures.records,
              row.figures.skipped});
    d->store.save(row);
    d->show(row);
    std::size_t ended = 0;
    for (const RunPtr& one : std::vector<RunPtr>(d->rows))
        if (one->state != RunState::Running && ++ended > RunStore::mostKept)
            remove(one->id);
    emit changed();
    emit this->ended(id);
}

void LiveRuns::stop(const QString& id) {
    const auto found = d->live.find(id);
    if (found == d->live.end() || found->second->row.state != RunState::Running)
        return;
    found->second->stopping.request_stop();
    if (found->second->stopElsewhere)
        found->second->stopElsewhere();
}

void LiveRuns::stopOf(const QUuid& cluster) {
    for (const RunPtr& row : running())
        if (row->subject.cluster == cluster)
            stop(row->id);
}

void LiveRuns::goOn(const QString& id, Skip skip, Unsure unsure) {
    const auto found = d->live.find(id);
    if (found == d->live.end() || found->second->row.state == RunState::Running)
        return;
    const auto run = found->second;
    const RunWork rest = skip == Skip::Nothing ? run->rest
                         : skip == Skip::Fault ? run->skipping
                                               : run->skippingAll;
    if (!rest || isElsewhere(id) || standsStill(id))
        return;
    run->cluster = asItIs(run->cluster);
    run->keepKnown();
    run->row.state = RunState::Running;
    run->row.restedMs += runNow() - std::exchange(run->row.endedMs, 0);
    run->row.error.reset();
    run->row.canGoOn = run->row.canSkip = run->row.canSkipAll = false;
    const qint64 asked = std::exchange(run->row.mayBeTwice, 0);
    if (unsure == Unsure::LeaveOut)
        run->leftUnsure += asked;
    run->before.unsure = run->row.figures.unsure = run->leftUnsure;
    if (skip != Skip::Nothing) {
        ++run->before.skipped;
        run->before.linesDone = run->linesSkipping;
        run->before.done = run->doneSkipping; // what is passed over says nothing of how fast it goes
        run->row.figures = run->before;
    }
    run->startPart(runNow());
    log(run->row, {0, RunNote::GoesOn, run->row.figures.records});
    if (asked > 0)
        log(run->row, {0, unsure == Unsure::LeaveOut ? RunNote::UnsureLeftOut : RunNote::UnsureAgain, asked});
    run->measure(runNow());
    d->store.save(run->row);
    d->show(run->row);
    work(id, readingFrom(run->source, [rest, unsure](RunTools tools) {
             tools.unsure = unsure;
             return rest(tools);
         }));
    emit changed();
}

QString LiveRuns::repeat(const QString& id) {
    const RunPtr row = find(id);
    if (!row || row->state == RunState::Running)
        return {};
    const auto found = d->live.find(id);
    const auto kept = readDraft(row->asked);
    ConnectionProfile cluster = found != d->live.end() ? found->second->cluster : ConnectionProfile();
    if (kept)
        cluster.bootstrap = kept->bootstrap;
    cluster.id = row->subject.cluster;
    cluster.name = row->subject.clusterName;
    cluster = asItIs(cluster);
    if (kept) {
        if (const auto* exports = std::get_if<ExportDraft>(&kept->draft)) {
            auto again = *exports;
            if (!again.replace && again.format != ExportFormat::RawFiles)
                again.path = freePath(again.path); // what was made before stays
            return startExport(cluster, again);
        }
        if (const auto* imports = std::get_if<ImportDraft>(&kept->draft))
            return startImport(cluster, *imports);
        return startProducing(cluster, std::get<ProduceDraft>(kept->draft));
    }
    if (found == d->live.end() || !found->second->whole)
        return {};
    RunSubject subject = row->subject;
    subject.clusterName = cluster.name;
    const LiveRun& first = *found->second;
    return start(cluster, std::move(subject),
                 {.work = first.whole, .from = first.source, .isAtHand = first.isAtHand});
}

bool LiveRuns::isElsewhere(const QString& id) const {
    if (const auto live = d->live.find(id); live != d->live.end()) {
        const ConnectionProfile& then = live->second->cluster;
        return !live->second->isAtHand && leadsElsewhere(then, asItIs(then));
    }
    const RunPtr row = find(id);
    const auto kept = row ? readDraft(row->asked) : std::nullopt;
    if (!kept)
        return false;
    const ConnectionProfile then{.id = row->subject.cluster, .bootstrap = kept->bootstrap};
    return leadsElsewhere(then, asItIs(then));
}

bool LiveRuns::standsStill(const QString& id) const {
    const RunPtr row = find(id);
    const auto live = d->live.find(id);
    const bool isAtHand = live != d->live.end() && live->second->isAtHand;
    return row && !isAtHand && d->standsStill && d->standsStill(row->subject.cluster);
}

RunWork LiveRuns::readingFrom(const ConnectionProfile& from, RunWork work) const {
    return readingAt(from, asItIs(from), std::move(work));
}

ConnectionProfile LiveRuns::asItIs(const ConnectionProfile& cluster) const {
    const auto now = d->connectionOf ? d->connectionOf(cluster.id) : std::nullopt;
    return now.value_or(cluster);
}

void LiveRuns::remove(const QString& id) {
    const RunPtr row = find(id);
    if (!row || row->state == RunState::Running)
        return;
    std::erase_if(d->rows, [&](const RunPtr& one) { return one->id == id; });
    d->live.erase(id);
    d->store.remove(id);
    emit changed();
}

} // namespace session
