#include "session/settings_store.h"

#include <QSettings>
#include <QStandardPaths>

#include "session/private_file.h"

namespace session {

SettingsStore::SettingsStore(QString file) : m_file(std::move(file)) {
    const bool ownPlace = m_file.isEmpty();
    if (ownPlace)
        m_file = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) +
                 QStringLiteral("/settings.ini");
    m_writer.setMaxThreadCount(1);
    makePrivate(m_file, ownPlace);
    const QSettings stored(m_file, QSettings::IniFormat);
    for (const QString& key : stored.allKeys())
        m_values.insert(key, stored.value(key));
}

SettingsStore::~SettingsStore() {
    m_writer.waitForDone();
    if (!m_unwritten.isEmpty() || !m_unremoved.isEmpty())
        flush();
}

QVariant SettingsStore::value(const QString& key, const QVariant& fallback) const {
    return m_values.value(key, fallback);
}

void SettingsStore::setValue(const QString& key, const QVariant& value) {
    auto& stored = m_values[key];
    if (stored.isValid() && stored == value)
        return;
    stored = value;
    write({{key, value}}, {});
}

void SettingsStore::remove(const QString& prefix) {
    const QString below = prefix + QLatin1Char('/');
    if (m_values.removeIf(
            [&](const auto& entry) { return entry.key() == prefix || entry.key().startsWith(below); }) > 0)
        write({}, {prefix});
}

QStringList SettingsStore::keys() const {
    return m_values.keys();
}

void SettingsStore::write(const QHash<QString, QVariant>& changed, const QStringList& removed) {
    m_writer.start([this, changed, removed] {
        for (const QString& prefix : removed) {
            const QString below = prefix + QLatin1Char('/');
            m_unwritten.removeIf(
                [&](const auto& entry) { return entry.key() == prefix || entry.key().startsWith(below); });
            if (!m_unremoved.contains(prefix))
                m_unremoved << prefix;
        }
        m_unwritten.insert(changed);
        flush();
    });
}

void SettingsStore::flush() {
    makePrivate(m_file, false); // it may have been taken away meanwhile
    QSettings stored(m_file, QSettings::IniFormat);
    for (const QString& key : m_unremoved)
        stored.remove(key);
    for (auto it = m_unwritten.cbegin(); it != m_unwritten.cend(); ++it)
        stored.setValue(it.key(), it.value());
    stored.sync();
    if (stored.status() != QSettings::NoError)
        return;
    m_unremoved.clear();
    m_unwritten.clear();
}

} // namespace session
