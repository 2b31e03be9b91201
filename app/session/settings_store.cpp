#include "session/settings_store.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

namespace session {

SettingsStore::SettingsStore(QString file) : m_file(std::move(file)) {
    if (m_file.isEmpty())
        m_file = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) +
                 QStringLiteral("/settings.ini");
    m_writer.setMaxThreadCount(1);
    const QSettings stored(m_file, QSettings::IniFormat);
    for (const QString& key : stored.allKeys())
        m_values.insert(key, stored.value(key));
}

SettingsStore::~SettingsStore() {
    m_writer.waitForDone();
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

void SettingsStore::write(QHash<QString, QVariant> changed, QStringList removed) {
    m_writer.start([file = m_file, changed = std::move(changed), removed = std::move(removed)] {
        QDir().mkpath(QFileInfo(file).absolutePath());
        QSettings stored(file, QSettings::IniFormat);
        for (const QString& key : removed)
            stored.remove(key);
        for (auto it = changed.begin(); it != changed.end(); ++it)
            stored.setValue(it.key(), it.value());
    });
}

} // namespace session
