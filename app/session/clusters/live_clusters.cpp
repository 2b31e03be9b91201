#include "session/clusters/live_clusters.h"

#include <algorithm>

#include "client/cluster.h"
#include "series/history.h"
#include "session/clusters/connect_to.h"
#include "session/clusters/event_finder.h"
#include "session/clusters/kept_name.h"
#include "session/convert.h"
#include "session/input_checks.h"
#include "session/job_runner.h"
#include "session/profile_colours.h"

namespace session {

namespace {

QString intervalKey(const QUuid& profile) {
    return QStringLiteral("interval/") + profile.toString(QUuid::WithoutBraces);
}

/// Of other addresses another cluster may answer.
bool leadsThereStill(const ConnectionProfile& before, const ConnectionProfile& now) {
    if (before.bootstrap == now.bootstrap)
        return true;
    const auto was = parseBootstrap(before.bootstrap), is = parseBootstrap(now.bootstrap);
    return was && is && std::ranges::any_of(*is, [&](const auto& server) { return was->contains(server); });
}

/// `now` with what is known of the cluster behind it. Of the same address that may have been learned while
/// the form stood; at another one the form has perhaps met one.
ConnectionProfile withCluster(ConnectionProfile now, const ConnectionProfile& before) {
    const bool guarded = before.environment == Environment::Production;
    if (leadsThereStill(before, now)) {
        now.clusterId = before.clusterId;
        now.guards = before.guards;
    } else {
        now.guards = !guarded ? QString() : before.clusterId.isEmpty() ? before.guards : before.clusterId;
    }
    if (!now.clusterId.isEmpty() || now.environment != Environment::Production)
        now.guards.clear();
    return now;
}

} // namespace

LiveClusters::LiveClusters(SettingsStore& settings, LiveLocalBroker& broker,
                           std::shared_ptr<const base::Clock> clock, std::shared_ptr<Workers> workers,
                           SessionMaker make, std::shared_ptr<series::History> history)
    : m_settings(settings)
    , m_broker(broker)
    , m_clock(std::move(clock))
    , m_workers(std::move(workers))
    , m_make(std::move(make))
    , m_history(std::move(history))
    , m_profiles(settings) {
    connect(&broker, &LocalBroker::changed, this, [this] {
        if (m_broker.state() == LocalBrokerState::Running)
            openLocal();
    });
    connect(&broker, &LocalBroker::leaving, this, [this] {
        if (auto* open = local())
            open->connection().close();
    });
    connect(&broker, &LocalBroker::wiped, this, &LiveClusters::forgetHeld);
}

const std::vector<ConnectionProfile>& LiveClusters::profiles() const {
    return m_profiles.profiles();
}

void LiveClusters::saveProfile(const ConnectionProfile& profile) {
    const auto* before = m_profiles.find(profile.id);
    const ConnectionProfile kept = before ? withCluster(profile, *before) : profile;
    const bool met = !kept.clusterId.isEmpty() && (!before || before->clusterId != kept.clusterId);
    if (!m_profiles.save(kept))
        return;
    if (auto* open = find(profile.id))
        open->connection().setProfile(guarded(kept));
    settleGuards();
    emit profilesChanged();
    if (met)
        emit learned(kept.id);
}

void LiveClusters::learn(const ClusterSession& session) {
    const auto* known = m_profiles.find(session.id());
    const QString id = session.data().snapshot()->clusterId;
    if (!known || id.isEmpty() || known->clusterId == id)
        return;
    const bool swapped = !known->clusterId.isEmpty();
    ConnectionProfile profile = *known;
    profile.clusterId = id;
    profile.guards.clear();
    m_profiles.save(profile);
    settleGuards();
    // Nobody unlocked the one that answers now.
    if (swapped && session.profile().environment == Environment::Production)
        session.connection().setLocked(true);
    emit profilesChanged();
    emit learned(profile.id);
}

/// As production, if another connection calls the same cluster so: a second one is no way round its lock.
ConnectionProfile LiveClusters::guarded(ConnectionProfile profile) const {
    if (!guardsOf(profile.id).empty())
        profile.environment = Environment::Production;
    return profile;
}

void LiveClusters::settleGuards() {
    for (const auto& [id, session] : m_sessions) {
        const auto* profile = m_profiles.find(id);
        if (!profile)
            continue;
        const ConnectionProfile wanted = guarded(*profile);
        if (session->profile().environment != wanted.environment)
            session->connection().setProfile(wanted);
    }
}

void LiveClusters::removeProfile(const QUuid& id) {
    close(id);
    forgetHistory(id);
    m_settings.remove(intervalKey(id));
    if (!m_profiles.remove(id))
        return;
    settleGuards();
    emit profilesChanged();
}

/// What is gone is gone, wherever the local broker held it.
void LiveClusters::forgetHistory(const QUuid& id) {
    m_pasts.erase(id);
    leaveUnwritten(id);
    if (m_history)
        m_history->forget(id.toString(QUuid::WithoutBraces).toStdString(), true);
}

/// Of the local broker what it held in one folder; what it held elsewhere stays.
void LiveClusters::forgetHeld(const QString& folder) {
    const auto* profile = m_profiles.local();
    if (!profile)
        return;
    auto wiped = *profile;
    wiped.holding = m_broker.holding(folder);
    if (const auto past = m_pasts.find(profile->id);
        past != m_pasts.end() && past->second.holding == wiped.holding)
        m_pasts.erase(past);
    if (auto* open = local(); open && open->connection().profile().holding == wiped.holding) {
        open->data().forget(m_clock->wallMs());
        leaveUnwritten(profile->id);
    }
    if (m_history)
        m_history->forget(keptName(wiped, {}));
}

void LiveClusters::leaveUnwritten(const QUuid& id) {
    if (const auto session = m_forgotten.find(id); session != m_forgotten.end())
        *session->second = true;
}

Job<ClusterSummary>* LiveClusters::testConnection(const QString& bootstrap, QObject* owner) {
    const auto options = connectOptions(bootstrap.toStdString(), m_workers->loop());
    return runJob<ClusterSummary>(m_workers->requests(), owner,
                                  [options](JobContext& context) -> base::Result<ClusterSummary> {
                                      const auto cluster = client::connect(options, context.stop());
                                      if (!cluster)
                                          return base::fail(cluster.error());
                                      const auto info = (*cluster)->info();
                                      return ClusterSummary{static_cast<int>(info.brokers.size()),
                                                            text(info.clusterId), text(info.softwareGuess)};
                                  });
}

void LiveClusters::rememberInterval(Connection& opened) {
    const QString key = intervalKey(opened.profile().id);
    if (const int ms = m_settings.value(key).toInt(); ms > 0)
        opened.setIntervalMs(ms);
    connect(&opened, &Connection::intervalChanged, this, [this, key, connection = &opened] {
        // A held cluster would look dead at the next start.
        if (connection->intervalMs() > 0)
            m_settings.setValue(key, connection->intervalMs());
    });
}

ClusterSession* LiveClusters::open(const QUuid& profileId) {
    const auto* profile = m_profiles.find(profileId);
    if (!profile)
        return nullptr;
    // Another program's may listen where it last did.
    const bool standsStill = profile->localBroker && m_broker.state() != LocalBrokerState::Running;
    if (auto* open = find(profileId); open && open->state() == ConnectionState::Closed && !standsStill)
        close(profileId);
    auto& slot = m_sessions[profileId];
    if (!slot) {
        CounterSource counters;
        if (profile->localBroker)
            counters = [tap = m_broker.counterTap()] { return tap->read(); };
        SessionPast past;
        if (const auto known = m_pasts.find(profileId);
            known != m_pasts.end() && known->second.holding == profile->holding)
            past = known->second.known;
        past.kept = m_history;
        m_forgotten[profileId] = past.forgotten;
        slot = m_make(guarded(*profile), std::move(counters), m_clock, past);
        rememberInterval(slot->connection());
        connect(
            &slot->data(), &ClusterData::snapshotChanged, this,
            [this, profileId] { m_pasts.erase(profileId); }, Qt::SingleShotConnection);
        connect(&slot->data(), &ClusterData::snapshotChanged, this,
                [this, opened = slot.get()] { learn(*opened); });
        if (standsStill)
            slot->connection().close();
        emit opened(slot.get());
    }
    if (m_current != profileId) {
        m_current = profileId;
        settleFront();
        emit currentChanged();
    }
    return slot.get();
}

void LiveClusters::close(const QUuid& profileId) {
    const auto it = m_sessions.find(profileId);
    if (it == m_sessions.end())
        return;
    const auto ending = std::move(it->second);
    m_sessions.erase(it);
    keepPast(*ending);
    if (m_current == profileId) {
        m_current = m_sessions.empty() ? QUuid() : m_sessions.begin()->first;
        settleFront();
        emit currentChanged();
    }
    // The listeners still may look at it until this returns.
    emit closed(profileId);
}

/// One that never answered leaves what was known before it.
void LiveClusters::keepPast(const ClusterSession& ending) {
    const ConnectionProfile& profile = ending.profile();
    const auto last = ending.data().snapshot();
    if (last->clusterId.isEmpty())
        return;
    Past& past = m_pasts[profile.id];
    past.holding = profile.holding;
    past.known = {.seen = last->history, .events = ending.data().events()};
    if (ending.connection().state() == ConnectionState::Connected)
        tell(past.known.events, {{m_clock->wallMs(), EventKind::Disconnected, {}}});
    // In memory each start of the local broker makes a cluster; what it holds is known by name.
    if (!profile.localBroker)
        past.known.ofCluster = last->clusterId;
}

void LiveClusters::settleFront() {
    for (const auto& [id, session] : m_sessions)
        session->data().setInFront(id == m_current);
}

ClusterSession* LiveClusters::find(const QUuid& profileId) const {
    const auto it = m_sessions.find(profileId);
    return it != m_sessions.end() ? it->second.get() : nullptr;
}

ClusterSession* LiveClusters::current() const {
    return find(m_current);
}

ClusterSession* LiveClusters::local() const {
    const auto* local = m_profiles.local();
    return local ? find(local->id) : nullptr;
}

void LiveClusters::openLocal() {
    const StartedBroker& started = m_broker.started();
    ConnectionProfile profile;
    if (const auto* known = m_profiles.local()) {
        profile = *known;
    } else {
        profile.id = QUuid::createUuid();
        profile.name = QStringLiteral("local");
        profile.localBroker = true;
        profile.colour = freeColour(profiles());
    }
    profile.bootstrap = started.bootstrap;
    profile.holding = m_broker.holding(started.dataFolder);
    if (m_profiles.save(profile))
        emit profilesChanged();
    close(profile.id); // of an earlier run, perhaps at another address
    open(profile.id);
}

} // namespace session
