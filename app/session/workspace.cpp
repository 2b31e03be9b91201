#include "session/workspace.h"

#include <algorithm>
#include <map>
#include <set>

#include <QStandardPaths>
#include <QTimer>

#include "client/cluster.h"
#include "session/adder_player.h"
#include "session/cluster_reader.h"
#include "session/console_client.h"
#include "session/convert.h"
#include "session/job_runner.h"
#include "session/local_broker.h"
#include "session/profile_store.h"
#include "session/settings_store.h"

namespace session {

namespace {

QString windowKey(const QString& key) {
    return QStringLiteral("window/") + key;
}
QString brokerKey(const char* key) {
    return QStringLiteral("localBroker/") + QLatin1String(key);
}
QString intervalKey(const QUuid& profile) {
    return QStringLiteral("interval/") + profile.toString(QUuid::WithoutBraces);
}

} // namespace

struct Workspace::Private {
    std::shared_ptr<const base::Clock> clock;
    SettingsStore settings;
    ProfileStore profiles;
    LocalBroker* broker = nullptr; // a child of the workspace, which destroys it after the sessions
    std::map<QUuid, std::unique_ptr<ClusterSession>> sessions;
    QUuid current;
    AdderPlayer* adder = nullptr;
    QThreadPool tests; // of connections; destroyed first

    explicit Private(const QString& file) : settings(file), profiles(settings) {}
};

Workspace::Workspace(std::unique_ptr<BrokerControl> broker, const QString& settingsFile, QObject* parent,
                     std::shared_ptr<const base::Clock> clock)
    : QObject(parent), d(std::make_unique<Private>(settingsFile)) {
    d->clock = std::move(clock);
    d->broker = new LocalBroker(std::move(broker), this);
    d->adder = new AdderPlayer(this);
    connect(d->adder, &AdderPlayer::changed, this, &Workspace::adderChanged);
    connect(d->broker, &LocalBroker::changed, this, [this] {
        if (d->broker->state() == LocalBrokerState::Running)
            openLocalSession();
        emit localBrokerChanged();
        if (d->adder->progress().phase == AdderProgress::Phase::Starting)
            playAdderOnceRunning();
    });
    connect(d->broker, &LocalBroker::sampled, this, &Workspace::localBrokerSampled);
    connect(d->broker, &LocalBroker::logged, this, &Workspace::localBrokerLogged);
    connect(d->broker, &LocalBroker::wiped, this,
            [this] { d->settings.setValue(brokerKey("keptRan"), false); });
}

Workspace::~Workspace() {
    d->sessions.clear();
}

const std::vector<ConnectionProfile>& Workspace::profiles() const {
    return d->profiles.profiles();
}

void Workspace::saveProfile(const ConnectionProfile& profile) {
    if (!d->profiles.save(profile))
        return;
    if (auto* open = sessionOf(profile.id))
        open->setProfile(profile);
    emit profilesChanged();
}

void Workspace::removeProfile(const QUuid& id) {
    closeSession(id);
    d->settings.remove(intervalKey(id));
    if (d->profiles.remove(id))
        emit profilesChanged();
}

Job<ClusterSummary>* Workspace::testConnection(const QString& bootstrap, QObject* owner) {
    const auto options = connectOptions(bootstrap.toStdString());
    return runJob<ClusterSummary>(
        d->tests, owner, [options](JobContext& context) -> base::Result<ClusterSummary> {
            const auto cluster = client::connect(options, context.stop());
            if (!cluster)
                return base::fail(cluster.error());
            const auto info = (*cluster)->info();
            return ClusterSummary{static_cast<int>(info.brokers.size()), text(info.softwareGuess)};
        });
}

void Workspace::rememberInterval(ClusterSession& opened) {
    const QString key = intervalKey(opened.profile().id);
    if (const int ms = d->settings.value(key).toInt(); ms > 0)
        opened.setIntervalMs(ms);
    connect(&opened, &ClusterSession::intervalChanged, this, [this, key, session = &opened] {
        // A held cluster would look dead at the next start.
        if (session->intervalMs() > 0)
            d->settings.setValue(key, session->intervalMs());
    });
}

ClusterSession* Workspace::open(const QUuid& profileId) {
    const auto* profile = d->profiles.find(profileId);
    if (!profile)
        return nullptr;
    if (auto* open = sessionOf(profileId); open && open->state() == ConnectionState::Closed)
        closeSession(profileId);
    auto& slot = d->sessions[profileId];
    if (!slot) {
        CounterSource counters;
        if (profile->localBroker)
            counters = [tap = d->broker->counterTap()] { return tap->read(); };
        slot = std::make_unique<ClusterSession>(*profile, std::move(counters), nullptr, d->clock);
        rememberInterval(*slot);
        emit sessionOpened(slot.get());
    }
    if (d->current != profileId) {
        d->current = profileId;
        emit currentChanged();
    }
    return slot.get();
}

void Workspace::closeSession(const QUuid& profileId) {
    const auto it = d->sessions.find(profileId);
    if (it == d->sessions.end())
        return;
    const auto closed = std::move(it->second);
    d->sessions.erase(it);
    if (d->current == profileId) {
        d->current = d->sessions.empty() ? QUuid() : d->sessions.begin()->first;
        emit currentChanged();
    }
    // The listeners still may look at it until this returns.
    emit sessionClosed(profileId);
}

ClusterSession* Workspace::sessionOf(const QUuid& profileId) const {
    const auto it = d->sessions.find(profileId);
    return it != d->sessions.end() ? it->second.get() : nullptr;
}

ClusterSession* Workspace::current() const {
    return sessionOf(d->current);
}

ClusterSession* Workspace::localSession() const {
    const auto* local = d->profiles.local();
    return local ? sessionOf(local->id) : nullptr;
}

LocalBrokerState Workspace::localBrokerState() const {
    return d->broker->state();
}
const StartedBroker& Workspace::startedBroker() const {
    return d->broker->started();
}
const std::optional<base::Error>& Workspace::localBrokerError() const {
    return d->broker->error();
}

LocalBrokerOptions Workspace::localBrokerOptions() const {
    LocalBrokerOptions out;
    const auto& settings = d->settings;
    out.storage = settings.value(brokerKey("storage")).toString() == QLatin1String("memory")
                      ? BrokerStorage::Memory
                      : BrokerStorage::Kept;
    out.dataFolder = settings.value(brokerKey("dataFolder")).toString();
    out.port = settings.value(brokerKey("port"), 0).toInt();
    out.partitions = std::max(1, settings.value(brokerKey("partitions"), 1).toInt());
    out.autoCreate = settings.value(brokerKey("autoCreate"), true).toBool();
    const auto config = settings.value(brokerKey("config")).toMap();
    for (auto it = config.begin(); it != config.end(); ++it)
        out.config[it.key()] = it.value().toString();
    return out;
}

void Workspace::setLocalBrokerOptions(const LocalBrokerOptions& options) {
    auto& settings = d->settings;
    settings.setValue(brokerKey("storage"), options.storage == BrokerStorage::Memory
                                                ? QStringLiteral("memory")
                                                : QStringLiteral("kept"));
    settings.setValue(brokerKey("dataFolder"), options.dataFolder);
    settings.setValue(brokerKey("port"), options.port);
    settings.setValue(brokerKey("partitions"), options.partitions);
    settings.setValue(brokerKey("autoCreate"), options.autoCreate);
    QVariantMap config;
    for (const auto& [name, value] : options.config)
        config.insert(name, value);
    settings.setValue(brokerKey("config"), config);
}

QString Workspace::keptDataFolder() const {
    const QString chosen = d->settings.value(brokerKey("dataFolder")).toString();
    return !chosen.isEmpty() ? chosen
                             : QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) +
                                   QStringLiteral("/broker");
}

bool Workspace::keptBrokerRemembered() const {
    return d->settings.value(brokerKey("keptRan")).toBool();
}

void Workspace::startLocalBroker(const LocalBrokerOptions& options) {
    setLocalBrokerOptions(options);
    auto wanted = options;
    if (wanted.storage == BrokerStorage::Kept && wanted.dataFolder.isEmpty())
        wanted.dataFolder = keptDataFolder();
    d->broker->start(wanted);
}

void Workspace::startLocalBrokerInMemory() {
    auto once = localBrokerOptions();
    once.storage = BrokerStorage::Memory;
    d->broker->start(once);
}

void Workspace::openLocalSession() {
    const StartedBroker& started = d->broker->started();
    if (!started.dataFolder.isEmpty())
        d->settings.setValue(brokerKey("keptRan"), true);
    ConnectionProfile profile;
    if (const auto* known = d->profiles.local()) {
        profile = *known;
    } else {
        profile.id = QUuid::createUuid();
        profile.name = QStringLiteral("local");
        profile.localBroker = true;
    }
    profile.bootstrap = started.bootstrap;
    if (d->profiles.save(profile))
        emit profilesChanged();
    closeSession(profile.id); // of an earlier run, perhaps at another address
    open(profile.id);
}

void Workspace::stopLocalBroker() {
    d->adder->cancel();
    if (auto* open = localSession())
        open->close(); // the clients leave before the broker does
    d->broker->stop();
}

void Workspace::wipeLocalBroker() {
    const bool running = d->broker->state() == LocalBrokerState::Running;
    const QString folder = running ? d->broker->started().dataFolder : keptDataFolder();
    if (folder.isEmpty())
        return;
    d->adder->cancel();
    if (auto* open = localSession())
        open->close();
    d->broker->wipe(folder);
}

BrokerCounters Workspace::localBrokerCounters() const {
    return d->broker->counters();
}
std::vector<BrokerConnection> Workspace::localBrokerConnections() const {
    return d->broker->connections();
}

ForeignClients Workspace::foreignClients() const {
    ForeignClients out;
    std::set<std::tuple<QString, QString, QString>> clients;
    for (const auto& connection : d->broker->connections())
        if (!connection.ofThisConsole) {
            ++out.connections;
            clients.emplace(connection.clientId, connection.software,
                            connection.address.left(connection.address.lastIndexOf(QLatin1Char(':'))));
        }
    out.atLeast = static_cast<int>(clients.size());
    return out;
}

const std::vector<BrokerLogLine>& Workspace::localBrokerLog() const {
    return d->broker->log();
}

void Workspace::playAdder() {
    if (d->adder->isPlaying())
        return;
    d->adder->announce();
    if (d->broker->state() == LocalBrokerState::Stopped || d->broker->state() == LocalBrokerState::Failed)
        startLocalBroker(localBrokerOptions());
    else
        playAdderOnceRunning();
}

void Workspace::playAdderOnceRunning() {
    if (d->broker->state() == LocalBrokerState::Running)
        d->adder->play(d->broker->started().bootstrap);
    else if (d->broker->state() == LocalBrokerState::Failed && d->broker->error())
        d->adder->fail(*d->broker->error());
}

void Workspace::cancelAdder() {
    d->adder->cancel();
}
const AdderProgress& Workspace::adder() const {
    return d->adder->progress();
}

QVariant Workspace::setting(const QString& key, const QVariant& fallback) const {
    return d->settings.value(windowKey(key), fallback);
}

void Workspace::setSetting(const QString& key, const QVariant& value) {
    d->settings.setValue(windowKey(key), value);
}

} // namespace session
