#include "session/cluster_session.h"

#include <algorithm>

#include <QTimer>

namespace session {

struct ClusterSession::Private {
    ConnectionProfile profile;
    ConnectionState state = ConnectionState::Connecting;
    std::optional<base::Error> error;
    SnapshotPtr snapshot = std::make_shared<ClusterSnapshot>();
    QVector<ClusterEvent> events;
    int intervalMs = 5000;
    bool locked = false;
};

namespace {

base::Error notConnected() {
    return {-1, "NOT_CONNECTED", "There is no connection to the cluster.", "Wait until it is back.", true};
}

/// A job that fails once its caller had the time to listen.
template <class T>
Job<T>* refused(QObject* owner) {
    auto* job = new Job<T>(owner);
    QTimer::singleShot(0, job, [job] { job->fail(notConnected()); });
    return job;
}

} // namespace

ClusterSession::ClusterSession(ConnectionProfile profile, QObject* parent)
    : QObject(parent), d(std::make_unique<Private>()) {
    d->intervalMs = profile.localBroker ? 1000 : 5000;
    d->locked = profile.environment == Environment::Production;
    d->profile = std::move(profile);
    d->error = notConnected();
}
ClusterSession::~ClusterSession() = default;

const ConnectionProfile& ClusterSession::profile() const {
    return d->profile;
}
void ClusterSession::setProfile(const ConnectionProfile& profile) {
    d->profile = profile;
    emit profileChanged();
}
ConnectionState ClusterSession::state() const {
    return d->state;
}
const std::optional<base::Error>& ClusterSession::error() const {
    return d->error;
}
qint64 ClusterSession::lostSinceMs() const {
    return 0;
}
qint64 ClusterSession::nextTryMs() const {
    return 0;
}
void ClusterSession::retryNow() {}
void ClusterSession::close() {
    d->state = ConnectionState::Closed;
    emit stateChanged();
}

SnapshotPtr ClusterSession::snapshot() const {
    return d->snapshot;
}
const TopicRow* ClusterSession::topic(const QString& name) const {
    const auto& rows = d->snapshot->topics;
    const auto it = std::ranges::lower_bound(rows, name, {}, &TopicRow::name);
    return it != rows.end() && (*it)->name == name ? it->get() : nullptr;
}
const GroupRow* ClusterSession::group(const QString& id) const {
    const auto& rows = d->snapshot->groups;
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
    d->intervalMs = interval;
    emit intervalChanged();
}
void ClusterSession::refreshNow() {}

bool ClusterSession::isLocked() const {
    return d->locked;
}
void ClusterSession::setLocked(bool locked) {
    d->locked = locked;
    emit lockChanged();
}
void ClusterSession::setVisibleTopics(const QStringList&) {}

SeriesPoints ClusterSession::series(const SeriesKey&, qint64, int) const {
    return {};
}
QStringList ClusterSession::busiest(Quantity, qint64, int) const {
    return {};
}

Job<CreatedTopic>* ClusterSession::createTopic(const TopicDraft&, bool, QObject* owner) {
    return refused<CreatedTopic>(owner);
}
Job<Nothing>* ClusterSession::deleteTopics(const QStringList&, QObject* owner) {
    return refused<Nothing>(owner);
}
Job<Nothing>* ClusterSession::emptyTopics(const QStringList&, QObject* owner) {
    return refused<Nothing>(owner);
}
Job<Nothing>* ClusterSession::deleteRecords(const QString&, const std::map<int, qint64>&, QObject* owner) {
    return refused<Nothing>(owner);
}
Job<Nothing>* ClusterSession::addPartitions(const QString&, int, bool, QObject* owner) {
    return refused<Nothing>(owner);
}
Job<std::vector<ConfigRow>>* ClusterSession::topicConfig(const QString&, QObject* owner) {
    return refused<std::vector<ConfigRow>>(owner);
}
Job<std::vector<ConfigRow>>* ClusterSession::topicDefaults(QObject* owner) {
    return refused<std::vector<ConfigRow>>(owner);
}
Job<Nothing>* ClusterSession::editTopicConfig(const QString&, const std::vector<ConfigEdit>&, bool,
                                              QObject* owner) {
    return refused<Nothing>(owner);
}
Job<Nothing>* ClusterSession::deleteGroups(const QStringList&, QObject* owner) {
    return refused<Nothing>(owner);
}
Job<ProducedRecords>* ClusterSession::produce(const ProduceDraft&, QObject* owner) {
    return refused<ProducedRecords>(owner);
}
std::optional<int> ClusterSession::partitionFor(const std::optional<QByteArray>&, int) {
    return {};
}

} // namespace session
