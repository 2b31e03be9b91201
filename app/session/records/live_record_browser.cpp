#include "session/records/live_record_browser.h"

#include <deque>
#include <utility>

#include <QDateTime>
#include <QElapsedTimer>
#include <QThreadPool>
#include <QTimer>

#include "browse/record_source.h"
#include "browse/scan_limits.h"
#include "session/convert.h"
#include "session/job_runner.h"
#include "session/records/caught_rows.h"
#include "session/records/parts_read.h"
#include "session/records/record_identity.h"
#include "session/records/record_inbox.h"
#include "session/records/record_rows.h"
#include "session/runs/row_records.h"
#include "session/ui_wake.h"
#include "session/work_pool.h"

namespace session {

namespace {

constexpr int beatMs = 250;

/// What reads for one page off the UI thread. Outlives the page until the last scan has noticed its stop.
struct Reader {
    std::shared_ptr<browse::RecordSource> source;
    QThreadPool pool;

    explicit Reader(std::shared_ptr<browse::RecordSource> from) : source(std::move(from)) {
        pool.setMaxThreadCount(
            4); // a scan, one that is about to stop, one record being read whole, what is before one
    }
    static void bury(std::unique_ptr<Reader> reader) {
        workPool()->start([reader = std::shared_ptr<Reader>(std::move(reader))] {});
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
    std::deque<std::shared_ptr<RecordRow>> rows; // shown
    CaughtRows caught;                           // Live
    std::shared_ptr<browse::FilterBox> newFilter;
    bool earlier = false; // the rows are of the run before
    qint64 readAtMs = 0, askedAtMs = 0;
    base::Uuid topicId, earlierTopicId; // of the last run, and of the rows of the one before
    std::vector<browse::Position> resume;
    std::shared_ptr<const browse::Ledger> ledger; // goes with `resume`
    std::vector<browse::PartitionPart> parts;     // goes with `resume`
    std::vector<HeldRange> held;
    std::function<std::optional<base::Error>()> refusal = [] { return std::optional<base::Error>(); };

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

    [[nodiscard]] const base::Uuid& shownTopicId() const { return earlier ? earlierTopicId : topicId; }
    [[nodiscard]] browse::TopicRead shownTopic() const { return {topic, shownTopicId()}; }

    void keepHeld(const std::vector<browse::Bounds>& bounds) {
        // What came while the page read on backwards is not among its rows.
        if (bounds.empty() || (isBackwards() && !held.empty()))
            return;
        held.clear();
        for (const auto& one : bounds)
            held.push_back({one.partition.value(), one.start.value(), one.end.value()});
        std::ranges::sort(held, {}, &HeldRange::partition);
    }

    void tellTime() { progress.elapsedMs = before.elapsedMs + elapsed.elapsed(); }

    void scan() {
        auto asked = makeQuery(topic, query);
        asked.resume = resume;
        if (!resume.empty())
            asked.parts = parts;
        asked.ledger = ledger;
        asked.topicId = topicId;
        asked.newFilter = newFilter = std::make_shared<browse::FilterBox>();
        stopping = std::stop_source();
        inbox = std::make_shared<RecordInbox>(isLive() ? asked.limits.rows : 0, [w = wake] { w->wake(); });
        elapsed.start();
        reader->pool.start(
            [source = reader->source, asked = std::move(asked), to = inbox, stop = stopping]() mutable {
                browse::ScanSink sink;
                sink.rows = [&](std::vector<browse::RecordPtr> records) {
                    if (!to->put(records, asked.newFilter->inUse()))
                        stop.request_stop();
                };
                sink.progress = [&](const browse::Progress& done) { to->put(done); };
                sink.decided = [&](const std::vector<browse::Decision>& some) { to->put(some); };
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

void LiveRecordBrowser::refuseWith(std::function<std::optional<base::Error>()> why) {
    d->refusal = std::move(why);
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
    if (d->state == BrowseState::Running)
        d->tellTime(); // it runs on while nothing comes
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
QString LiveRecordBrowser::topicId() const {
    return text(d->shownTopicId());
}
const std::vector<HeldRange>& LiveRecordBrowser::held() const {
    return d->held;
}
int LiveRecordBrowser::rowCount() const {
    return static_cast<int>(d->rows.size());
}
const RecordRow& LiveRecordBrowser::row(int index) const {
    return *d->rows[static_cast<std::size_t>(index)];
}

void LiveRecordBrowser::run(const BrowseQuery& query) {
    d->stopping.request_stop();
    d->query = query;
    d->resume.clear();
    d->ledger.reset();
    d->progress = d->before = {};
    d->approximate = false;
    d->askedAtMs = QDateTime::currentMSecsSinceEpoch();
    d->error.reset(); // before anything is told
    if (!d->earlier)
        d->earlierTopicId = d->topicId;
    d->topicId = {};
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
    emit rowsAboutToReset();
    d->rows.clear();
    d->caught.clear();
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
    d->error = d->refusal();
    d->state = d->error ? BrowseState::Stopped : BrowseState::Running;
    d->reason = d->error ? StopReason::Failed : StopReason::None;
    if (!d->error)
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
    tellParts(d->before, news.progress, d->isBackwards(), progress);
    d->tellTime();
    const bool waited = std::exchange(progress.awaitsCluster, news.progress.waits && !news.result);
    progress.waiting = news.waiting;
    progress.dropped += news.dropped;
    if (d->topicId.isZero()) // what `more` reads of another one stands behind rows of this
        d->topicId = news.progress.topicId;
    decide(news.decisions);
    addRows(std::move(news.rows), news.filters);
    emit progressChanged();
    const auto& result = news.result;
    const bool isWhole = result && !result->error && result->reason != browse::StopReason::Cancelled;
    if (result ? isWhole && news.progress.scanned > 0 : waited && !progress.awaitsCluster)
        emit clusterReached();
    if (news.result)
        finish(*news.result, news.full);
}

void LiveRecordBrowser::addRows(std::vector<RecordRow> rows, const std::vector<int>& filters) {
    if (rows.empty())
        return;
    letGoOfEarlier();
    if (d->isLive()) {
        addCaught(std::move(rows), filters);
        return;
    }
    const int first = rowCount();
    for (auto& row : rows)
        d->rows.push_back(std::make_shared<RecordRow>(std::move(row)));
    emit rowsAppended(first, rowCount() - 1);
}

void LiveRecordBrowser::addCaught(std::vector<RecordRow> rows, const std::vector<int>& filters) {
    int shown = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (auto row = d->caught.add(std::move(rows[i]), filters[i])) {
            d->rows.push_front(std::move(row));
            ++shown;
        }
    }
    if (shown > 0)
        emit rowsPrepended(shown);
    const auto limit = static_cast<std::size_t>(std::max(1, d->query.limit));
    int gone = 0;
    while (const auto oldest = d->caught.dropBeyond(limit)) {
        ++d->progress.dropped;
        const auto index = d->rows.size() - static_cast<std::size_t>(gone);
        if (index > 0 && d->rows[index - 1] == oldest)
            ++gone;
    }
    d->progress.inPart = d->caught.inPart();
    if (gone == 0)
        return;
    const int last = rowCount() - 1;
    d->rows.resize(d->rows.size() - static_cast<std::size_t>(gone));
    emit rowsDropped(last - gone + 1, last);
}

void LiveRecordBrowser::refilter(const RecordWish& wish) {
    if (!d->isLive() || d->state == BrowseState::Stopped)
        return;
    static_cast<RecordWish&>(d->query) = wish;
    d->caught.setFilter(wish, d->newFilter->put(makeFilter(wish)));
    emit rowsAboutToReset();
    d->rows = d->caught.shown();
    d->progress.inPart = d->caught.inPart();
    emit rowsReset();
    emit stateChanged();
}

void LiveRecordBrowser::decide(const std::vector<browse::Decision>& decisions) {
    if (decisions.empty())
        return;
    const bool changed = d->caught.decide(decisions);
    if (changed && !d->rows.empty())
        emit rowsChanged(0, rowCount() - 1);
}

void LiveRecordBrowser::finish(const browse::ScanResult& result, bool full) {
    d->state = BrowseState::Stopped;
    d->approximate = d->approximate || result.orderIsApproximate;
    d->resume = result.resume;
    d->ledger = result.ledger;
    d->parts = result.parts;
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
        d->reason = !result.error                                        ? StopReason::Failed
                    : result.error->name == "UNKNOWN_TOPIC_OR_PARTITION" ? StopReason::TopicDeleted
                    : result.error->name == browse::anotherTopic         ? StopReason::TopicReplaced
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

void LiveRecordBrowser::loadWhole(const RecordRow& was) {
    auto* job = readWhole({was}, this);
    job->then(
        this,
        [this, job](std::vector<RecordRow> rows) {
            auto& row = rows.front();
            const auto shown =
                std::ranges::find_if(d->rows, [&row](const auto& one) { return isSameRecord(*one, row); });
            if (shown != d->rows.end())
                row.mark = (*shown)->mark; // it may have become known meanwhile
            emit recordLoaded(row);
            job->deleteLater();
        },
        [this, job, partition = was.partition, offset = was.offset](const base::Error& error) {
            emit recordFailed(partition, offset, error);
            job->deleteLater();
        });
}

Job<std::vector<RecordRow>>* LiveRecordBrowser::readWhole(std::vector<RecordRow> rows, QObject* owner) {
    if (auto refused = d->refusal())
        return refuseJob<std::vector<RecordRow>>(owner, *std::move(refused));
    return runJob<std::vector<RecordRow>>(
        d->reader->pool, owner,
        [source = d->reader->source, topic = d->shownTopic(),
         rows = std::move(rows)](JobContext& context) mutable -> base::Result<std::vector<RecordRow>> {
            for (auto& row : rows) {
                auto record = source->fetchOne(topic, *recordOf(row), context.stop());
                if (!record)
                    return base::fail(std::move(record.error()));
                const auto mark = row.mark; // only a reading of what surrounds it tells
                row = makeRecordRow(**record);
                row.mark = mark;
            }
            return std::move(rows);
        });
}

void LiveRecordBrowser::lookBefore(const RecordRow& was) {
    if (d->refusal())
        return;
    auto* job = runJob<RecordBefore>(d->reader->pool, this,
                                     [source = d->reader->source, topic = d->shownTopic(),
                                      was](JobContext& context) -> base::Result<RecordBefore> {
                                         const auto record = recordOf(was);
                                         const auto missing = source->missingBefore(
                                             {topic.name, record->partition}, record->offset, context.stop());
                                         if (!missing)
                                             return base::fail(missing.error());
                                         // Where that one does not stand any more, what is missing before it
                                         // is another topic's or log's.
                                         const auto still = source->fetchOne(topic, *record, context.stop());
                                         if (!still)
                                             return base::fail(still.error());
                                         return beforeOf(*missing);
                                     });
    job->then(
        this,
        [this, job, was](RecordBefore before) {
            emit beforeKnown(was, before);
            job->deleteLater();
        },
        [job](const base::Error&) { job->deleteLater(); });
}

} // namespace session
