#include "session/clusters/profile_store.h"

#include <algorithm>

namespace session {

namespace {

const QString orderKey = QStringLiteral("clusters/order");

QString prefixOf(const QUuid& id) {
    return QStringLiteral("clusters/") + id.toString(QUuid::WithoutBraces);
}

std::optional<ConnectionProfile> load(const SettingsStore& settings, const QString& text) {
    const QUuid id(text);
    const QString prefix = prefixOf(id);
    ConnectionProfile out;
    out.id = id;
    out.name = settings.value(prefix + QStringLiteral("/name")).toString();
    out.bootstrap = settings.value(prefix + QStringLiteral("/bootstrap")).toString();
    if (id.isNull() || out.name.isEmpty())
        return std::nullopt;
    out.colour = std::clamp(settings.value(prefix + QStringLiteral("/colour")).toInt(), 0, 9);
    // An unknown word may come from a newer version: the careful reading is the locked one.
    const QString environment = settings.value(prefix + QStringLiteral("/environment")).toString();
    if (environment == QLatin1String("development"))
        out.environment = Environment::Development;
    else if (environment == QLatin1String("test"))
        out.environment = Environment::Test;
    else
        out.environment = Environment::Production;
    out.localBroker = settings.value(prefix + QStringLiteral("/localBroker")).toBool();
    out.holding = settings.value(prefix + QStringLiteral("/holding")).toString();
    out.clusterId = settings.value(prefix + QStringLiteral("/clusterId")).toString();
    out.guards = settings.value(prefix + QStringLiteral("/guards")).toString();
    return out;
}

QString word(Environment environment) {
    switch (environment) {
    case Environment::Development:
        return QStringLiteral("development");
    case Environment::Test:
        return QStringLiteral("test");
    case Environment::Production:
        return QStringLiteral("production");
    }
    return {};
}

} // namespace

ProfileStore::ProfileStore(SettingsStore& settings) : m_settings(settings) {
    for (const QString& id : settings.value(orderKey).toStringList())
        if (auto profile = load(settings, id); profile && !find(profile->id))
            m_profiles.push_back(*std::move(profile));
    // One that another window kept meanwhile stands in no order of ours.
    const QString begin = QStringLiteral("clusters/"), end = QStringLiteral("/name");
    QStringList keys = settings.keys();
    keys.sort();
    for (const QString& key : keys)
        if (key.startsWith(begin) && key.endsWith(end))
            if (auto profile = load(settings, key.mid(begin.size(), key.size() - begin.size() - end.size()));
                profile && !find(profile->id) && !(profile->localBroker && local()))
                m_profiles.push_back(*std::move(profile));
}

const ConnectionProfile* ProfileStore::find(const QUuid& id) const {
    const auto it = std::ranges::find(m_profiles, id, &ConnectionProfile::id);
    return it != m_profiles.end() ? &*it : nullptr;
}

const ConnectionProfile* ProfileStore::local() const {
    const auto it = std::ranges::find(m_profiles, true, &ConnectionProfile::localBroker);
    return it != m_profiles.end() ? &*it : nullptr;
}

bool ProfileStore::save(const ConnectionProfile& profile) {
    const auto it = std::ranges::find(m_profiles, profile.id, &ConnectionProfile::id);
    if (it != m_profiles.end() && *it == profile)
        return false;
    if (it != m_profiles.end())
        *it = profile;
    else
        m_profiles.push_back(profile);
    const QString prefix = prefixOf(profile.id);
    m_settings.setValue(prefix + QStringLiteral("/name"), profile.name);
    m_settings.setValue(prefix + QStringLiteral("/bootstrap"), profile.bootstrap);
    m_settings.setValue(prefix + QStringLiteral("/colour"), profile.colour);
    m_settings.setValue(prefix + QStringLiteral("/environment"), word(profile.environment));
    m_settings.setValue(prefix + QStringLiteral("/localBroker"), profile.localBroker);
    m_settings.setValue(prefix + QStringLiteral("/holding"), profile.holding);
    m_settings.setValue(prefix + QStringLiteral("/clusterId"), profile.clusterId);
    m_settings.setValue(prefix + QStringLiteral("/guards"), profile.guards);
    storeOrder();
    return true;
}

bool ProfileStore::remove(const QUuid& id) {
    if (std::erase_if(m_profiles, [&](const auto& profile) { return profile.id == id; }) == 0)
        return false;
    m_settings.remove(prefixOf(id));
    storeOrder();
    return true;
}

void ProfileStore::storeOrder() {
    QStringList order;
    for (const auto& profile : m_profiles)
        order << profile.id.toString(QUuid::WithoutBraces);
    m_settings.setValue(orderKey, order);
}

} // namespace session
