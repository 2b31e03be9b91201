#include "support/fake_session.h"

#include <map>

#include <QTimer>

namespace session {

struct ClusterSession::Private {
    ConnectionProfile profile;
    support::FakeSession fake;
};

} // namespace session

namespace support {
namespace {

std::map<const session::ClusterSession*, FakeSession*>& fakes() {
    static std::map<const session::ClusterSession*, FakeSession*> all;
    return all;
}

template <class T>
session::Job<T>* answer(const FakeSession& fake, QObject* owner, T value) {
    auto* job = new session::Job<T>(owner);
    if (fake.silent)
        return job;
    QTimer::singleShot(0, job, [job, refusal = fake.refusal, value = std::move(value)] {
        if (refusal)
            job->fail(*refusal);
        else
            job->succeed(value);
    });
    return job;
}

std::map<const session::RecordBrowser*, FakeRecords*>& browsers() {
    static std::map<const session::RecordBrowser*, FakeRecords*> all;
    return all;
}

std::vector<session::RecordRow> sampleRecords(int count) {
    std::vector<session::RecordRow> rows;
    for (int i = 0; i < count; ++i) {
        session::RecordRow row;
        row.partition = i % 12;
        row.offset = 15346954 - i;
        row.timestampMs = 1795348804412 - i * 881;
        row.key = QByteArray("cus-") + QByteArray::number(11873 + i * 77);
        row.value = QByteArray("{\"total\":") + QByteArray::number(512 + i) +
                    ".90,\"status\":\"pending\",\"orderId\":\"ord-8841207\"}";
        row.keySize = row.key->size();
        row.valueSize = row.value->size();
        row.headers.push_back({"source", QByteArray("web-shop")});
        row.headerCount = 1;
        row.batch.baseOffset = row.offset;
        row.batch.records = 32;
        row.batch.codec = QStringLiteral("lz4");
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace

FakeRecords& fakeOf(const session::RecordBrowser& browser) {
    return *browsers().at(&browser);
}

void append(session::RecordBrowser& browser, const std::vector<session::RecordRow>& fresh) {
    auto& rows = fakeOf(browser).rows;
    const int first = int(rows.size());
    rows.insert(rows.end(), fresh.begin(), fresh.end());
    emit browser.rowsAppended(first, int(rows.size()) - 1);
}

void prepend(session::RecordBrowser& browser, const std::vector<session::RecordRow>& fresh) {
    auto& rows = fakeOf(browser).rows;
    rows.insert(rows.begin(), fresh.begin(), fresh.end());
    emit browser.rowsPrepended(int(fresh.size()));
}

void drop(session::RecordBrowser& browser, int count) {
    auto& rows = fakeOf(browser).rows;
    const int last = int(rows.size()) - 1;
    rows.resize(rows.size() - std::size_t(count));
    emit browser.rowsDropped(last - count + 1, last);
}

FakeSession& fakeOf(const session::ClusterSession& session) {
    return *fakes().at(&session);
}

void publish(session::ClusterSession& session, session::ClusterSnapshot snapshot) {
    fakeOf(session).snapshot = std::make_shared<const session::ClusterSnapshot>(std::move(snapshot));
    emit session.snapshotChanged();
}

void setState(session::ClusterSession& session, session::ConnectionState state) {
    fakeOf(session).state = state;
    emit session.stateChanged();
}

} // namespace support

namespace session {

ClusterSession::ClusterSession(ConnectionProfile profile, std::function<std::optional<BrokerCounters>()>,
                               QObject* parent, std::shared_ptr<const base::Clock>)
    : QObject(parent), d(std::make_unique<Private>()) {
    d->profile = std::move(profile);
    d->fake.snapshot = std::make_shared<const ClusterSnapshot>();
    d->fake.locked = d->profile.environment == Environment::Production;
    support::fakes()[this] = &d->fake;
}
ClusterSession::~ClusterSession() {
    support::fakes().erase(this);
}

const ConnectionProfile& ClusterSession::profile() const {
    return d->profile;
}
void ClusterSession::setProfile(const ConnectionProfile& profile) {
    d->profile = profile;
    emit profileChanged();
}
ConnectionState ClusterSession::state() const {
    return d->fake.state;
}
const std::optional<base::Error>& ClusterSession::error() const {
    return d->fake.error;
}
qint64 ClusterSession::lostSinceMs() const {
    return d->fake.lostSinceMs;
}
qint64 ClusterSession::nextTryMs() const {
    return d->fake.nextTryMs;
}
void ClusterSession::retryNow() {
    ++d->fake.refreshes;
}
void ClusterSession::close() {
    support::setState(*this, ConnectionState::Closed);
}
SnapshotPtr ClusterSession::snapshot() const {
    return d->fake.snapshot;
}
const TopicRow* ClusterSession::topic(const QString& name) const {
    for (const TopicPtr& row : d->fake.snapshot->topics)
        if (row->name == name)
            return row.get();
    return nullptr;
}
const GroupRow* ClusterSession::group(const QString& id) const {
    for (const GroupPtr& row : d->fake.snapshot->groups)
        if (row->id == id)
            return row.get();
    return nullptr;
}
const QVector<ClusterEvent>& ClusterSession::events() const {
    return d->fake.events;
}
int ClusterSession::intervalMs() const {
    return d->fake.intervalMs;
}
void ClusterSession::setIntervalMs(int interval) {
    d->fake.intervalMs = interval;
    emit intervalChanged();
}
void ClusterSession::refreshNow() {
    ++d->fake.refreshes;
}
bool ClusterSession::isLocked() const {
    return d->fake.locked;
}
void ClusterSession::setLocked(bool locked) {
    d->fake.locked = locked;
    emit lockChanged();
}
void ClusterSession::setVisibleTopics(const QStringList&) {}
SeriesPoints ClusterSession::series(const SeriesKey& key, qint64 rangeMs, int points) const {
    return d->fake.series ? d->fake.series(key, rangeMs, points) : SeriesPoints();
}
QStringList ClusterSession::busiest(Quantity quantity, qint64, int count) const {
    return (quantity == Quantity::Lag ? d->fake.busiestGroups : d->fake.busiestTopics).mid(0, count);
}
Job<CreatedTopic>* ClusterSession::createTopic(const TopicDraft& draft, bool validateOnly, QObject* owner) {
    (validateOnly ? d->fake.checkedTopics : d->fake.createdTopics) << draft;
    return support::answer(d->fake, owner, CreatedTopic{draft.name, draft.partitions, draft.replication});
}
Job<Nothing>* ClusterSession::deleteTopics(const QStringList& names, QObject* owner) {
    d->fake.deletedTopics << names;
    return support::answer(d->fake, owner, Nothing());
}
Job<Nothing>* ClusterSession::emptyTopics(const QStringList& names, QObject* owner) {
    d->fake.emptiedTopics << names;
    return support::answer(d->fake, owner, Nothing());
}
Job<Nothing>* ClusterSession::deleteRecords(const QString& topic, const std::map<int, qint64>& before,
                                            QObject* owner) {
    d->fake.deletedRecords << std::pair(topic, before);
    return support::answer(d->fake, owner, Nothing());
}
Job<Nothing>* ClusterSession::addPartitions(const QString& topic, int total, bool validateOnly,
                                            QObject* owner) {
    (validateOnly ? d->fake.checkedPartitions : d->fake.addedPartitions) << std::pair(topic, total);
    return support::answer(d->fake, owner, Nothing());
}
Job<std::vector<ConfigRow>>* ClusterSession::topicConfig(const QString&, QObject* owner) {
    return support::answer(d->fake, owner, d->fake.config);
}
Job<std::vector<ConfigRow>>* ClusterSession::topicDefaults(QObject* owner) {
    return support::answer(d->fake, owner, d->fake.config);
}
Job<Nothing>* ClusterSession::editTopicConfig(const QString&, const std::vector<ConfigEdit>& edits, bool,
                                              QObject* owner) {
    d->fake.configEdits << edits;
    return support::answer(d->fake, owner, Nothing());
}
Job<Nothing>* ClusterSession::deleteGroups(const QStringList&, QObject* owner) {
    return support::answer(d->fake, owner, Nothing());
}
Job<ProducedRecords>* ClusterSession::produce(const ProduceDraft& draft, QObject* owner) {
    d->fake.produced << draft;
    return support::answer(d->fake, owner,
                           ProducedRecords{draft.repeat, draft.partition.value_or(0), 100, 0});
}
std::optional<int> ClusterSession::partitionFor(const std::optional<QByteArray>& key, int partitions) {
    if (!key || partitions <= 0)
        return std::nullopt;
    return static_cast<int>(key->size() % partitions);
}

struct RecordBrowser::Private {
    support::FakeRecords fake;
};

RecordBrowser::RecordBrowser(std::unique_ptr<Private> state, QObject* parent)
    : QObject(parent), d(std::move(state)) {
    support::browsers()[this] = &d->fake;
}
RecordBrowser::~RecordBrowser() {
    support::browsers().erase(this);
}
BrowseState RecordBrowser::state() const {
    return d->fake.state;
}
StopReason RecordBrowser::stopReason() const {
    return d->fake.state == BrowseState::Stopped ? d->fake.stopReason : StopReason::None;
}
const std::optional<base::Error>& RecordBrowser::error() const {
    return d->fake.error;
}
const BrowseProgress& RecordBrowser::progress() const {
    return d->fake.progress;
}
bool RecordBrowser::orderIsApproximate() const {
    return false;
}
const BrowseQuery& RecordBrowser::query() const {
    return d->fake.query;
}
void RecordBrowser::run(const BrowseQuery& query) {
    d->fake.query = query;
    ++d->fake.runs;
    d->fake.earlier = d->fake.error && !d->fake.rows.empty();
    if (d->fake.error) {
        d->fake.stopReason = StopReason::Failed;
        d->fake.state = BrowseState::Stopped;
        emit stateChanged();
        return;
    }
    d->fake.stopReason = StopReason::EndReached;
    d->fake.readAtMs = 1'795'348'805'121;
    d->fake.rows =
        d->fake.answers.empty() ? support::sampleRecords(std::min(query.limit, 40)) : d->fake.answers;
    d->fake.state = BrowseState::Stopped;
    emit rowsReset();
    emit stateChanged();
    emit progressChanged();
}
void RecordBrowser::more() {}
bool RecordBrowser::showsEarlier() const {
    return d->fake.earlier;
}
qint64 RecordBrowser::readAtMs() const {
    return d->fake.readAtMs;
}
const std::vector<HeldRange>& RecordBrowser::held() const {
    return d->fake.held;
}
void RecordBrowser::pause() {
    d->fake.state = BrowseState::Paused;
    emit stateChanged();
}
void RecordBrowser::resume() {
    d->fake.state = BrowseState::Running;
    emit stateChanged();
}
void RecordBrowser::stop() {
    d->fake.state = BrowseState::Stopped;
    emit stateChanged();
}
int RecordBrowser::rowCount() const {
    return static_cast<int>(d->fake.rows.size());
}
const RecordRow& RecordBrowser::row(int index) const {
    return d->fake.rows[std::size_t(index)];
}
void RecordBrowser::loadWhole(int partition, qint64 offset) {
    d->fake.loads << std::pair(partition, offset);
}

RecordBrowser* ClusterSession::browse(const QString&, QObject* owner) {
    auto state = std::make_unique<RecordBrowser::Private>();
    state->fake.answers = d->fake.records;
    state->fake.error = d->fake.unreadable;
    return new RecordBrowser(std::move(state), owner);
}

} // namespace session
