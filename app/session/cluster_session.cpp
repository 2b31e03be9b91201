#include "session/cluster_session.h"

#include <algorithm>

#include <QTimer>

#include "client/partitioner.h"
#include "session/cluster_requests.h"
#include "session/console_client.h"
#include "session/convert.h"
#include "session/produce_job.h"
#include "session/session_core.h"
#include "session/ui_wake.h"

namespace session {

namespace {

constexpr int localIntervalMs = 1000, foreignIntervalMs = 5000;
constexpr int keptEvents = 500;
constexpr int relockMs = 10 * 60 * 1000;
constexpr std::size_t newsLimit = 64; // each holds the whole state: only the events of dropped ones are lost

base::Error notConnected() {
    return {-1, "NOT_CONNECTED", "There is no connection to the cluster.",
            "Wait until it is back, or connect again.", true};
}

base::Error locked() {
    return {-1, "LOCKED", "This is a production cluster and it is locked.", "Unlock it first.", false};
}

} // namespace

struct ClusterSession::Private {
    ConnectionProfile profile;
    PollerNews news;
    QVector<ClusterEvent> events;
    int intervalMs = foreignIntervalMs;
    bool isLocked = false;
    bool closed = false;
    QTimer relock;
    std::shared_ptr<const base::Clock> clock;
    std::shared_ptr<UiWake> wake;
    std::shared_ptr<base::Mailbox<PollerNews>> mailbox;
    std::unique_ptr<SessionCore> core;

    /// Runs `request` on a worker, then asks for a round so that the screen shows what became of it.
    template <class T>
    Job<T>* run(QObject* owner, bool changes, std::function<base::Result<T>(client::Cluster&)> request,
                const QStringList& edited = {}) {
        auto cluster = closed ? nullptr : core->poller.cluster();
        if (changes && isLocked)
            return refuseJob<T>(owner, locked());
        if (!cluster)
            return refuseJob<T>(owner, notConnected());
        return runJob<T>(
            core->requests, owner,
            [cluster, changes, edited, request = std::move(request), poller = &core->poller](JobContext&) {
                auto result = request(*cluster);
                if (changes) {
                    for (const auto& topic : edited)
                        poller->forgetConfig(topic.toStdString());
                    poller->pollNow();
                }
                return result;
            });
    }
};

ClusterSession::ClusterSession(ConnectionProfile profile, CounterSource counters, QObject* parent,
                               std::shared_ptr<const base::Clock> clock)
    : QObject(parent), d(std::make_unique<Private>()) {
    d->clock = std::move(clock);
    d->intervalMs = profile.localBroker ? localIntervalMs : foreignIntervalMs;
    d->isLocked = profile.environment == Environment::Production;
    d->profile = std::move(profile);
    d->news.snapshot = std::make_shared<ClusterSnapshot>();
    d->relock.setSingleShot(true);
    d->relock.setInterval(relockMs);
    connect(&d->relock, &QTimer::timeout, this, [this] { setLocked(true); });
    d->wake = std::make_shared<UiWake>(this, [this] { takeNews(); });
    d->mailbox = std::make_shared<base::Mailbox<PollerNews>>(newsLimit, [wake = d->wake] { wake->wake(); });

    Poller::Options options;
    const auto connectTo = connectOptions(d->profile.bootstrap.toStdString());
    options.connect = [connectTo](std::stop_token stop) {
        return client::connect(connectTo, std::move(stop));
    };
    options.exactCounts = d->profile.localBroker;
    options.counters = std::move(counters);
    options.intervalMs = d->intervalMs;
    options.clock = d->clock;
    options.news = d->mailbox;
    d->core = std::make_unique<SessionCore>(std::move(options));
}

ClusterSession::~ClusterSession() {
    d->wake->detach();
    SessionCore::bury(std::move(d->core));
}

void ClusterSession::takeNews() {
    auto all = d->mailbox->take();
    if (all.empty() || d->closed)
        return;
    auto before = std::move(d->news);
    QVector<ClusterEvent> fresh;
    for (const auto& news : all)
        fresh += news.events;
    d->news = all.back();
    d->news.events.clear();
    if (!d->news.snapshot)
        d->news.snapshot = before.snapshot;
    if (!fresh.isEmpty()) {
        std::ranges::reverse(fresh);
        d->events = fresh + d->events;
        if (d->events.size() > keptEvents)
            d->events.resize(keptEvents);
    }
    if (before.state != d->news.state || before.error.has_value() != d->news.error.has_value() ||
        before.nextTryMs != d->news.nextTryMs)
        emit stateChanged();
    if (before.snapshot != d->news.snapshot)
        emit snapshotChanged();
    if (!fresh.isEmpty())
        emit eventsChanged();
    // To give the memory of ten thousand rows back takes longer than to show the next ones.
    if (before.snapshot != d->news.snapshot)
        d->core->leftovers.start([old = std::move(before.snapshot), all = std::move(all)] {});
}

const ConnectionProfile& ClusterSession::profile() const {
    return d->profile;
}

void ClusterSession::setProfile(const ConnectionProfile& profile) {
    const bool becomesProduction =
        profile.environment == Environment::Production && d->profile.environment != Environment::Production;
    d->profile.name = profile.name;
    d->profile.colour = profile.colour;
    d->profile.environment = profile.environment;
    emit profileChanged();
    if (becomesProduction || profile.environment != Environment::Production)
        setLocked(becomesProduction);
}

ConnectionState ClusterSession::state() const {
    return d->closed ? ConnectionState::Closed : d->news.state;
}
const std::optional<base::Error>& ClusterSession::error() const {
    return d->news.error;
}
qint64 ClusterSession::lostSinceMs() const {
    return d->news.lostSinceMs;
}
qint64 ClusterSession::nextTryMs() const {
    return d->news.nextTryMs;
}
void ClusterSession::retryNow() {
    d->core->poller.pollNow();
}

void ClusterSession::close() {
    if (d->closed)
        return;
    d->closed = true;
    d->core->stop();
    emit stateChanged();
}

SnapshotPtr ClusterSession::snapshot() const {
    return d->news.snapshot;
}

const TopicRow* ClusterSession::topic(const QString& name) const {
    const auto& rows = d->news.snapshot->topics;
    const auto it = std::ranges::lower_bound(rows, name, {}, &TopicRow::name);
    return it != rows.end() && (*it)->name == name ? it->get() : nullptr;
}

const GroupRow* ClusterSession::group(const QString& id) const {
    const auto& rows = d->news.snapshot->groups;
    const auto it = std::ranges::lower_bound(rows, id, {}, &GroupRow::id);
    return it != rows.end() && (*it)->id == id ? it->get() : nullptr;
}

const QVector<ClusterEvent>& ClusterSession::events() const {
    return d->events;
}
int ClusterSession::intervalMs() const {
    return d->intervalMs;
}

void ClusterSession::setIntervalMs(int interval) {
    if (interval == d->intervalMs)
        return;
    d->intervalMs = interval;
    d->core->poller.setInterval(interval);
    emit intervalChanged();
}

void ClusterSession::refreshNow() {
    d->core->poller.pollNow();
}

bool ClusterSession::isLocked() const {
    return d->isLocked;
}

void ClusterSession::setLocked(bool locked) {
    if (!locked && d->profile.environment == Environment::Production)
        d->relock.start();
    else
        d->relock.stop();
    if (std::exchange(d->isLocked, locked) != locked)
        emit lockChanged();
}

void ClusterSession::setVisibleTopics(const QStringList& names) {
    std::set<std::string> topics;
    for (const auto& name : names)
        topics.insert(name.toStdString());
    d->core->poller.setVisibleTopics(std::move(topics));
}

SeriesPoints ClusterSession::series(const SeriesKey& key, qint64 rangeMs, int points) const {
    const qint64 finest = std::max<qint64>(d->news.snapshot->intervalMs, 1000);
    return d->core->poller.meter().series(key, d->clock->wallMs(), rangeMs, points, finest);
}

QStringList ClusterSession::busiest(Quantity quantity, qint64 rangeMs, int count) const {
    return d->core->poller.meter().busiest(quantity, d->clock->wallMs(), rangeMs, count);
}

Job<CreatedTopic>* ClusterSession::createTopic(const TopicDraft& draft, bool validateOnly, QObject* owner) {
    return d->run<CreatedTopic>(owner, !validateOnly, [=](client::Cluster& cluster) {
        return session::createTopic(cluster, draft, validateOnly);
    });
}

Job<Nothing>* ClusterSession::deleteTopics(const QStringList& names, QObject* owner) {
    return d->run<Nothing>(owner, true,
                           [=](client::Cluster& cluster) { return session::deleteTopics(cluster, names); });
}

Job<Nothing>* ClusterSession::emptyTopics(const QStringList& names, QObject* owner) {
    return d->run<Nothing>(owner, true,
                           [=](client::Cluster& cluster) { return session::emptyTopics(cluster, names); });
}

Job<Nothing>* ClusterSession::deleteRecords(const QString& topic, const std::map<int, qint64>& before,
                                            QObject* owner) {
    return d->run<Nothing>(owner, true, [=](client::Cluster& cluster) {
        return session::deleteRecords(cluster, topic, before);
    });
}

Job<Nothing>* ClusterSession::addPartitions(const QString& topic, int total, bool validateOnly,
                                            QObject* owner) {
    return d->run<Nothing>(owner, !validateOnly, [=](client::Cluster& cluster) {
        return session::addPartitions(cluster, topic, total, validateOnly);
    });
}

Job<std::vector<ConfigRow>>* ClusterSession::topicConfig(const QString& topic, QObject* owner) {
    return d->run<std::vector<ConfigRow>>(
        owner, false, [=](client::Cluster& cluster) { return session::topicConfig(cluster, topic); });
}

Job<std::vector<ConfigRow>>* ClusterSession::topicDefaults(QObject* owner) {
    return d->run<std::vector<ConfigRow>>(
        owner, false, [](client::Cluster& cluster) { return session::topicDefaults(cluster); });
}

Job<Nothing>* ClusterSession::editTopicConfig(const QString& topic, const std::vector<ConfigEdit>& edits,
                                              bool validateOnly, QObject* owner) {
    return d->run<Nothing>(owner, !validateOnly,
                           [=](client::Cluster& cluster) {
                               return session::editTopicConfig(cluster, topic, edits, validateOnly);
                           },
                           {topic});
}

Job<Nothing>* ClusterSession::deleteGroups(const QStringList& ids, QObject* owner) {
    return d->run<Nothing>(owner, true,
                           [=](client::Cluster& cluster) { return session::deleteGroups(cluster, ids); });
}

Job<ProducedRecords>* ClusterSession::produce(const ProduceDraft& draft, QObject* owner) {
    if (d->isLocked)
        return refuseJob<ProducedRecords>(owner, locked());
    if (d->closed)
        return refuseJob<ProducedRecords>(owner, notConnected());
    auto* core = d->core.get();
    const auto connectTo = connectOptions(d->profile.bootstrap.toStdString());
    return runJob<ProducedRecords>(core->requests, owner, [core, connectTo, draft](JobContext& context) {
        auto produced = produceRecords(connectTo, core->reaper, draft, context, core->stopping.get_token());
        core->poller.pollNow();
        return produced;
    });
}

std::optional<int> ClusterSession::partitionFor(const std::optional<QByteArray>& key, int partitions) {
    if (!key || partitions <= 0)
        return std::nullopt;
    return client::partitionOf({key->constData(), static_cast<std::size_t>(key->size())}, partitions).value();
}

} // namespace session
