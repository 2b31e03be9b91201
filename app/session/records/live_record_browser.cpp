#include "session/records/live_record_browser.h"

#include <deque>

#include <QDateTime>
#include <QElapsedTimer>
#include <QThreadPool>
#include <QTimer>

#include "browse/record_source.h"
#include "session/job_runner.h"
#include "session/records/record_inbox.h"
#include "session/records/record_rows.h"
#include "session/ui_wake.h"

namespace session {

namespace {

constexpr int beatMs = 250;

/// What reads for one page off the UI thread. Outlives the page until the last scan has noticed its stop.
struct Reader {
    std::shared_ptr<browse::RecordSource> source;
    QThreadPool pool;

    explicit Reader(std::shared_ptr<browse::RecordSource> from) : source(std::move(from)) {
        pool.setMaxThreadCount(3); // a scan, one that is about to stop, one record being read whole
    }
    static void bury(std::unique_ptr<Reader> reader) {
        QThreadPool::globalInstance()->start([reader = std::shared_ptr<Reader>(std::move(reader))] {});
    }
};

} // namespace

struct LiveRecordBrowser::Private {
    std::string topic;
    std::unique_ptr<Reader> reader;
    BrowseState state = BrowseState::Idle;
    StopReason reason = StopReason::None;
    std::optional<base::Error> error;
    BrowseProgress progress;
    BrowseProgress before; // of the scans that `more` continued
    bool approximate = false;
    BrowseQuery query;
    std::deque<RecordRow> rows;
    bool earlier = false; // the rows are of the run before
    qint64 readAtMs = 0, askedAtMs = 0;
    std::vector<browse::Position> resume;
    std::vector<HeldRange> held;

    std::shared_ptr<UiWake> wake;
    std::shared_ptr<RecordInbox> inbox;
    std::stop_source stopping;
    QElapsedTimer elapsed;
    QTimer beat;
    bool pending = false; // news came since the last beat

    [[nodiscard]] bool isLive() const { return query.seek == SeekKind::Live; }
    [[nodiscard]] bool isBackwards() const {
        return query.seek == SeekKind::Newest || query.seek == SeekKind::LastN;
    }

    void keepHeld(const std::vector<browse::Bounds>& bounds) {
        // What came while the page read on backwards is not among its rows.
        if (bounds.empty() || (isBackwards() && !held.empty()))
            return;
        held.clear();
        for (const auto& one : bounds)
            held.push_back({one.partition.value(), one.start.value(), one.end.value()});
        std::ranges::sort(held, {}, &HeldRange::partition);
    }

    void scan() {
        auto asked = makeQuery(topic, query);
        asked.resume = resume;
        stopping = std::stop_source();
        inbox = std::make_shared<RecordInbox>(isLive() ? asked.limits.rows : 0, [w = wake] { w->wake(); });
        elapsed.start();
        reader->pool.start(
            [source = reader->source, asked = std::move(asked), to = inbox, stop = stopping]() mutable {
                browse::ScanSink sink;
                sink.rows = [&](std::vector<browse::RecordPtr> records) {
                    if (!to->put(records))
                        stop.request_stop();
                };
                sink.progress = [&](const browse::Progress& done) { to->put(done); };
                to->finish(source->scan(asked, sink, stop.get_token()));
            });
    }
};

LiveRecordBrowser::LiveRecordBrowser(const client::ConnectOptions& connectTo, const QString& topic,
                                     QObject* parent)
    : RecordBrowser(parent), d(std::make_unique<Private>()) {
    d->topic = topic.toStdString();
    d->reader = std::make_unique<Reader>(browse::makeClusterRecordSource(connectTo));
    d->wake = std::make_shared<UiWake>(this, [this] {
        d->pending = true;
        if (!d->beat.isActive())
            takeNews();
    });
    d->beat.setSingleShot(true);
    d->beat.setInterval(beatMs);
    connect(&d->beat, &QTimer::timeout, this, [this] {
        if (d->pending)
            takeNews();
    });
}

LiveRecordBrowser::~LiveRecordBrowser() {
    d->wake->detach();
    d->stopping.request_stop();
    Reader::bury(std::move(d->reader));
}

BrowseState LiveRecordBrowser::state() const {
    return d->state;
}
StopReason LiveRecordBrowser::stopReason() const {
    return d->reason;
}
const std::optional<base::Error>& LiveRecordBrowser::error() const {
    return d->error;
}
const BrowseProgress& LiveRecordBrowser::progress() const {
    return d->progress;
}
bool LiveRecordBrowser::orderIsApproximate() const {
    return d->approximate;
}
const BrowseQuery& LiveRecordBrowser::query() const {
    return d->query;
}
bool LiveRecordBrowser::showsEarlier() const {
    return d->earlier;
}
qint64 LiveRecordBrowser::readAtMs() const {
    return d->readAtMs;
}
const std::vector<HeldRange>& LiveRecordBrowser::held() const {
    return d->held;
}
int LiveRecordBrowser::rowCount() const {
    return static_cast<int>(d->rows.size());
}
const RecordRow& LiveRecordBrowser::row(int index) const {
    return d->rows[static_cast<std::size_t>(index)];
}

void LiveRecordBrowser::run(const BrowseQuery& query) {
    d->stopping.request_stop();
    d->query = query;
    d->resume.clear();
    d->progress = d->before = {};
    d->approximate = false;
    d->askedAtMs = QDateTime::currentMSecsSinceEpoch();
    d->earlier = true;
    if (d->isLive() || d->rows.empty())
        letGoOfEarlier();
    start();
}

void LiveRecordBrowser::letGoOfEarlier() {
    if (!d->earlier)
        return;
    d->earlier = false;
    d->readAtMs = d->askedAtMs;
    d->rows.clear();
    d->held.clear();
    emit rowsReset();
}

void LiveRecordBrowser::more() {
    if (d->state != BrowseState::Stopped || d->resume.empty())
        return;
    d->before = d->progress;
    start();
}

void LiveRecordBrowser::start() {
    d->state = BrowseState::Running;
    d->reason = StopReason::None;
    d->error.reset();
    d->scan();
    emit stateChanged();
}

void LiveRecordBrowser::pause() {
    if (!d->isLive() || d->state != BrowseState::Running)
        return;
    d->state = BrowseState::Paused;
    emit stateChanged();
}

void LiveRecordBrowser::resume() {
    if (d->state != BrowseState::Paused)
        return;
    d->state = BrowseState::Running;
    emit stateChanged();
    takeNews();
}

void LiveRecordBrowser::stop() {
    if (d->state != BrowseState::Running && d->state != BrowseState::Paused)
        return;
    d->state = BrowseState::Running; // what waits is shown before the end is told
    d->stopping.request_stop();
}

void LiveRecordBrowser::takeNews() {
    if (!d->inbox || d->state == BrowseState::Idle || d->state == BrowseState::Stopped)
        return;
    d->pending = false;
    d->beat.start();
    auto news = d->inbox->take(d->state == BrowseState::Running);
    auto& progress = d->progress;
    progress.scanned = d->before.scanned + news.progress.scanned;
    progress.matched = d->before.matched + news.progress.matched;
    progress.bytes = d->before.bytes + news.progress.bytes;
    progress.toScan = news.progress.offsetsTotal > 0 ? d->before.scanned + news.progress.offsetsTotal : 0;
    progress.elapsedMs = d->before.elapsedMs + d->elapsed.elapsed();
    progress.waiting = news.waiting;
    progress.dropped += news.dropped;
    addRows(std::move(news.rows));
    emit progressChanged();
    if (news.result)
        finish(*news.result, news.full);
}

void LiveRecordBrowser::addRows(std::vector<RecordRow> rows) {
    if (rows.empty())
        return;
    letGoOfEarlier();
    const auto count = static_cast<int>(rows.size());
    if (!d->isLive()) {
        const int first = rowCount();
        d->rows.insert(d->rows.end(), std::make_move_iterator(rows.begin()),
                       std::make_move_iterator(rows.end()));
        emit rowsAppended(first, first + count - 1);
        return;
    }
    for (auto& row : rows)
        d->rows.push_front(std::move(row));
    emit rowsPrepended(count);
    const int limit = std::max(1, d->query.limit);
    const int last = rowCount() - 1;
    if (last < limit)
        return;
    d->rows.resize(static_cast<std::size_t>(limit));
    d->progress.dropped += last - limit + 1;
    emit rowsDropped(limit, last);
}

void LiveRecordBrowser::finish(const browse::ScanResult& result, bool full) {
    d->state = BrowseState::Stopped;
    d->approximate = d->approximate || result.orderIsApproximate;
    d->resume = result.resume;
    d->error = result.error;
    switch (result.reason) {
    case browse::StopReason::EndReached:
        d->reason = StopReason::EndReached;
        break;
    case browse::StopReason::RowLimit:
    case browse::StopReason::ScanBudget:
        d->reason = StopReason::LimitReached;
        break;
    case browse::StopReason::Cancelled:
        d->reason = full ? StopReason::MemoryLimit : StopReason::Cancelled;
        break;
    case browse::StopReason::Failed:
        d->reason = result.error && result.error->name == "UNKNOWN_TOPIC_OR_PARTITION"
                        ? StopReason::TopicDeleted
                        : StopReason::Failed;
        break;
    }
    if (d->reason == StopReason::EndReached || d->reason == StopReason::LimitReached)
        letGoOfEarlier(); // it is known that there are none
    if (!d->earlier)
        d->keepHeld(result.held);
    if (full)
        d->resume.clear(); // there is no room for more
    emit stateChanged();
}

void LiveRecordBrowser::loadWhole(int partition, qint64 offset) {
    const base::TopicPartition name{d->topic, base::PartitionId{partition}};
    auto* job = runJob<RecordRow>(
        d->reader->pool, this,
        [source = d->reader->source, name, offset](JobContext& context) -> base::Result<RecordRow> {
            auto record = source->fetchOne(name, base::Offset{offset}, context.stop());
            if (!record)
                return base::fail(std::move(record.error()));
            return makeRecordRow(**record);
        });
    job->then(
        this,
        [this, job](const RecordRow& row) {
            emit recordLoaded(row);
            job->deleteLater();
        },
        [this, job, partition, offset](const base::Error& error) {
            emit recordFailed(partition, offset, error);
            job->deleteLater();
        });
}

} // namespace session
